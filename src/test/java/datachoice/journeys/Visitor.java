package datachoice.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitUntilState;
import datachoice.Cast;
import datachoice.Cast.Somebody;
import datachoice.journeys.Browsers.Way;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in front of a browser. Finds things as people do: by what is written on them. Counts the screens it was shown,
 * and notes what the browser complained about.
 */
class Visitor {
    /** The pattern is the browser's, which knows no other way to quote. */
    private static final Pattern SPECIAL = Pattern.compile("[.*+?^${}()|\\[\\]\\\\]");

    private final Page page;
    private final Way way;
    private final List<String> screens = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();
    private @Nullable Response last;

    Visitor(Page page, Way way) {
        this.page = page;
        this.way = way;
        page.onConsoleMessage(message -> {
            // that a page was refused with 4xx is what stories are about; it is no fault of the page they see
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("Permissions-Policy")
                    || message.type().equals("error")
                            && !message.text()
                                    .startsWith("Failed to load resource: the server responded with a status of 4")) {
                trouble.add(message.text());
            }
        });
        page.addInitScript("""
                document.addEventListener('securitypolicyviolation',
                    e => console.error('Blocked: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile));
                """);
        page.onPageError(trouble::add);
        page.onRequest(request -> {
            var host = URI.create(request.url().replaceAll("[?#].*", "")).getHost();
            if (host != null && !host.equals("localhost")) {
                trouble.add("asked another host: " + request.url());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 500
                    || response.status() >= 400 && response.url().contains("/assets/")) {
                trouble.add(response.status() + " for " + response.url());
            }
        });
    }

    Page page() {
        return page;
    }

    /** The same person's other tab. */
    Visitor opensAnotherTab() {
        return new Visitor(page.context().newPage(), way);
    }

    Visitor opens(String path) {
        last = page.navigate(path, new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
        return sees();
    }

    /** A link that says this; hidden words that tell it from others, such as whom it is for, may follow. */
    Visitor follows(String link) {
        return clicks(link(page.locator("body"), link));
    }

    /** A link that stands beside something: in the row, card or section that has these words. */
    Visitor followsBeside(String words, String link) {
        return clicks(link(beside(words), link));
    }

    private static Locator link(Locator within, String words) {
        var says = Pattern.compile("^\\s*" + SPECIAL.matcher(words).replaceAll("\\\\$0") + "(\\s+for [^.]*)?\\s*$");
        return within.locator("a")
                .filter(new Locator.FilterOptions().setHasText(says))
                .first();
    }

    Visitor presses(String button) {
        return clicks(button(button));
    }

    Visitor pressesBeside(String words, String button) {
        return clicks(beside(words).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button)));
    }

    private Locator button(String words) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(words).setExact(true))
                .first();
    }

    /** Everything that is clicked here leads to a page. */
    @SuppressWarnings("deprecation") // which page comes is what the story finds out, so no address can be waited for
    Visitor clicks(Locator target) {
        last = page.waitForNavigation(
                new Page.WaitForNavigationOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED),
                () -> activate(target));
        return sees();
    }

    private void activate(Locator target) {
        if (way == Way.KEYS) {
            Keys.reach(page, target);
            page.keyboard().press("Enter");
        } else {
            target.click(new Locator.ClickOptions().setForce(still()));
        }
    }

    /** Without scripts the browser cannot tell the driver that nothing moves any more; then it is not waited for. */
    private boolean still() {
        return way == Way.WITHOUT_SCRIPTS;
    }

    Visitor enters(String label, String text) {
        write(page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)), text);
        return this;
    }

    private void write(Locator box, String text) {
        if (way == Way.KEYS) {
            Keys.reach(page, box);
            page.keyboard().press("Control+A");
            page.keyboard().insertText(text);
        } else {
            box.fill(text);
        }
    }

    /** Writes on where a text ends. */
    Visitor adds(String label, String text) {
        var box = page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
        write(box, box.inputValue() + text);
        return this;
    }

    Visitor attaches(String label, Path file) {
        var control = page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
        if (way == Way.WITHOUT_SCRIPTS) {
            control.setInputFiles(file);
        } else { // the kit puts a button in the place of the browser's own control
            page.waitForFileChooser(() -> activate(control)).setFiles(file);
        }
        return this;
    }

    Visitor selects(String answer) {
        tick(page.getByLabel(answer, new Page.GetByLabelOptions().setExact(true)));
        return this;
    }

    /** The same answer may be offered twice on a page; this one belongs to the question with these words. */
    Visitor selects(String question, String answer) {
        tick(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(question))
                .getByLabel(answer, new Locator.GetByLabelOptions().setExact(true)));
        return this;
    }

    /** A date in its three boxes, below the question with these words. */
    Visitor entersDate(String question, LocalDate date) {
        var boxes = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName(question));
        write(box(boxes, "Day"), String.valueOf(date.getDayOfMonth()));
        write(box(boxes, "Month"), String.valueOf(date.getMonthValue()));
        write(box(boxes, "Year"), String.valueOf(date.getYear()));
        return this;
    }

    private static Locator box(Locator within, String label) {
        return within.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private void tick(Locator answer) {
        if (way == Way.KEYS) {
            Keys.tick(page, answer);
        } else {
            answer.check(new Locator.CheckOptions().setForce(still()));
        }
    }

    Visitor picks(String label, String option) {
        var list = page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
        if (way == Way.KEYS) {
            Keys.pick(page, list, option);
        } else {
            list.selectOption(option);
        }
        return this;
    }

    Visitor goesBack() {
        last = page.goBack(new Page.GoBackOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
        return sees();
    }

    /** Everything they can read on the page. */
    String text() {
        return page.locator("body").innerText();
    }

    Visitor reads(String... words) {
        for (var part : words) {
            assertThat(page.locator("body")).containsText(part);
        }
        return this;
    }

    Visitor readsNothingOf(String... words) {
        for (var part : words) {
            assertThat(text()).doesNotContain(part);
        }
        return this;
    }

    /** The row, card or section with these words. */
    Locator beside(String words) {
        return page.locator("main tr, main li, main article")
                .filter(new Locator.FilterOptions().setHasText(words))
                .first();
    }

    /** The file that comes when this is pressed. */
    String downloadsBy(String button) {
        Download download = page.waitForDownload(() -> activate(button(button)));
        try {
            return Files.readString(download.path(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Address of the film on the page. */
    String film() {
        return page.locator("video source").first().getAttribute("src");
    }

    String title() {
        return page.title();
    }

    String heading() {
        return page.locator("h1").first().innerText().strip();
    }

    /** The headings of the screens they were shown, one after the other. */
    List<String> screens() {
        return screens;
    }

    /** The page in front of them, as it was sent. */
    String html() {
        return Objects.requireNonNull(last).text();
    }

    Visitor startsCounting() {
        screens.clear();
        return this;
    }

    private Visitor sees() {
        screens.add(heading());
        if (way == Way.KEYS) {
            Keys.goThrough(page, heading());
        }
        return this;
    }

    /** Scripts that were blocked, faults, and requests to anybody else. */
    void hadNoTrouble() {
        assertThat(trouble).as("what the browser complained about").isEmpty();
    }

    List<String> troubles() {
        return List.copyOf(trouble);
    }

    /** What was done on purpose. */
    void forgetsTrouble() {
        trouble.clear();
    }

    // Ways that many stories share

    /** While the portal works on something, its page has a link to itself. */
    Visitor looksAgainUntil(String heading) {
        for (int i = 0; i < 100 && !heading().equals(heading); i++) {
            page.waitForTimeout(200);
            clicks(button("Look again"));
        }
        return reads(heading);
    }

    Visitor entersLetter(String code, Somebody person) {
        return enters("Code from your letter", code)
                .enters("Full name", person.name())
                .enters("Day", String.valueOf(person.born().getDayOfMonth()))
                .enters("Month", String.valueOf(person.born().getMonthValue()))
                .enters("Year", String.valueOf(person.born().getYear()))
                .presses("Continue");
    }

    Visitor finds(Somebody person) {
        return enters("Name", person.name())
                .enters("Day", String.valueOf(person.born().getDayOfMonth()))
                .enters("Month", String.valueOf(person.born().getMonthValue()))
                .enters("Year", String.valueOf(person.born().getYear()));
    }

    Visitor entersPassword(String email) {
        return enters("Email address", email).enters("Password", Cast.PASSWORD).presses("Sign in");
    }

    Visitor signsIn(String email) {
        return opens("/sign-in").entersPassword(email);
    }

    /** With the security code from the demo's mail, read in another tab. */
    Visitor signsInAtWork(String email) {
        signsIn(email);
        reads("Check your email");
        return enters("Security code", codeSentTo(email)).presses("Continue");
    }

    String codeSentTo(String address) {
        var mail = page.context().newPage();
        mail.navigate("/demo/mail?to=" + address);
        var code =
                mail.locator("article[data-to='" + address + "'] code").first().innerText();
        mail.close();
        return code.strip();
    }

    /** The reference on the receipt in front of them. */
    String reference() {
        return page.locator(".app-reference").innerText().strip();
    }
}
