package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.PseudoMessages;
import datachoice.publication.Programmes;
import datachoice.publication.PublishedContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Every word that people see comes from the bundles, where it can be translated, from published texts, or is a name; also
 * what scripts write. And words a third longer still fit on a small telephone.
 */
@Journey
class PseudoLocaleTests {
    /** All words that stand outside of brackets, and no further than one element from one another. */
    private static final String OUTSIDE = """
            () => {
                const found = [];
                let depth = 0, said = '';
                const tell = text => { if (/\\p{L}{2,}/u.test(text)) found.push(text.replace(/\\s+/g, ' ').trim()); };
                const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
                while (walk.nextNode()) {
                    const node = walk.currentNode;
                    if (node.parentElement.closest('script, style, noscript')) continue;
                    said = '';
                    for (const c of node.data) {
                        if (c === '⟦') { depth++; continue; }
                        if (c === '⟧') { depth--; tell(said); said = ''; continue; }
                        if (depth === 0) said += c;
                    }
                    if (depth === 0) tell(said);
                }
                const bare = text => { for (let before = ''; before !== text;) { before = text; text = text.replace(/⟦[^⟦⟧]*⟧/g, ' '); } return text; };
                for (const e of document.querySelectorAll('*'))
                    for (const name of ['title', 'alt', 'aria-label', 'placeholder', 'label', 'aria-description', 'aria-roledescription', 'aria-valuetext'])
                        if (e.hasAttribute(name)) tell(bare(e.getAttribute(name)));
                if (depth !== 0) found.push('brackets do not match');
                return found;
            }
            """;

    private static final String TOO_WIDE =
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    @Autowired
    Cast cast;

    @Autowired
    PublishedContent content;

    @Autowired
    Programmes programmes;

    @Autowired
    JdbcTemplate jdbc;

    private String published;

    @BeforeEach
    void nobodyHasFailedYet() {
        cast.forgetFailedTries();
        published = published();
    }

    @Test
    void everybodysPages(Browsers browsers) {
        var visitor = asking(browsers);
        for (var address : List.of(
                "/",
                "/about",
                "/about/journey",
                "/film",
                "/embed/film",
                "/press",
                "/news",
                "/other-ways",
                "/privacy",
                "/leaflets/better-information-means-better-care/v/1",
                "/leaflets/better-information-means-better-care-cy/v/1",
                "/sign-in",
                "/letter-code",
                "/password/reset",
                "/invitation",
                "/signed-out",
                "/no-such-page")) {
            visitor.opens(address);
            nothingIsSaidElsewhere(visitor, address.equals("/press") ? whatTheStillsShow() : "");
        }
        visitor.opens("/letter-code");
        send(visitor);
        nothingIsSaidElsewhere(visitor, "");
        visitor.opens("/sign-in");
        send(visitor);
        nothingIsSaidElsewhere(visitor, "");
    }

    /** Belongs to the film, as its transcript does. */
    private static String whatTheStillsShow() {
        try (var files = Files.list(Path.of("src", "main", "resources", "publication", "film"))) {
            var words = new StringBuilder();
            for (var file :
                    files.filter(one -> one.toString().endsWith("-alt.txt")).toList()) {
                words.append(Files.readString(file)).append(' ');
            }
            return words.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fromTheLetterToTheReceipt(Browsers browsers) {
        var practice = cast.practice("Bracket Surgery");
        var child = cast.somebody("Lara Lens", 9, practice);
        var mother = cast.adult("Pia Lens", practice);
        cast.guardianOf(mother, child);
        var names = "Bracket Surgery Lara Lens Lara's Pia Lens Pia's";
        var visitor = asking(browsers);
        visitor.opens("/letter-code");
        fill(
                visitor,
                Map.of(
                        "code", cast.letterFor(mother),
                        "fullName", mother.name(),
                        "dateOfBirth.day", String.valueOf(mother.born().getDayOfMonth()),
                        "dateOfBirth.month", String.valueOf(mother.born().getMonthValue()),
                        "dateOfBirth.year", String.valueOf(mother.born().getYear())));
        send(visitor);
        nothingIsSaidElsewhere(visitor, names);
        send(visitor); // unanswered
        nothingIsSaidElsewhere(visitor, names);
        visitor.page().locator("[value=DIFFERENT]").check();
        send(visitor);
        nothingIsSaidElsewhere(visitor, names);
        send(visitor);
        nothingIsSaidElsewhere(visitor, names);
        visitor.page().locator("[name=gpRecord][value=ALLOW]").check();
        visitor.page().locator("[name=elsewhere][value=DO_NOT_ALLOW]").check();
        send(visitor);
        nothingIsSaidElsewhere(visitor, names);
        send(visitor);
        assertThat(visitor.page().locator(".app-reference").count()).isEqualTo(1);
        nothingIsSaidElsewhere(visitor, names + " " + visitor.reference());
    }

    @Test
    void withAnAccount(Browsers browsers) {
        var practice = cast.practice("Bracket Lane Surgery");
        var child = cast.somebody("Theo Prism", 9, practice);
        var mother = cast.adult("Ida Prism", practice);
        cast.guardianOf(mother, child);
        var email = cast.accountOf(mother);
        var names = "Bracket Lane Surgery Theo Prism Theo's Ida Prism Ida's " + email + " " + email.charAt(0) + "•••"
                + email.substring(email.indexOf('@'));
        var visitor = asking(browsers);
        visitor.opens("/sign-in");
        fill(visitor, Map.of("email", email, "password", Cast.PASSWORD));
        send(visitor);
        nothingIsSaidElsewhere(visitor, names);
        for (var subject : List.of(mother, child)) {
            visitor.opens("/choices/" + subject + "/change");
            nothingIsSaidElsewhere(visitor, names);
            visitor.page().locator("[value=DO_NOT_ALLOW]").check();
            send(visitor);
            nothingIsSaidElsewhere(visitor, names);
            send(visitor);
            var reference = visitor.reference();
            nothingIsSaidElsewhere(visitor, names + " " + reference);
            visitor.opens("/choices/" + subject);
            nothingIsSaidElsewhere(visitor, names + " (" + reference + ")");
        }
    }

    private static Visitor asking(Browsers browsers) {
        var visitor = browsers.visitor();
        visitor.page().setExtraHTTPHeaders(Map.of(PseudoMessages.HEADER, "yes"));
        return visitor;
    }

    private static void fill(Visitor visitor, Map<String, String> fields) {
        fields.forEach((name, text) ->
                visitor.page().locator("main [name='" + name + "']").fill(text));
    }

    private static void send(Visitor visitor) {
        visitor.clicks(visitor.page().locator("main form button[type=submit]").first());
    }

    private void nothingIsSaidElsewhere(Visitor visitor, String names) {
        var page = visitor.page();
        assertThat(page.locator("h1").innerText()).as(page.url()).isNotBlank();
        assertThat(page.title()).as(page.url()).contains("⟦");
        var found = ((List<?>) page.evaluate(OUTSIDE))
                .stream()
                        .map(String::valueOf)
                        .filter(text -> !published.contains(spaced(text))
                                && !spaced(names).contains(spaced(text)))
                        .filter(text -> !text.matches("(\\d{1,2}:\\d{2} on )?\\d{1,2} \\p{L}+ \\d{4}"))
                        .toList();
        assertThat(found).as("words that are in no bundle, on " + page.url()).isEmpty();
        page.setViewportSize(320, 700);
        assertThat(page.evaluate(TOO_WIDE)).as("too wide: " + page.url()).isEqualTo(0);
        page.setViewportSize(1280, 900);
    }

    /** Whatever editors wrote, and who runs the portal: for one line of text to be found in. */
    private String published() {
        var texts = jdbc.queryForList("select item, n from publication.version").stream()
                .flatMap(row -> content.version((String) row.get("item"), (Integer) row.get("n")).stream())
                .flatMap(item -> Stream.concat(
                        Stream.of(item.title(), item.summary()),
                        Stream.concat(
                                item.film() == null
                                        ? Stream.<String>of()
                                        : Stream.of(
                                                item.film().posterAlt(),
                                                Jsoup.parse(item.film().transcriptHtml())
                                                        .text()),
                                item.sections().stream()
                                        .flatMap(section -> Stream.concat(
                                                Stream.of(
                                                        section.heading(),
                                                        Jsoup.parse(section.html())
                                                                .text(),
                                                        section.fact() == null ? "" : section.fact("your", "you"),
                                                        section.fact() == null ? "" : section.fact("Theo's", "Theo")),
                                                section.questions().stream()
                                                        .flatMap(question -> Stream.of(
                                                                question.heading(),
                                                                Jsoup.parse(question.html())
                                                                        .text())))))));
        var notes = jdbc.queryForList("select what_changed from publication.version", String.class).stream();
        var names = programmes.all().stream().map(programme -> programme.name());
        return Stream.of(texts, notes, names)
                .flatMap(all -> all)
                .map(PseudoLocaleTests::spaced)
                .collect(Collectors.joining(" "));
    }

    private static String spaced(String text) {
        return text.replaceAll("[\\s\u00a0]+", " ").strip();
    }
}
