package datachoice.journeys;

import static datachoice.TestPeople.asJob;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import datachoice.Cast;
import datachoice.FaultsOnDemand;
import datachoice.HtmlChecker;
import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import datachoice.identity.workers.NoAdministrators;
import datachoice.practice.PracticeManagement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Every page once, as whoever it is for, and again with something wrong: nobody is kept out by how it is built, nothing is
 * wider than a small telephone, and the HTML is right; what can be used shows when the keyboard is there, and wider
 * spacing, colours of one's own and paper lose nothing. /accessibility says so to everybody. With {@code -Dpictures=true} leaves pictures of all in {@code target/screenshots} to look at.
 */
@Journey
class PageTests {
    /** Of the whole page, twice: a quarter of the time that all this takes. */
    private static final boolean PICTURES = Boolean.getBoolean("pictures");

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String LEAFLET = "better-information-means-better-care";

    private static final String SEARCH = "Find an account by name, email address or practice code";

    /** What is asked for by GET and no page to look at here, and why. */
    private static final Map<String, String> NO_PAGES = Map.ofEntries(
            Map.entry("/robots.txt", "for programs"),
            Map.entry("/.well-known/security.txt", "for programs"),
            Map.entry("/actuator", "for programs"),
            Map.entry("/actuator/health", "for programs"),
            Map.entry("/actuator/health/**", "for programs"),
            Map.entry("/error", "shown at the address that failed"),
            Map.entry("/sign-in/expired", "shown at the address of the form that came too late: \"expired\""),
            Map.entry("/leaflets/{slug}", "leads to the newest version"),
            Map.entry("/leaflets/{slug}.pdf", "paper"),
            Map.entry("/leaflets/{slug}/{format:a5|large|fold}.pdf", "paper"),
            Map.entry("/leaflets/{slug}/v/{n:[1-9][0-9]{0,5}}/{format:a5|large|fold}.pdf", "paper"),
            Map.entry("/leaflets/{slug}/text.txt", "words alone"),
            Map.entry("/leaflets/{slug}/v/{n:[1-9][0-9]{0,5}}/text.txt", "words alone"),
            Map.entry("/leaflets/{slug}/v/{n:[1-9][0-9]{0,5}}.pdf", "paper"),
            Map.entry("/other-ways.pdf", "paper"),
            Map.entry("/receipts/{reference}.pdf", "paper"),
            Map.entry("/media/{id}", "a file"),
            Map.entry("/film/waiting-room.mp4", "leads to a file"),
            Map.entry("/press/poster-{size:a4|a3}.pdf", "paper"),
            Map.entry("/practice/share/poster-{size:a4|a3}.pdf", "paper"),
            Map.entry("/practice/share/pictures/poster.png", "a picture of paper"),
            Map.entry("/practice/share/pictures/leaflet.png", "a picture of paper"),
            Map.entry("/practice/share/pictures/fold.png", "a picture of paper"),
            Map.entry("/press/stills/{n:[1-9][0-9]?}.png", "a file"),
            Map.entry("/publishing/files/{id}", "a file"),
            Map.entry("/publishing/{slug}/preview.pdf", "paper"),
            Map.entry("/practice/uploads/template.csv", "a file"),
            Map.entry("/practice/uploads/{id}/refused.csv", "a file"));

    /** Addresses of the pages that were looked at, and the tests that looked. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    /** What was looked at without finding a fault, and how much of it told of mistakes. */
    private static final AtomicInteger GOOD = new AtomicInteger();

    private static final AtomicInteger MISTAKEN = new AtomicInteger();

    private static final Set<String> RAN = ConcurrentHashMap.newKeySet();
    private static final Set<String> PATTERNS = ConcurrentHashMap.newKeySet();

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Cast cast;

    @Autowired
    PracticeManagement practices;

    @Autowired
    JdbcTemplate jdbc;

    private String numberOf(Cast.Somebody person) {
        return jdbc.queryForObject(
                "select nhs_number from person.person where id = ?",
                String.class,
                person.id().value());
    }

    @BeforeEach
    void nobodyHasFailedYet(TestInfo test) {
        cast.forgetFailedTries();
        RAN.add(test.getTestMethod().orElseThrow().getName());
        context.getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().stream()
                        .filter(info -> info.getMethodsCondition().getMethods().isEmpty()
                                || info.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                        .forEach(info -> PATTERNS.addAll(info.getPatternValues())));
    }

    /** A new page is looked at here, or named with a reason. Of a part of these tests nothing is said. */
    @AfterAll
    static void missedNoPage() throws IOException {
        var all = Stream.of(PageTests.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(TestFactory.class))
                .map(Method::getName)
                .collect(Collectors.toSet());
        if (!RAN.equals(all)) {
            return;
        }
        var parser = new PathPatternParser();
        var patterns = PATTERNS.stream().map(parser::parse).sorted().toList();
        var seen = SEEN.stream()
                .map(PathContainer::parsePath)
                .flatMap(path -> patterns.stream().filter(pattern -> pattern.matches(path)).findFirst().stream())
                .map(PathPattern::getPatternString)
                .collect(Collectors.toSet());
        assertThat(seen).hasSizeGreaterThan(50);
        assertThat(PATTERNS.stream().filter(pattern -> !seen.contains(pattern) && !NO_PAGES.containsKey(pattern)))
                .as("pages that nobody looked at")
                .isEmpty();
        assertThat(NO_PAGES.keySet())
                .as("named without need")
                .allMatch(PATTERNS::contains)
                .noneMatch(seen::contains);
        CountedViews.areSaid(GOOD.get(), MISTAKEN.get());
    }

    private static final class Tour {
        private final Visitor visitor;
        private final Stream.Builder<DynamicTest> stops = Stream.builder();

        Tour(Visitor visitor) {
            this.visitor = visitor;
        }

        Tour page(String name, Consumer<Visitor> way) {
            stops.add(DynamicTest.dynamicTest(name, () -> look(name, way, false)));
            return this;
        }

        Tour page(String name, String address) {
            return page(name, visitor -> visitor.opens(address));
        }

        /** A page that says what is wrong with what was entered. */
        Tour wrong(String name, Consumer<Visitor> way) {
            stops.add(DynamicTest.dynamicTest(name, () -> look(name, way, true)));
            return this;
        }

        private void look(String name, Consumer<Visitor> way, boolean wrong) {
            var page = visitor.page();
            page.setViewportSize(1280, 900);
            way.accept(visitor);
            SEEN.add(URI.create(page.url()).getPath());
            picture(page, name, 1280);
            assertThat(page.locator("h1").count()).as("main headings").isEqualTo(1);
            var welsh = "cy".equals(page.locator("html").getAttribute("lang"));
            assertThat(page.title())
                    .as("title")
                    .endsWith(welsh ? "Eich dewis am eich data iechyd" : "Your health data choice");
            assertThat(page.title().startsWith(welsh ? "Gwall: " : "Error: "))
                    .as("says in the title that something is wrong")
                    .isEqualTo(wrong);
            assertThat(page.locator(".nhsuk-error-summary").count())
                    .as("summary of what is wrong")
                    .isEqualTo(wrong ? 1 : 0);
            assertThat(page.content()).as("words").doesNotContain("??");
            assertThat(page.url() + page.title())
                    .as("NHS numbers in address or title")
                    .doesNotContainPattern("999 ?\\d{3} ?\\d{4}");
            assertThat(HtmlChecker.errorsIn(visitor.html()))
                    .as("faults in the HTML")
                    .isEmpty();
            assertThat(Views.violations(page)).as("what keeps people out").isEmpty();
            assertThat(Keys.hidden(page)).as("what does not show the focus").isEmpty();
            assertThat(Views.troublesWhenSmall(page)).as("when it is small").isEmpty();
            picture(page, name, 320);
            assertThat(Views.troubles(page)).as("how people set it up").isEmpty();
            visitor.hadNoTrouble();
            GOOD.incrementAndGet();
            MISTAKEN.addAndGet(wrong ? 1 : 0);
        }

        private static void picture(Page page, String name, int width) {
            if (!PICTURES) {
                return;
            }
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name + "-" + width + ".png"))
                    .setFullPage(true));
        }

        Stream<DynamicTest> walk() {
            return stops.build();
        }
    }

    @TestFactory
    Stream<DynamicTest> everybodysPages(Browsers browsers) {
        news("mondays-" + UUID.randomUUID(), 1); // what came with the software may have been withdrawn by others
        return new Tour(browsers.visitor())
                .page("home", "/")
                .page("about", "/about")
                .page("journey", "/about/journey")
                .page("leaflet-easy-read", "/leaflets/better-information-easy-read/v/1")
                .page("leaflet-welsh", "/leaflets/better-information-means-better-care-cy/v/1")
                .page("leaflet", "/leaflets/" + LEAFLET + "/v/1")
                .page("film", "/film")
                .page("news", "/news")
                .page("news-item", visitor -> visitor.opens("/news")
                        .clicks(visitor.page().locator("main h2 a, main h3 a").first()))
                .page("other-ways", "/other-ways")
                .page("accessibility", "/accessibility")
                .page("privacy", "/privacy")
                .page("cookies", "/cookies")
                .page("security", "/security")
                .page("contact", "/contact")
                .page("who-runs-this", "/who-runs-this")
                .page("not-found", "/no-such-page")
                .page("signed-out", "/signed-out")
                .page("demo-mail", "/demo/mail")
                .page("demo-mail-nothing", "/demo/mail?to=nobody")
                .page("sign-in", "/sign-in")
                .wrong("sign-in-empty", visitor -> visitor.opens("/sign-in").presses("Sign in"))
                .wrong("sign-in-wrong", visitor -> visitor.opens("/sign-in").entersPassword("nobody@demo.example"))
                .page("reset", "/password/reset")
                .wrong("reset-empty", visitor -> visitor.opens("/password/reset")
                        .presses("Continue"))
                .page("reset-code", visitor -> visitor.opens("/password/reset")
                        .enters("Email address", "nobody@demo.example")
                        .presses("Continue"))
                .wrong("reset-code-wrong", visitor -> visitor.enters("Security code", "12")
                        .presses("Save the new password"))
                .page("invitation", "/invitation")
                .wrong("invitation-wrong", visitor -> visitor.enters("Code from the email", "7KQ2")
                        .presses("Open my account"))
                .page("letter-code", "/letter-code")
                .wrong("letter-code-empty", visitor -> visitor.opens("/letter-code")
                        .presses("Continue"))
                .wrong("letter-code-wrong", visitor -> visitor.opens("/letter-code")
                        .enters("Code from your letter", "7KQ2")
                        .enters("Full name", "Ann Example")
                        .enters("Day", "31")
                        .enters("Month", "2")
                        .enters("Year", "84")
                        .presses("Continue"))
                .walk();
    }

    /** 400 and 502 stand for all that have no page of their own. */
    @TestFactory
    Stream<DynamicTest> thePagesThatSayWhatWentWrong(Browsers browsers) {
        var tour = new Tour(browsers.visitor());
        for (int status : List.of(400, 403, 409, 413, 429, 500, 502, 503)) {
            tour.page("fault-" + status, visitor -> {
                visitor.opens(FaultsOnDemand.ADDRESS + status);
                assertThat(visitor.troubles())
                        .allMatch(trouble -> status >= 500 && trouble.contains(String.valueOf(status)));
                visitor.forgetsTrouble();
            });
        }
        return tour.walk();
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfTheFirstAdministrator(Browsers browsers) {
        var firstDay = new NoAdministrators(context);
        return new Tour(browsers.visitor())
                .page("first-admin", "/first-admin")
                .wrong("first-admin-wrong", visitor -> visitor.enters("Code from the file", "7KQ2")
                        .presses("Continue"))
                .page("first-admin-code", visitor -> visitor.enters("Code from the file", firstDay.code())
                        .enters("Full name", "Olive Operator")
                        .enters("Email address", "olive" + UUID.randomUUID() + "@operator.example")
                        .enters("Choose a password", "kettle violin harbour")
                        .presses("Continue"))
                .wrong("first-admin-code-wrong", visitor -> visitor.enters("Security code", "12")
                        .presses("Open the account"))
                .walk()
                .onClose(firstDay::close);
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfSomebodyWithALetter(Browsers browsers) {
        var practice = cast.practice("Picture Surgery");
        var rose = cast.somebody("Rose Pictured", 78, practice);
        var child = cast.somebody("Finn Pictured", 8, practice);
        var email = "rose.pictured@post.example";
        return new Tour(browsers.visitor())
                .page("guardian-chooses", visitor -> visitor.opens("/letter-code")
                        .entersLetter(cast.letterFor(child), child))
                .page("question-by-letter", visitor -> visitor.opens("/letter-code")
                        .entersLetter(cast.letterFor(rose), rose))
                .page("check-by-letter", visitor -> visitor.selects("No, it cannot be used")
                        .presses("Continue"))
                .page("letter-used", visitor -> {
                    var other = visitor.opensAnotherTab();
                    other.opens("/choices/" + rose + "/change")
                            .selects("Yes, it can be used")
                            .presses("Continue")
                            .presses("Save my choice");
                    other.page().close();
                    visitor.presses("Save my choice");
                })
                .page("receipt-by-letter", visitor -> visitor.presses("See what was saved"))
                .page("new-account", visitor -> visitor.presses("Open an account"))
                .wrong("new-account-wrong", visitor -> visitor.enters("Email address", "rose@")
                        .enters("Choose a password", "short")
                        .presses("Continue"))
                .page("new-account-code", visitor -> visitor.enters("Email address", email)
                        .enters("Choose a password", Cast.PASSWORD)
                        .presses("Continue"))
                .wrong("new-account-code-wrong", visitor -> visitor.enters("Security code", "12")
                        .presses("Continue"))
                .page("account-open", visitor -> visitor.enters("Security code", visitor.codeSentTo(email))
                        .presses("Continue"))
                .walk();
    }

    @TestFactory
    Stream<DynamicTest> thePagesInWelsh(Browsers browsers) {
        var rhys = cast.somebody("Rhys Pictured", 74, cast.practice("Welsh Picture Surgery"));
        return new Tour(browsers.visitor())
                .page("welsh-home", "/?lang=cy")
                .page("welsh-about", "/about?lang=cy")
                .page("welsh-journey", "/about/journey?lang=cy")
                .page("welsh-film", "/film?lang=cy")
                .page("welsh-leaflet", "/leaflets/better-information-means-better-care-cy/v/1?lang=cy")
                .page("welsh-privacy", "/privacy?lang=cy")
                .page("welsh-not-found", "/no-such-page?lang=cy")
                .page("welsh-sign-in", "/sign-in?lang=cy")
                .wrong("welsh-letter-code-empty", visitor -> visitor.opens("/letter-code?lang=cy")
                        .presses("Parhau"))
                .page("welsh-question", visitor -> visitor.enters("Cod o’ch llythyr", cast.letterFor(rhys))
                        .enters("Enw llawn", rhys.name())
                        .enters("Diwrnod", String.valueOf(rhys.born().getDayOfMonth()))
                        .enters("Mis", String.valueOf(rhys.born().getMonthValue()))
                        .enters("Blwyddyn", String.valueOf(rhys.born().getYear()))
                        .presses("Parhau"))
                .wrong("welsh-question-empty", visitor -> visitor.presses("Parhau"))
                .wrong("welsh-separately-empty", visitor -> visitor.selects(
                                "Atebion gwahanol ar gyfer fy nghofnod meddyg teulu ac ar gyfer gweddill y GIG a gofal")
                        .presses("Parhau")
                        .presses("Parhau"))
                .page("welsh-check", visitor -> visitor.selects("A gaiff data o’ch cofnod meddyg teulu", "Na")
                        .selects("A ellir defnyddio data o ysbytai", "Ie")
                        .presses("Parhau"))
                .page("welsh-receipt", visitor -> visitor.presses("Cadw fy newis"))
                .walk();
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfAPatient(Browsers browsers) {
        var practice = cast.practice("Gallery Surgery");
        var mina = cast.adult("Mina Mosaic", practice);
        var child = cast.somebody("Milo Mosaic", 6, practice);
        cast.guardianOf(mina, child);
        var email = cast.accountOf(mina);
        var question = "/choices/" + mina + "/change";
        return new Tour(browsers.visitor())
                .page("choices", visitor -> visitor.signsIn(email))
                .page("person-before", "/choices/" + mina)
                .page("question", question)
                .wrong("question-empty", visitor -> visitor.presses("Continue"))
                .page("separately", question + "/separately")
                .wrong("separately-empty", visitor -> visitor.presses("Continue"))
                .page("check-different", visitor -> visitor.selects("Can data from your GP record leave", "No")
                        .selects("Can data from hospitals", "Yes")
                        .presses("Continue"))
                .page("receipt", visitor -> visitor.presses("Save my choice"))
                .page("receipt-child", visitor -> visitor.presses("Choose for Milo")
                        .selects("No, it cannot be used")
                        .presses("Continue")
                        .presses("Save my choice"))
                .page("choices-after", "/choices")
                .page("person-after", "/choices/" + mina)
                .page("moved-on", visitor -> {
                    visitor.opens(question).selects("Yes, it can be used").presses("Continue");
                    var other = visitor.opensAnotherTab();
                    other.opens(question)
                            .selects("No, it cannot be used")
                            .presses("Continue")
                            .presses("Save my choice");
                    other.page().close();
                    visitor.presses("Save my choice");
                })
                .page("question-started", visitor -> {
                    visitor.opens(question).selects("Yes, it can be used").presses("Continue");
                    visitor.opens(question);
                })
                .page("expired", visitor -> {
                    visitor.opens(question).selects("No, it cannot be used");
                    cast.letTimePassFor(cast.idOf(email));
                    visitor.presses("Continue");
                })
                .walk();
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfAPractice(Browsers browsers) {
        var practice = cast.practice("Canvas Surgery");
        var email = cast.staffOf(practice);
        return new Tour(browsers.visitor())
                .page("security-code", visitor -> visitor.signsIn(email))
                .wrong("security-code-wrong", visitor -> visitor.enters("Security code", "123")
                        .presses("Continue"))
                .page("practice-nobody", visitor -> visitor.enters("Security code", visitor.codeSentTo(email))
                        .presses("Continue"))
                .page("practice-list", visitor -> visitor.opens("/").presses("Be Elm Surgery"))
                .page("practice-list-all", "/practice?status=")
                .page("practice-list-nothing", "/practice?from=1/1/2020&to=2/1/2020")
                .wrong("practice-list-wrong", visitor -> visitor.opens("/practice")
                        .enters("Set from", "31/2/2026")
                        .presses("Show"))
                .page("practice-person", visitor -> visitor.opens("/practice")
                        .clicks(visitor.page().locator("tbody a").first()))
                .page("practice-entered", visitor -> visitor.presses("Entered in our system"))
                .page("practice-search", "/practice/search")
                .wrong("practice-search-empty", visitor -> visitor.presses("Find"))
                .page("practice-found", visitor -> {
                    var elm = new OdsCode("E85001");
                    var born = cast.adult("Tina Twofold", elm).born();
                    cast.adult("Toni Twofold", elm);
                    visitor.opens("/practice/search")
                            .enters("Name", "Twofold")
                            .entersDate("Date of birth", born)
                            .selects("The patient asked")
                            .presses("Find");
                })
                .page("practice-export", visitor -> visitor.opens("/practice").follows("Download this list"))
                .wrong("practice-export-empty", visitor -> visitor.presses("Download the file"))
                .page("practice-not-found", "/practice/people/" + cast.adult("Not Yours", practice))
                .walk();
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfWhatStaffKey(Browsers browsers) {
        var practice = cast.practice("Typing Surgery");
        var tess = cast.adult("Tess Typed", practice);
        var child = cast.somebody("Teo Typed", 5, practice);
        var patient = browsers.visitor();
        patient.signsIn(cast.accountOf(tess)).follows("Choose").selects("No, it cannot be used");
        patient.presses("Continue").presses("Save my choice");
        var receipt = patient.page().url().replaceAll(".*/", "");
        var today = UkTime.today(Clock.systemUTC());
        var settle = new AtomicReference<String>();
        return Stream.concat(
                new Tour(patient)
                        .page("not-me", "/choices/" + tess + "/not-me/" + receipt)
                        .wrong("not-me-empty", visitor -> visitor.presses("Send"))
                        .page("receipt-in-doubt", visitor -> visitor.enters("What happened?", "I did not do this.")
                                .enters("How can we reach you?", "01632 960 987")
                                .presses("Send"))
                        .page("person-in-doubt", "/choices/" + tess)
                        .walk(),
                new Tour(browsers.visitor())
                        .page("practice-list-doubt", visitor -> visitor.signsInAtWork(cast.staffOf(practice)))
                        .page("doubts", visitor -> visitor.follows("See who it is"))
                        .page("practice-person-doubt", visitor -> visitor.follows("Tess Typed"))
                        .page("doubt-settle", visitor -> {
                            visitor.follows("Settle it without a correction");
                            settle.set(visitor.page().url().replaceFirst("^https?://[^/]+", ""));
                        })
                        .wrong("doubt-settle-empty", visitor -> visitor.presses("Settle it"))
                        .page("doubt-told", "/practice/people/" + tess + "/doubt")
                        .wrong("doubt-told-empty", visitor -> visitor.presses("Put it on our list"))
                        .page("correct-doubted", "/practice/people/" + tess + "/correct/" + receipt)
                        .page("keyed-form", "/practice/people/" + tess + "/record")
                        .wrong("keyed-form-empty", visitor -> visitor.presses("Continue"))
                        .wrong("keyed-same-day", visitor -> visitor.selects("By phone")
                                .selects("Tess Typed")
                                .selects("Different answers: the two lines below")
                                .selects("Can data from the GP record leave", "No")
                                .selects("Can data from hospitals", "Yes")
                                .enters("Day", String.valueOf(today.getDayOfMonth()))
                                .enters("Month", String.valueOf(today.getMonthValue()))
                                .enters("Year", String.valueOf(today.getYear()))
                                .selects("I compared a photo document with their face")
                                .presses("Continue"))
                        .page("keyed-check", visitor -> visitor.selects("This one came after it")
                                .presses("Continue"))
                        .page("keyed-saved", visitor -> visitor.presses("Save this choice"))
                        .page("doubt-settled", visitor -> visitor.opens(settle.get()))
                        .page("practice-person-keyed", visitor -> visitor.opens("/practice/people/" + tess))
                        .page("keyed-correction", visitor -> visitor.follows("Correct this"))
                        .wrong("keyed-correction-empty", visitor -> visitor.presses("Continue"))
                        .page("keyed-correction-check", visitor -> visitor.selects(
                                        "It was recorded for the wrong person")
                                .presses("Continue"))
                        .page("keyed-moved", visitor -> {
                            var other = visitor.opensAnotherTab();
                            other.opens("/practice/people/" + tess).follows("Correct this");
                            other.selects("It was recorded for the wrong person")
                                    .presses("Continue");
                            other.presses("Save this correction").page().close();
                            visitor.presses("Save this correction");
                        })
                        .page("practice-person-corrected", "/practice/people/" + tess)
                        .page("doubts-none", "/practice/doubts")
                        .page("keyed-nobody", visitor -> visitor.opens("/practice/search")
                                .finds(child)
                                .selects("Recording a choice")
                                .presses("Find")
                                .follows("Record a choice for this person"))
                        .page("choosers-none", visitor -> visitor.follows("Record who may choose for Teo"))
                        .page("chooser-form", visitor -> visitor.follows("Add someone"))
                        .wrong("chooser-form-empty", visitor -> visitor.presses("Continue"))
                        .wrong("chooser-not-found", visitor -> visitor.enters("Their NHS number", "999 333 0019")
                                .entersDate("Their date of birth", tess.born().plusDays(1))
                                .selects("Court order that gives parental responsibility")
                                .entersDate("On which day was it seen?", today)
                                .presses("Continue"))
                        .page("chooser-check", visitor -> visitor.enters("Their NHS number", numberOf(tess))
                                .entersDate("Their date of birth", tess.born())
                                .entersDate("Does it end on a certain day?", today.plusYears(20))
                                .presses("Continue"))
                        .page("chooser-recorded", visitor -> visitor.presses("Record this right"))
                        .page("choosers", visitor -> visitor.follows("People who may choose for Teo Typed"))
                        .page("choosers-unreached", visitor -> {
                            jdbc.update(
                                    "update person.person set address_1 = null, postcode = null where id = ?",
                                    child.id().value());
                            visitor.page().reload();
                        })
                        .page("choosers-registered-nowhere", visitor -> {
                            jdbc.update(
                                    "update person.registration set registered_to = registered_from where person = ?",
                                    child.id().value());
                            visitor.page().reload();
                            jdbc.update(
                                    "update person.registration set registered_to = null where person = ?",
                                    child.id().value());
                        })
                        .page("choosers-again", visitor -> visitor.page().reload())
                        .page("keyed-form-child", visitor -> visitor.follows("Record a choice for Teo Typed"))
                        .page("chooser-end", visitor -> visitor.clicks(visitor.page()
                                        .locator("main a[href*='/choosers?']")
                                        .first())
                                .clicks(visitor.page()
                                        .locator("main a[href*='/end?']")
                                        .first()))
                        .wrong("chooser-end-empty", visitor -> visitor.presses("End this right"))
                        .page("choosers-ended", visitor -> visitor.selects("They asked not to choose any more")
                                .presses("End this right"))
                        .walk());
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfSomebodyWhoseChoiceWasCorrected(Browsers browsers) {
        var practice = cast.practice("Mending Surgery");
        var mona = cast.adult("Mona Mended", practice);
        var email = cast.accountOf(mona);
        var staff = browsers.visitor();
        staff.signsInAtWork(cast.staffOf(practice)).opens("/practice/search").finds(mona);
        staff.selects("Recording a choice").presses("Find").follows("Record a choice for this person");
        staff.selects("In person").selects("Mona Mended").selects("No, it cannot be used");
        var today = UkTime.today(Clock.systemUTC());
        staff.enters("Day", String.valueOf(today.getDayOfMonth()))
                .enters("Month", String.valueOf(today.getMonthValue()))
                .enters("Year", String.valueOf(today.getYear()))
                .selects("I compared a photo document with their face")
                .presses("Continue")
                .presses("Save this choice");
        staff.opens("/practice/people/" + mona).presses("Entered in our system").follows("Correct this");
        staff.selects("It was recorded for the wrong person")
                .presses("Continue")
                .presses("Save this correction");
        return Stream.concat(
                new Tour(staff)
                        .page("practice-list-corrected", "/practice")
                        .page("practice-person-taken-out", "/practice/people/" + mona)
                        .walk(),
                new Tour(browsers.visitor())
                        .page("choices-corrected", visitor -> visitor.signsIn(email))
                        .page("person-corrected", "/choices/" + mona)
                        .page(
                                "receipt-corrected",
                                visitor -> visitor.clicks(visitor.page()
                                        .locator("a[href^='/receipts/']")
                                        .first()))
                        .page("question-corrected", "/choices/" + mona + "/change")
                        .walk());
    }

    private static final String FILE = "File with your registered patients";
    private static final String THREE_ROWS =
            "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,mobile,language,format,address_hidden\n"
                    + "9998887771,Newhouse,Nora,1984-03-27,1 New Row,,,,QE1 1AA,,,,,\n"
                    + "9998887712,Newhouse,Ned,27/3/1984,1 New Row,,,,QE1 1AA,,,,,\n"
                    + "9998887720,Newhouse,Ola,1984-03-29,1 New Row,,,,QE1 1AA,,,,,\n";

    private static Path csv(String text) {
        try {
            var file = Files.createTempDirectory("upload").resolve("patients.csv");
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfWhoeverLeadsAPractice(Browsers browsers) {
        var practice = cast.practice("Upload Surgery");
        cast.adult("Lina Leaver", practice);
        return new Tour(browsers.visitor())
                .page("uploads-none", visitor -> visitor.signsInAtWork(cast.leadOf(practice))
                        .opens("/practice/uploads"))
                .wrong("uploads-empty", visitor -> visitor.presses("Check this file"))
                .wrong("uploads-zip", visitor -> visitor.attaches(FILE, csv("PK\u0003\u0004"))
                        .selects("Everyone registered here")
                        .presses("Check this file"))
                .page("upload-nobody-stays", visitor -> visitor.attaches(FILE, csv(THREE_ROWS))
                        .selects("Everyone registered here")
                        .presses("Check this file")
                        .looksAgainUntil("What this file would change"))
                .page("upload-checked", visitor -> visitor.opens("/practice/uploads")
                        .attaches(FILE, csv(THREE_ROWS))
                        .selects("Only people who are new or whose details changed")
                        .presses("Check this file")
                        .looksAgainUntil("What this file would change")
                        .presses("Load 2 rows")
                        .looksAgainUntil("The register is loaded")
                        .opens("/practice/uploads")
                        .attaches(FILE, csv(THREE_ROWS.replace("1 New Row", "2 New Row")))
                        .selects("Everyone registered here")
                        .presses("Check this file")
                        .looksAgainUntil("What this file would change"))
                .wrong("upload-not-sure", visitor -> visitor.presses("Load 2 rows"))
                .page("upload-most-leave", visitor -> visitor.opens("/practice/uploads")
                        .attaches(FILE, csv(THREE_ROWS.replaceAll("999888772.*\n", "")))
                        .selects("Everyone registered here")
                        .presses("Check this file")
                        .looksAgainUntil("What this file would change"))
                .wrong("upload-most-leave-not-typed", visitor -> visitor.presses("Load 1 row"))
                .page("upload-checked-again", visitor -> visitor.opens("/practice/uploads")
                        .attaches(FILE, csv(THREE_ROWS.replace("1 New Row", "2 New Row")))
                        .selects("Everyone registered here")
                        .presses("Check this file")
                        .looksAgainUntil("What this file would change"))
                .page("upload-refused", visitor -> visitor.follows("See all"))
                .page("upload-loaded", visitor -> visitor.follows("Back to the report")
                        .selects("Yes, they have left our practice")
                        .presses("Load 2 rows")
                        .looksAgainUntil("The register is loaded"))
                .page("uploads-cannot-be-read", visitor -> visitor.opens("/practice/uploads")
                        .attaches(FILE, csv(THREE_ROWS.replace("Ola", "\"Ola")))
                        .selects("Only people who are new or whose details changed")
                        .presses("Check this file")
                        .looksAgainUntil("We cannot read this file"))
                .page("uploads", "/practice/uploads")
                .page("activity", "/practice/activity")
                .page("activity-none", "/practice/activity?act=EXPORTED")
                .wrong("activity-wrong", visitor -> visitor.opens("/practice/activity")
                        .enters("From", "31/2/2026")
                        .presses("Show"))
                .walk();
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfWhatOthersTakeAlong(Browsers browsers) {
        return new Tour(browsers.visitor())
                .page("embed", "/embed/film")
                .page("embed-welsh", "/embed/film?lang=cy")
                .page("embed-opened", visitor -> {
                    visitor.opens("/embed/film");
                    visitor.page().locator("summary").all().forEach(each -> each.click());
                })
                .page("press", "/press")
                .page("share", visitor -> {
                    visitor.signsInAtWork(cast.staffOf(cast.practice("Poster Surgery")))
                            .opens("/practice/share");
                    visitor.page()
                            .waitForFunction(
                                    "() => [...document.images].every(each => each.complete && each.naturalWidth > 0)");
                })
                .walk();
    }

    @TestFactory
    Stream<DynamicTest> thePagesAboutLetters(Browsers browsers) {
        var practice = cast.practice("Letter Corner Surgery");
        cast.adult("Lydia Letterless", practice);
        return new Tour(browsers.visitor())
                .page("letters-staff", visitor -> visitor.signsInAtWork(cast.staffOf(practice))
                        .opens("/practice/letters"))
                .page("letters-lead", visitor -> visitor.presses("Sign out")
                        .signsInAtWork(cast.leadOf(practice))
                        .opens("/practice/letters"))
                .wrong("letters-for-nobody", visitor -> visitor.presses("Continue"))
                .page("letters-check", visitor -> visitor.selects("Everyone who never had one")
                        .presses("Continue"))
                .page("letters-made", visitor -> visitor.presses("Make 1 letter")
                        .looksAgainUntil("Your letters are made"))
                .page("letters", "/practice/letters")
                .page("letters-making", visitor -> visitor.opens("/practice/letters/" + roundInWork(practice)))
                .page("letters-stop", visitor -> visitor.follows("Stop making these letters"))
                .wrong("letters-stop-unsure", visitor -> visitor.presses("Stop now"))
                .page("letters-stopped", visitor -> visitor.selects("Take them back")
                        .presses("Stop now")
                        .reads("Lee Lead stopped it at"))
                .page("letters-stopped-already", visitor -> {
                    var round = roundInWork(practice);
                    visitor.opens("/practice/letters/" + round + "/stop");
                    jdbc.update(
                            "update letter.round set state = 'MADE', made = 50, ended_at = now() where id = ?", round);
                    visitor.selects("They are printed").presses("Stop now").reads("Nothing was stopped");
                })
                .page("letters-taken-back", visitor -> {
                    var round = roundInWork(practice);
                    jdbc.update(
                            "update letter.round set state = 'STOPPED', taken_back = 30, stopped_by = ?, ended_at = now() where id = ?",
                            round,
                            round);
                    visitor.opens("/practice/letters/" + round)
                            .reads("Somebody who led your practice then stopped it")
                            .reads("30 letters that were not printed yet were taken back");
                })
                .walk();
    }

    /** No job is at it, so that it stays as it is. */
    private UUID roundInWork(OdsCode practice) {
        var round = UUID.randomUUID();
        jdbc.update(
                "insert into letter.round (id, practice, whom, asked_by, asked_at, wanted, made) values (?, ?, 'NEVER', ?, now(), 9500, 50)",
                round,
                practice.value(),
                round);
        return round;
    }

    @TestFactory
    Stream<DynamicTest> thePagesAboutPractices(Browsers browsers) {
        var practice = cast.practice("Picture Corner Surgery");
        cast.adult("Paul Pictured", practice);
        cast.admin(); // who has to agree
        var address = "/admin/practices/" + practice;
        return new Tour(browsers.visitor())
                .page("practices", visitor -> visitor.signsInAtWork(cast.admin())
                        .opens("/admin/practices"))
                .page("practices-none", visitor -> visitor.enters("Name or practice code", "no such practice")
                        .presses("Search"))
                .page("practices-new", visitor -> visitor.follows("Add a practice"))
                .wrong("practices-new-empty", visitor -> visitor.presses("Add this practice"))
                .page("practice", address)
                .wrong("practice-wrong", visitor -> visitor.enters("Telephone", "none")
                        .presses("Save"))
                .page("practice-close", visitor -> visitor.opens(address).follows("Close this practice"))
                .wrong("practice-close-unsure", visitor -> visitor.presses("Close this practice"))
                .page("practice-closing", visitor -> visitor.enters(
                                "Code of the practice that you close", practice.value())
                        .presses("Close this practice"))
                .page("practice-close-asked", address + "/close")
                .page("practices-closing", "/admin/practices")
                .page("practice-closed", visitor -> {
                    asJob(() -> practices.close(practice));
                    visitor.opens(address).reads("Closed on");
                })
                .walk();
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfAnAuditor(Browsers browsers) {
        return new Tour(browsers.visitor())
                .page("audit", visitor -> visitor.signsInAtWork(cast.auditor()).reads("Audit trail"))
                .page("audit-filtered", visitor -> visitor.picks("What", "LOOKED")
                        .presses("Show")
                        .reads("Read the audit trail"))
                .page("audit-refused", visitor -> {
                    cast.withPasswordOnly(port, cast.staffOf(cast.practice("Refusing Surgery")))
                            .get("/sign-in/code")
                            .submit("/sign-in/code", "code", "000000");
                    visitor.opens("/audit")
                            .picks("What", "REFUSED")
                            .presses("Show")
                            .reads("Pat Staff, signing in");
                })
                .page("audit-none", visitor -> visitor.opens("/audit")
                        .enters("Practice code", "Z99999")
                        .presses("Show"))
                .wrong("audit-wrong", visitor -> visitor.opens("/audit")
                        .enters("Person reference", "999 123 4567")
                        .enters("Email or account", "nobody@work.example")
                        .enters("Practice code", "Elm")
                        .presses("Show"))
                .walk();
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfEverybodysOwnAccount(Browsers browsers) {
        var owner = cast.adult("Olga Own", cast.practice("Mirror Surgery"));
        var email = cast.accountOf(owner);
        cast.signedIn(port, email);
        return new Tour(browsers.visitor())
                .page("account", visitor -> visitor.signsIn(email).follows("Your account"))
                .page("account-signed-out-elsewhere", visitor -> visitor.presses("Sign out everywhere else"))
                .page("account-password", visitor -> visitor.follows("Change password"))
                .wrong("account-password-wrong", visitor -> visitor.enters("Choose a new password", "short")
                        .presses("Save the new password"))
                .page("account-email", "/account/email")
                .wrong("account-email-wrong", visitor -> visitor.enters("New email address", "olga@")
                        .presses("Continue"))
                .page("account-email-code", visitor -> visitor.enters("New email address", "olga.own@post.example")
                        .enters("The password you have now", Cast.PASSWORD)
                        .presses("Continue"))
                .wrong("account-email-code-wrong", visitor -> visitor.presses("Save the new address"))
                .page("account-confirm", "/account/confirm")
                .wrong("account-confirm-wrong", visitor -> visitor.enters("The password you have now", "not this")
                        .presses("Continue"))
                .walk();
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfAnAdministrator(Browsers browsers) {
        var practice = cast.practice("Frame Surgery");
        var email = cast.admin();
        var colleague = cast.editor();
        var newcomer = "a.very.long.name.of.somebody." + colleague.replaceAll("[^0-9]", "") + "@frame-surgery.example";
        return new Tour(browsers.visitor())
                .page("accounts", visitor -> visitor.signsInAtWork(email))
                .wrong("accounts-search-wrong", visitor -> visitor.presses("Find"))
                .page("accounts-nobody", visitor -> visitor.enters(SEARCH, "nobody at all")
                        .presses("Find"))
                .page("accounts-found", visitor -> visitor.enters(SEARCH, colleague)
                        .presses("Find"))
                .page(
                        "accounts-one",
                        visitor ->
                                visitor.clicks(visitor.page().locator("tbody a").first()))
                .page("accounts-roles", visitor -> visitor.follows("Change roles"))
                .wrong("accounts-roles-wrong", visitor -> visitor.selects("Administrator")
                        .selects("Auditor")
                        .presses("Save the roles"))
                .page("accounts-off", visitor -> visitor.opens("/admin/accounts/" + cast.idOf(colleague))
                        .presses("Switch this account off"))
                .page("accounts-invite", "/admin/accounts/invite")
                .wrong("accounts-invite-empty", visitor -> visitor.presses("Invite"))
                .page("accounts-invited", visitor -> visitor.enters("Email address", newcomer)
                        .selects("Practice lead")
                        .enters("Code of their practice", practice.value())
                        .presses("Invite"))
                .page("account-confirm-code", visitor -> visitor.opens("/account/confirm")
                        .enters("The password you have now", Cast.PASSWORD)
                        .presses("Continue"))
                .wrong("account-confirm-code-wrong", visitor -> visitor.presses("Continue"))
                .walk();
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfAPracticesLead(Browsers browsers) {
        var practice = cast.practice("Easel Surgery");
        var email = cast.leadOf(practice);
        cast.staffOf(practice);
        return new Tour(browsers.visitor())
                .page("staff", visitor -> visitor.signsInAtWork(email).opens("/practice/staff"))
                .page("staff-off", visitor -> visitor.pressesBeside("Pat Staff", "Switch off"))
                .page("staff-invite", visitor -> visitor.opens("/practice/staff/invite"))
                .wrong("staff-invite-empty", visitor -> visitor.presses("Invite"))
                .page("staff-invited", visitor -> visitor.enters(
                                "Email address of your colleague",
                                "a.very.long.name.of.somebody" + practice.value() + "@easel-surgery.example")
                        .presses("Invite"))
                .page("activity-invited", "/practice/activity?act=ACCOUNTS")
                .page("practice-closed-for-staff", visitor -> {
                    asJob(() -> practices.close(practice));
                    visitor.opens("/practice").reads("Easel Surgery is closed here");
                })
                .walk();
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfThoseWhoPublish(Browsers browsers) {
        return new Tour(browsers.visitor())
                .page("publishing", visitor -> visitor.signsInAtWork(cast.editor()))
                .page("publishing-reach", "/publishing/reach")
                .page("publishing-new", "/publishing/new")
                .wrong("publishing-new-empty", visitor -> visitor.presses("Start writing"))
                .page("publishing-edit-news", visitor -> visitor.enters("Title", "The surgery opens on Saturdays")
                        .presses("Start writing"))
                .wrong("publishing-edit-empty", visitor -> visitor.presses("Save draft"))
                .page("publishing-item-draft", visitor -> visitor.enters("Summary", "From May, also on Saturdays.")
                        .enters(
                                "Text",
                                "From May the surgery opens on Saturdays. <script>alert(1)</script>\n\n## When {#when}\n\n9am to noon.")
                        .enters("What changed and why", "New.")
                        .presses("Save draft"))
                .page("publishing-preview", visitor -> visitor.follows("Preview"))
                .page("publishing-preview-signed-out", visitor -> visitor.follows("Signed out"))
                .page("publishing-preview-narrow", visitor -> visitor.follows("On a small phone"))
                .page("publishing-preview-desk", visitor -> {
                    visitor.follows("Without scripts");
                    visitor.forgetsTrouble(); // that page is told to run none, and the browser says so
                    visitor.follows("As those who publish");
                })
                .page("publishing-compare", visitor -> visitor.follows("Back").follows("See what would change"))
                .page("publishing-discard", visitor -> visitor.goesBack().follows("Discard the draft"))
                .page("publishing-handed-over", visitor -> visitor.goesBack().presses("Hand over for approval"))
                .page("publishing-edit-leaflet", "/publishing/" + LEAFLET + "/edit")
                .page("publishing-other-forms", visitor -> {
                    visitor.enters("What changed and why", "Pictured.").presses("Save draft");
                    visitor.follows("Add a recording, a described or a signed film");
                })
                .wrong("publishing-other-forms-bad", visitor -> {
                    visitor.page().evaluate("""
                            () => { // as the form itself sends it, where no script has sent it before
                                const chosen = new DataTransfer();
                                chosen.items.add(new File(['no film'], 'no film.mp4', {type: 'video/mp4'}));
                                const field = document.querySelector('input[name=signedFile]');
                                field.files = chosen.files;
                                field.form.submit();
                            }""");
                    visitor.reads("The video must be an MP4 file");
                })
                .page("publishing-captions", visitor -> visitor.follows("Read these captions as a list"))
                .page("publishing-compare-versions", "/publishing/" + LEAFLET + "/compare")
                .page("publishing-item", "/publishing/" + LEAFLET)
                .page("publishing-approve", visitor -> {
                    visitor.presses("Sign out").signsInAtWork(cast.approver());
                    visitor.follows("The surgery opens on Saturdays").presses("Read and approve");
                })
                .wrong("publishing-send-back-empty", visitor -> visitor.presses("Send back"))
                .page("publishing-schedule", visitor -> visitor.follows("Choose a day and time"))
                .wrong("publishing-schedule-empty", visitor -> visitor.presses("Approve for that time"))
                .page("publishing-scheduled", visitor -> visitor.entersDate(
                                "On which day?", UkTime.today(Clock.systemUTC()).plusDays(1))
                        .enters("At what time? (UK time)", "9:00")
                        .presses("Approve for that time"))
                .page("publishing-approve-scheduled", visitor -> visitor.follows("See what would change"))
                .walk();
    }

    /** What was live, and is not any more. */
    private void news(String slug, int versions) {
        jdbc.update("insert into publication.item (slug, kind) values (?, 'NEWS')", slug);
        for (int n = 1; n <= versions; n++) {
            jdbc.update(
                    "insert into publication.version (item, n, title, summary, body, what_changed, editors, approved_by, alone)"
                            + " values (?, ?, 'Open on Saturdays', 'From May.', ?, 'The hour', array[?::uuid], ?, false)",
                    slug,
                    n,
                    "The surgery opens on Saturdays at " + (7 + n) + ".",
                    UUID.randomUUID().toString(),
                    UUID.randomUUID());
        }
    }

    @TestFactory
    Stream<DynamicTest> thePagesOfWhatWasSaidBefore(Browsers browsers) {
        var slug = "saturdays-" + UUID.randomUUID();
        var desk = "/publishing/" + slug;
        news(slug, 3);
        return new Tour(browsers.visitor())
                .page("publishing-correction", visitor -> visitor.signsInAtWork(cast.editor())
                        .opens(desk)
                        .follows("Say what was wrong"))
                .wrong("publishing-correction-empty", visitor -> visitor.presses("Continue"))
                .page("publishing-correction-check", visitor -> visitor.enters("What it said", "at 9")
                        .enters("What is right", "at 10")
                        .enters("Who was told?", "Everybody who asked")
                        .presses("Continue"))
                .page("publishing-corrected", visitor -> {
                    var check = URI.create(visitor.page().url()).getPath();
                    visitor.presses("Sign out").signsInAtWork(cast.approver());
                    visitor.opens(check).presses("Publish the correction");
                })
                .page("publishing-withdraw", visitor -> visitor.follows("Withdraw version 3"))
                .wrong("publishing-withdraw-empty", visitor -> visitor.presses("Withdraw it"))
                .page("publishing-withdrawn", visitor -> visitor.selects("It was out of date")
                        .enters("More words (optional)", "The surgery stays closed on Saturdays")
                        .presses("Withdraw it"))
                .page("version-withdrawn", "/leaflets/" + slug + "/v/3")
                .page("version-corrected", "/leaflets/" + slug + "/v/2")
                .page("changes", "/leaflets/" + slug + "/v/3/changes")
                .page("changes-first", "/leaflets/" + slug + "/v/1/changes")
                .page("correction", visitor -> visitor.opens("/leaflets/" + slug + "/v/2")
                        .clicks(visitor.page()
                                .locator("main a[href^='/corrections/']")
                                .first()))
                .page("corrections", "/corrections")
                .page("archive", "/archive")
                .walk();
    }
}
