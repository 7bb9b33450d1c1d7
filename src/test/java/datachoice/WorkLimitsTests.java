package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.CsvFile;
import datachoice.core.OdsCode;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.identity.WebVisitor;
import datachoice.identity.WorkLimits;
import datachoice.identity.proof.TooManyTries;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** T28, V2.4.1: who searches, or makes files, without end is stopped, and nobody else is. */
@WholePortal
class WorkLimitsTests {
    private static final String SEARCH = "/practice/search";
    private static final String FILE = "/practice/choices.csv";
    private static final String ENTRIES = "/audit/entries.csv";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    WorkLimits limits;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void nobodyHasTriedAnything() {
        cast.forgetFailedTries();
    }

    @Test
    void stopsWhoeverSearchesWithoutEndAndNobodyElse() {
        var practice = cast.practice("Searching Surgery");
        var email = cast.staffOf(practice);
        var staff = cast.signedIn(port, email);
        staff.get(SEARCH);
        assertThat(searches(staff).status()).isEqualTo(200);
        isStopped(
                () -> limits.search(user(email, Role.PRACTICE_STAFF, practice)),
                () -> searches(staff),
                email,
                "searches");
        assertThat(searches(cast.signedIn(port, cast.staffOf(practice)).get(SEARCH))
                        .status())
                .as("a colleague")
                .isEqualTo(200);
        assertThat(staff.get("/practice").status()).as("the list").isEqualTo(200);
    }

    @Test
    void stopsWhoeverMakesFilesWithoutEnd() {
        var practice = cast.practice("Filing Surgery");
        makesFiles(cast.staffOf(practice), Role.PRACTICE_STAFF, practice, FILE, FILE, "reason", "RECONCILING");
        makesFiles(cast.auditor(), Role.AUDITOR, null, "/audit", ENTRIES);
    }

    /** Patients need the database meanwhile. */
    @Test
    void makesTwoFilesAtATime() throws Exception {
        var practice = cast.practice("Busy Filing Surgery");
        var staff = cast.signedIn(port, cast.staffOf(practice));
        var token = staff.get(FILE).token();
        var others = Executors.newFixedThreadPool(WorkLimits.FILES_AT_ONCE);
        var enough = new CountDownLatch(1);
        var atIt = new CountDownLatch(WorkLimits.FILES_AT_ONCE);
        for (int i = 0; i < WorkLimits.FILES_AT_ONCE; i++) {
            var other =
                    new SignedInUser(UUID.randomUUID(), Set.of(Role.PRACTICE_STAFF), null, practice, "Other", false);
            others.submit(() -> limits.file(other, () -> {
                atIt.countDown();
                try {
                    enough.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return CsvFile.of(csv -> {});
            }));
        }
        atIt.await();
        try {
            assertThat(staff.post(FILE, "_csrf", token, "reason", "RECONCILING").status())
                    .isEqualTo(503);
            assertThat(staff.header("Retry-After")).contains("10");
            assertThat(staff.page().select("main h1").text()).isNotBlank();
        } finally {
            enough.countDown();
            others.shutdown();
        }
        assertThat(staff.post(FILE, "_csrf", token, "reason", "RECONCILING").status())
                .isEqualTo(200);
    }

    private void makesFiles(
            String email, Role role, @Nullable OdsCode practice, String page, String file, String... fields) {
        var worker = cast.signedIn(port, email);
        var all = new ArrayList<>(List.of(fields));
        all.addAll(List.of("_csrf", worker.get(page).token()));
        assertThat(worker.post(file, all.toArray(String[]::new)).status()).isEqualTo(200);
        isStopped(
                () -> limits.file(user(email, role, practice), () -> CsvFile.of(csv -> {})),
                () -> worker.post(file, all.toArray(String[]::new)),
                email,
                "files");
    }

    private SignedInUser user(String email, Role role, @Nullable OdsCode practice) {
        return new SignedInUser(cast.idOf(email), Set.of(role), null, practice, "Worker", false);
    }

    private static WebVisitor searches(WebVisitor staff) {
        return staff.submit(SEARCH, "nhsNumber", "999 000 0018", "reason", "ASKED");
    }

    /** Done until it is refused. A new hour may begin meanwhile: then once more. */
    private void isStopped(Runnable work, Supplier<WebVisitor> page, String email, String what) {
        var worker = stopped(work, page);
        if (worker.status() == 200) {
            worker = stopped(work, page);
        }
        assertThat(worker.status()).as(worker.body()).isEqualTo(429);
        assertThat(Integer.parseInt(worker.header("Retry-After").orElseThrow())).isBetween(1, 3600);
        assertThat(worker.page().select("main").text())
                .contains("You have done this very often within an hour.")
                .doesNotContain("did not work", "??");
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit.entry where action = 'REFUSED_LIMIT' and actor_id = ? and detail like ? || ', network %'",
                        Integer.class, cast.idOf(email), what))
                .as("the trail says so")
                .isEqualTo(1);
    }

    private static WebVisitor stopped(Runnable work, Supplier<WebVisitor> page) {
        int done = 0;
        try {
            for (; done < 2 * WorkLimits.SEARCHES + 1; done++) {
                work.run();
            }
        } catch (TooManyTries stopped) {
            assertThat(done).isGreaterThanOrEqualTo(WorkLimits.FILES - 1);
        }
        return page.get();
    }
}
