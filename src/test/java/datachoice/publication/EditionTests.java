package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.PostgresForTests;
import datachoice.core.Framed;
import datachoice.core.Welsh;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.annotation.Transactional;

/** The same in other forms: each with versions of its own, and honest about which English version it says the same as. */
@SpringBootTest(properties = {"datachoice.mode=demo", "datachoice.home=${test.folder:target}/publication-tests"})
@AutoConfigureMockMvc
@Import(PostgresForTests.class)
class EditionTests {
    private static final String WELSH_EXPLANATION = PublishedContent.EXPLANATION + "-cy";

    @Autowired
    PublishedContent content;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    private String english;
    private String welsh;

    @BeforeEach
    void publishBoth() {
        english = "edition-" + UUID.randomUUID();
        welsh = english + "-cy";
        item(english, null, null, "en");
        version(english, 1, "In English", null, null);
        item(welsh, english, "TRANSLATION", "cy");
        version(welsh, 1, "Yn Gymraeg", 1, null);
    }

    @Test
    void saysInWhichLanguageItIsAndThatNobodyHasCheckedIt() {
        var page = page("/leaflets/" + welsh + "/v/1");
        assertThat(page.select("html").attr("lang")).isEqualTo("en-GB");
        assertThat(page.select("h1").attr("lang")).isEqualTo("cy");
        assertThat(page.select("[lang=cy] p").eachText()).contains("Yn Gymraeg, yn llawn.");
        assertThat(page.select(".nhsuk-inset-text").text())
                .contains("Nid yw’r cyfieithiad hwn")
                .contains("has not been checked by a Welsh reader yet")
                .contains("It says the same as version 1 in English.");
        assertThat(page.select("a[href=/leaflets/" + english + "]")).hasSize(2);
    }

    @Test
    void saysWhoCheckedIt() {
        version(welsh, 2, "Yn Gymraeg", 1, "three readers in Elm patient group");
        assertThat(page("/leaflets/" + welsh + "/v/2")
                        .select(".nhsuk-inset-text")
                        .text())
                .contains("Checked: three readers in Elm patient group")
                .doesNotContain("has not been checked");
    }

    @Test
    void isOlderOnceThereIsANewerEnglishVersion() {
        assertThat(content.editions(english)).singleElement().satisfies(edition -> {
            assertThat(edition.older()).isFalse();
            assertThat(edition.address()).isEqualTo("/leaflets/" + welsh);
        });
        version(english, 2, "In English, corrected", null, null);

        assertThat(content.editions(english)).singleElement().satisfies(edition -> assertThat(edition.older())
                .isTrue());
        assertThat(page("/leaflets/" + welsh + "/v/1")
                        .select(".nhsuk-inset-text")
                        .text())
                .contains("Older than the English: it says the same as version 1");
        assertThat(page("/leaflets/" + english + "/v/2").select("main").text())
                .contains("This leaflet in other forms")
                .contains("Older than the English");

        version(welsh, 2, "Yn Gymraeg", 2, null);
        assertThat(content.editions(english)).singleElement().satisfies(edition -> assertThat(edition.older())
                .isFalse());
    }

    /** Nobody answers on the strength of a translation that is behind; it can be read all the same. */
    @Test
    @Transactional
    void standsBesideTheQuestionWhileItSaysWhatTheEnglishSays() {
        assertThat(content.explanation(Welsh.LOCALE).language()).isEqualTo("cy");
        assertThat(content.explanationAsOfNow(Welsh.LOCALE).language()).isEqualTo("cy");
        assertThat(content.explanationAsOfNow(Locale.UK).language()).isEqualTo("en-GB");

        // a number that no other test reaches: what was read is kept, and this is taken back
        version(PublishedContent.EXPLANATION, 800_000, "Corrected", null, null);

        assertThat(content.explanation(Welsh.LOCALE).language()).isEqualTo("cy");
        assertThat(content.explanationAsOfNow(Welsh.LOCALE).title()).isEqualTo("Corrected");
    }

    /** The line about its age stands where the version is named, and not above the film. */
    @Test
    @Transactional
    void thePlayerInWelshSaysThatItsWordsAreOlder() {
        assertThat(player().select("strong:contains(Hŷn na’r Saesneg)")).isEmpty();
        version(PublishedContent.EXPLANATION, 800_001, "Corrected", null, null);
        var player = player();
        assertThat(player.select("h1").text()).isEqualTo("Gwell Gwybodaeth, Gwell Gofal");
        assertThat(player.select("p:has(a[href*=/v/])").text()).contains("Hŷn na’r Saesneg");
        assertThat(player.select("strong:contains(Hŷn na’r Saesneg)")).hasSize(1);
        assertThat(player.text()).contains("Nid yw’r cyfieithiad hwn");
    }

    /** On other people's pages the version is a promise: it is that of the text whose film is shown. */
    @Test
    @Transactional
    void thePlayerInWelshNamesTheVersionWhoseFilmItShows() {
        version(WELSH_EXPLANATION, 800_002, "Heb ffilm", 1, null);
        showsTheEnglishFilm(player());
    }

    @Test
    @Transactional
    void thePlayerInWelshOutlivesTheWelshEdition() {
        jdbc.sql("""
                        insert into publication.withdrawal (item, n, withdrawn_by, because)
                        select item, n, gen_random_uuid(), 'why' from publication.live where item = ?
                        """).param(WELSH_EXPLANATION).update();
        showsTheEnglishFilm(player());
    }

    private void showsTheEnglishFilm(org.jsoup.nodes.Document player) {
        var english = content.explanation();
        assertThat(player.select("html").attr("lang")).isEqualTo("cy");
        assertThat(player.select("h1").text()).isEqualTo(english.title());
        assertThat(player.select("h1").attr("lang")).isEqualTo("en-GB");
        assertThat(player.select("track").attr("srclang")).isEqualTo("en");
        assertThat(player.text())
                .contains("Fersiwn " + english.n() + " yw’r ffilm a’r daflen")
                .contains("Nid yw’r geiriau Cymraeg o amgylch y ffilm wedi’u gwirio eto");
        assertThat(player.select("a[href*=/v/]").attr("href")).contains(english.permanentAddress());
    }

    private org.jsoup.nodes.Document player() {
        return page(Framed.ADDRESS + "?lang=cy");
    }

    @Test
    void isOneForEachLanguageAndForm() {
        assertThatThrownBy(() -> item(welsh + "-2", english, "TRANSLATION", "cy"))
                .isInstanceOf(DataAccessException.class);
        item(english + "-easy", english, "EASY_READ", "en");
        version(english + "-easy", 1, "Easy", 1, null);
        assertThat(content.editions(english).stream().map(EditionView::edition))
                .containsExactly(Edition.EASY_READ, Edition.TRANSLATION);
    }

    @Test
    void comesWithTheSoftwareAsItsFirstLinesSay() {
        var item = FirstContent.FirstItem.parse("x-cy", """
                kind: LEAFLET
                title: Teitl
                summary: Crynodeb
                edition-of: x
                edition: TRANSLATION
                language: cy
                matches: 3
                ---
                Geiriau""");
        assertThat(item.editionOf()).isEqualTo(new EditionOf("x", Edition.TRANSLATION, "cy"));
        assertThat(item.matches()).isEqualTo(3);
    }

    /** A file that the columns name and this list forgets would be deleted as unused, or answered 404. */
    @Test
    void everyColumnThatNamesAFileIsKnown() {
        var known = MediaFiles.COLUMNS.split(", ");
        for (var table : List.of("draft", "version")) {
            assertThat(jdbc.sql("""
                            select a.attname::text from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                            where c.contype = 'f' and c.confrelid = 'publication.media'::regclass
                                and c.conrelid = ('publication.' || ?)::regclass
                            """).param(table).query(String.class).list())
                    .as(table)
                    .containsExactlyInAnyOrder(known);
        }
    }

    /** Whoever approves sees each difference: two contents that differ in one part alone differ in one line. */
    @Test
    void noPartOfAContentIsLeftOutOfAComparison() {
        var plain = new Object[] {"t", "s", "b", Film.NONE, null, null, null, null, null, null, null, "w"};
        var other = new Object[] {
            "T",
            "S",
            "B",
            null,
            UUID.randomUUID(),
            2,
            "somebody",
            "owner",
            LocalDate.of(2027, 3, 1),
            "reason",
            List.of("A sentence."),
            "W"
        };
        var names = Arrays.stream(Content.class.getRecordComponents())
                .map(part -> part.getName())
                .toList();
        var silent = new LinkedHashSet<String>();
        for (int i = 0; i < plain.length; i++) {
            var changed = plain.clone();
            changed[i] = other[i];
            if (Comparison.of(content(plain), content(changed)).size() != 1) {
                silent.add(names.get(i));
            }
        }
        for (var part : Film.class.getRecordComponents()) {
            var changed = plain.clone();
            changed[3] = film(part.getName());
            if (Comparison.of(content(plain), content(changed)).size() != 1) {
                silent.add("film." + part.getName());
            }
        }
        assertThat(silent).as("the reason is no part of the text").containsExactlyInAnyOrder("film", "whatChanged");
    }

    private static Content content(Object[] parts) {
        return made(Content.class, parts);
    }

    private static Film film(String part) {
        var parts = new ArrayList<Object>();
        for (var component : Film.class.getRecordComponents()) {
            parts.add(
                    !component.getName().equals(part)
                            ? null
                            : component.getType() == UUID.class ? UUID.randomUUID() : "words");
        }
        return made(Film.class, parts.toArray());
    }

    private static <T> T made(Class<T> type, Object[] parts) {
        try {
            var constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return type.cast(constructor.newInstance(parts));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private org.jsoup.nodes.Document page(String address) {
        var answer = mvc.get().uri(address).exchange();
        assertThat(answer).hasStatus(200);
        try {
            return Jsoup.parse(answer.getResponse().getContentAsString());
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private void item(String slug, String of, String edition, String language) {
        jdbc.sql(
                        "insert into publication.item (slug, kind, edition_of, edition, language) values (?, 'LEAFLET', ?, ?, ?)")
                .params(Arrays.asList(slug, of, edition, language))
                .update();
    }

    private void version(String slug, int n, String title, Integer matches, String checkedBy) {
        jdbc.sql("""
                        insert into publication.version
                            (item, n, title, summary, body, what_changed, editors, approved_by, alone, matches, checked_by)
                        values (?, ?, ?, 'Summary', ?, 'why', array[gen_random_uuid()], gen_random_uuid(), false, ?, ?)
                        """)
                .params(Arrays.asList(slug, n, title, title + ", yn llawn.", matches, checkedBy))
                .update();
    }
}
