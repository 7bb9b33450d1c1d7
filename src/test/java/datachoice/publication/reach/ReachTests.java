package datachoice.publication.reach;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.PostgresForTests;
import datachoice.choice.ledger.AtThePractice;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** How far texts and films came is counted, and nothing about whom they reached. */
@SpringBootTest(properties = {"datachoice.mode=demo", "datachoice.home=${test.folder:target}/publication-tests"})
@AutoConfigureMockMvc
@Import(PostgresForTests.class)
class ReachTests {
    private static final String EXPLANATION = "better-information-means-better-care";

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    @Autowired
    ReachCounts counts;

    private String slug;

    @BeforeEach
    void publish() {
        counts.write(); // what others read
        slug = "reach-" + UUID.randomUUID();
        jdbc.sql("insert into publication.item (slug, kind) values (?, 'NEWS')")
                .param(slug)
                .update();
        version(1);
    }

    @Test
    void countsPagesThatWereShownAndNothingElse() {
        for (int i = 0; i < 3; i++) {
            assertThat(mvc.get().uri("/news/" + slug)).hasStatus(200);
        }
        var page = mvc.get().uri("/leaflets/" + slug + "/v/1").exchange();
        assertThat(mvc.get()
                        .uri("/leaflets/" + slug + "/v/1")
                        .header("If-None-Match", page.getResponse().getHeader("ETag")))
                .hasStatus(304);
        assertThat(page.getResponse().getCookies()).isEmpty();
        assertThat(mvc.head().uri("/news/" + slug)).hasStatus(200);
        assertThat(mvc.get().uri("/leaflets/" + slug + "/v/2")).hasStatus(404);
        assertThat(mvc.get().uri("/leaflets/" + slug)).hasStatus(302);
        assertThat(written()).isEqualTo(Map.of("1 VIEWED", 5L));

        mvc.get().uri("/news/" + slug).exchange();
        assertThat(written()).as("added to the day").isEqualTo(Map.of("1 VIEWED", 6L));
    }

    @Test
    void countsPaperThatWasFetched() {
        assertThat(mvc.get().uri("/leaflets/" + slug + ".pdf")).hasStatus(200);
        assertThat(mvc.get().uri("/leaflets/" + slug + "/v/1.pdf")).hasStatus(200);
        version(2);
        var paper = mvc.get().uri("/leaflets/" + slug + "/v/1.pdf").exchange();
        assertThat(paper).hasStatus(200);
        var written = written();
        assertThat(written.get("1 DOWNLOADED") + written.get("2 DOWNLOADED")).isEqualTo(3);
        assertThat(written.keySet()).containsExactlyInAnyOrder("1 DOWNLOADED", "2 DOWNLOADED");

        assertThat(mvc.get()
                        .uri("/leaflets/" + slug + "/v/1.pdf")
                        .header("If-None-Match", paper.getResponse().getHeader("ETag")))
                .hasStatus(304);
        assertThat(written().get("1 DOWNLOADED"))
                .as("again, from what they had kept")
                .isEqualTo(3);
    }

    @Test
    void countsPosters() {
        var before = explanation("PRINTED");
        assertThat(mvc.get().uri("/press/poster-a4.pdf")).hasStatus(200);
        assertThat(mvc.get().uri("/press/poster-a9.pdf")).hasStatus(404);
        assertThat(mvc.get().uri("/practice/share/poster-a4.pdf"))
                .as("to be signed in for")
                .hasStatus(302);
        assertThat(explanation("PRINTED")).isEqualTo(before + 1);
    }

    /** A player that asks for stretches watches; only what is fetched as a whole is kept by somebody. */
    @Test
    void tellsAFilmThatWasFetchedFromOneThatIsWatched() {
        var film = film();
        var before = explanation("DOWNLOADED");
        assertThat(mvc.get().uri("/media/" + film).header("Range", "bytes=0-")).hasStatus(206);
        assertThat(mvc.get().uri("/media/" + film).header("Range", "bytes=100-200"))
                .hasStatus(206);
        assertThat(explanation("DOWNLOADED")).isEqualTo(before);
        assertThat(mvc.get().uri("/media/" + film)).hasStatus(200);
        assertThat(explanation("DOWNLOADED")).isEqualTo(before + 1);
    }

    @Test
    void countsFilmsThatCameToTheirEnd() {
        var before = explanation("PLAYED");
        assertThat(played(film(), "192.0.2.1", "http://localhost")).hasStatus(204);
        assertThat(explanation("PLAYED")).isEqualTo(before + 1);

        assertThat(played(film(), "192.0.2.1", "http://elsewhere.example")).hasStatus(403);
        assertThat(mvc.post().uri("/reach/played").param("film", film())).hasStatus(403);
        assertThat(explanation("PLAYED")).as("not from elsewhere").isEqualTo(before + 1);

        for (var unknown : new String[] {UUID.randomUUID().toString(), "", "x", "'; drop table publication.reach"}) {
            assertThat(played(unknown, "192.0.2.1", "http://localhost")).hasStatus(204);
        }
        assertThat(explanation("PLAYED")).isEqualTo(before + 1);
    }

    /** T28: one address makes no figure. */
    @ParameterizedTest
    @CsvSource({"192.0.2.7, 20", "2001:db8:1:, 60"})
    void oneAddressMakesNoFigure(String network, int most) {
        var before = explanation("PLAYED");
        for (int i = 0; i < 80; i++) {
            var address = network.endsWith(":") ? network + i + ":0:0:0:1" : network;
            assertThat(played(film(), address, "http://localhost")).hasStatus(204);
        }
        assertThat(explanation("PLAYED")).isEqualTo(before + most);
        assertThat(played(film(), "198.51.100." + network.length(), "http://localhost"))
                .hasStatus(204);
        assertThat(explanation("PLAYED")).as("somebody else").isEqualTo(before + most + 1);
    }

    @Test
    void keepsWhatItCannotWriteNow() {
        var away = new AtomicBoolean(true);
        var sometimes = new ReachCounts(
                JdbcClient.create(new DelegatingDataSource(database) {
                    @Override
                    public Connection getConnection() throws SQLException {
                        if (away.get()) {
                            throw new SQLException("The database is away", "08006");
                        }
                        return super.getConnection();
                    }
                }),
                Clock.systemUTC());
        sometimes.version(slug, 1, Reached.VIEWED);
        sometimes.write();
        sometimes.version(slug, 1, Reached.VIEWED);
        assertThat(written()).isEmpty();
        away.set(false);
        sometimes.destroy(); // a node that stops writes once more
        assertThat(written()).isEqualTo(Map.of("1 VIEWED", 2L));
    }

    /** R17. */
    @Test
    void hidesSmallNumbersAndGivesNoSumToTakeThemFrom() {
        var month = YearMonth.from(UkTime.today(Clock.systemUTC())).minusMonths(1);
        store("VIEWED", 1204, month.atDay(1));
        store("DOWNLOADED", 4, month.atDay(1));
        store("PLAYED", 5, month.atDay(1));
        var row = row(page("?month=" + month));
        assertThat(row.select("td .app-reach__times").eachText()).containsExactly("1,204", "5", "*", "*");
        assertThat(row.select("td:nth-child(4) svg, td:nth-child(5) svg")).isEmpty();
        assertThat(row.select("td:nth-child(2) rect").attr("width")).isNotEmpty();
        assertThat(row.text()).doesNotContain("1,213").contains("Version 1");
    }

    /** R17: that it is listed at all would tell of the first reader of an old version. */
    @Test
    void listsNoVersionThatReachedAFewOnly() {
        var month = YearMonth.from(UkTime.today(Clock.systemUTC())).minusMonths(1);
        store("VIEWED", 4, month.atDay(1));
        assertThat(page("?month=" + month).select("a[href*=" + slug + "]")).isEmpty();
    }

    @Test
    void showsOneMonthAtATime() {
        var now = YearMonth.from(UkTime.today(Clock.systemUTC()));
        var before = now.minusMonths(1);
        store("VIEWED", 77, before.atEndOfMonth());
        store("VIEWED", 33, UkTime.today(Clock.systemUTC()));
        assertThat(page("").select("a[href*=" + slug + "]"))
                .as("whoever looks twice would see what one reader did in between")
                .isEmpty();
        var link = page("").select("main nav a[href*=month]").attr("href");
        assertThat(link).isEqualTo("/publishing/reach?month=" + before);
        assertThat(row(page("?month=" + before))
                        .select(".app-reach__times")
                        .first()
                        .text())
                .isEqualTo("77");
    }

    /** B4. */
    @ParameterizedTest
    @ValueSource(strings = {"9999-12", "2026-13", "2026-00", "1999-01", "x", "2026-1", "2026-11-01", "%00"})
    void knowsNoOtherMonths(String month) {
        assertThat(status("?month=" + month)).isIn(400, 404);
    }

    private Map<String, Long> written() {
        counts.write();
        return jdbc
                .sql(
                        "select n || ' ' || how as what, sum(times) as times from publication.reach where item = ? group by 1")
                .param(slug)
                .query((row, i) -> Map.entry(row.getString("what"), row.getLong("times")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private long explanation(String how) {
        counts.write();
        return jdbc.sql("select coalesce(sum(times), 0) from publication.reach where item = ? and how = ?")
                .params(EXPLANATION, how)
                .query(Long.class)
                .single();
    }

    private String film() {
        return jdbc.sql("select video from publication.version where item = ? and n = 1")
                .param(EXPLANATION)
                .query(UUID.class)
                .single()
                .toString();
    }

    private MvcTestResult played(String film, String address, String origin) {
        return mvc.post()
                .uri("/reach/played")
                .param("film", film)
                .header("Origin", origin)
                .header("Host", "localhost")
                .with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                })
                .exchange();
    }

    private void store(String how, long times, LocalDate day) {
        jdbc.sql("insert into publication.reach (item, n, how, day, times) values (?, 1, ?, ?, ?)")
                .params(slug, how, Date.valueOf(day), times)
                .update();
    }

    private Document page(String query) {
        var answer = asked(query);
        assertThat(answer).hasStatus(200);
        try {
            return Jsoup.parse(answer.getResponse().getContentAsString());
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private int status(String query) {
        return asked(query).getResponse().getStatus();
    }

    private MvcTestResult asked(String query) {
        return mvc.get()
                .uri(URI.create("/publishing/reach" + query))
                .with(AtThePractice.as(new SignedInUser(
                        UUID.randomUUID(), Set.of(Role.CONTENT_EDITOR), null, null, "Somebody", false)))
                .exchange();
    }

    private Element row(Document page) {
        return page.select("tbody tr").stream()
                .filter(row -> row.select("a").attr("href").contains(slug))
                .findFirst()
                .orElseThrow();
    }

    private void version(int n) {
        jdbc.sql("""
                        insert into publication.version (item, n, title, summary, body, what_changed, editors, approved_by, alone)
                        values (?, ?, ?, 'Summary', 'Words.', 'why', array[gen_random_uuid()], gen_random_uuid(), false)
                        """).params(Arrays.asList(slug, n, "News " + slug)).update();
    }
}
