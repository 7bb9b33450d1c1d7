package datachoice.identity.activity;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.Cast.Somebody;
import datachoice.WholePortal;
import datachoice.core.LongStatements;
import datachoice.core.OdsCode;
import datachoice.identity.WebVisitor;
import de.siegmar.fastcsv.reader.CsvReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What was done, as those read it who watch over it (T8, V16, G10). */
@WholePortal
class ActivityTests {
    private static final String ACTIVITY = "/practice/activity";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    MessageSource messages;

    @Autowired
    LongStatements longStatements;

    @Autowired
    TransactionTemplate transaction;

    private OdsCode practice;
    private Somebody person;
    private WebVisitor staff;
    private String staffEmail;
    private String leadEmail;

    @BeforeEach
    void somebodyWorksThere() {
        cast.forgetFailedTries();
        practice = cast.practice("Busy Surgery");
        person = cast.adult("Petra Looked", practice);
        staffEmail = cast.staffOf(practice);
        leadEmail = cast.leadOf(practice);
        staff = cast.signedIn(port, staffEmail);
        looksFor(person);
    }

    private void looksFor(Somebody person) {
        staff.get("/practice/search")
                .submit(
                        "/practice/search",
                        "name",
                        person.name(),
                        "dateOfBirth.day",
                        String.valueOf(person.born().getDayOfMonth()),
                        "dateOfBirth.month",
                        String.valueOf(person.born().getMonthValue()),
                        "dateOfBirth.year",
                        String.valueOf(person.born().getYear()),
                        "reason",
                        "OTHER",
                        "reasonText",
                        "=HYPERLINK(\"http://x\")");
        staff.follow();
    }

    @Test
    void showsTheLeadWhoLookedAndWhy() {
        var lead = cast.signedIn(port, leadEmail);
        var text = rows(lead.get(ACTIVITY + "?act=LOOKED"));
        assertThat(text).hasSize(2);
        assertThat(text.get(0)).contains("Pat Staff, Practice staff", "Opened a record", "1 person", "=HYPERLINK");
        assertThat(text.get(1)).contains("Searched for a person", "found 1");
        assertThat(lead.body())
                .doesNotContain("Petra", person.id().toString())
                .doesNotContainPattern("999 ?\\d{3} ?\\d{4}");

        // reading it was noted
        assertThat(rows(lead.get(ACTIVITY)))
                .anyMatch(row -> row.contains("Lee Lead") && row.contains("Read the activity of the practice"));
        // by worker
        var me = cast.idOf(leadEmail).toString();
        assertThat(rows(lead.get(ACTIVITY + "?worker=" + me))).isNotEmpty().allMatch(row -> row.contains("Lee Lead"));
        // by day
        assertThat(lead.get(ACTIVITY + "?from=1/1/2020&to=2/1/2020")
                        .page()
                        .select(".app-empty")
                        .text())
                .isEqualTo("No entries for these filters.");
    }

    /** T8: mostly chance, and worth a question where it is not. */
    @Test
    void saysWhereSomebodyOpenedARecordOfTheirOwnFamilyName() {
        var relative = cast.adult("Petunia van Staff", practice);
        looksFor(relative);
        var lead = cast.signedIn(port, leadEmail);
        assertThat(rows(lead.get(ACTIVITY + "?act=LOOKED")))
                .filteredOn(row -> row.contains("the patient has the same family name as the colleague"))
                .singleElement()
                .satisfies(row -> assertThat(row).contains("Pat Staff", "Opened a record"));
        assertThat(cast.byLetter(port, relative)
                        .get("/choices/" + relative + "/change")
                        .body())
                .doesNotContain("SAME_FAMILY_NAME");
    }

    /** T7: neither other practices nor their people. */
    @Test
    void showsTheOwnPracticeOnly() {
        var other = cast.practice("Other Busy Surgery");
        var lead = cast.signedIn(port, cast.leadOf(other));
        assertThat(rows(lead.get(ACTIVITY))).noneMatch(row -> row.contains("Opened a record"));
        lead.get(ACTIVITY + "?worker=" + cast.idOf(staffEmail));
        assertThat(lead.status()).isEqualTo(422);
        assertThat(lead.page().select(".nhsuk-error-summary a").text()).isEqualTo("Select one person from the list");
    }

    /** B4, B11, B22. */
    @Test
    void saysWhatIsWrongWithAFilter() {
        var lead = cast.signedIn(port, leadEmail);
        assertThat(lead.get(ACTIVITY + "?act=MAYBE").status()).isEqualTo(422);
        assertThat(lead.get(ACTIVITY + "?act=LOOKED&act=CHANGED").status()).isEqualTo(422);
        assertThat(lead.get(ACTIVITY + "?from=31/2/2026").status()).isEqualTo(422);
        assertThat(lead.page().select("#from").attr("value")).isEqualTo("31/2/2026");
        assertThat(lead.get(ACTIVITY + "?from=2/1/2026&to=1/1/2026").status()).isEqualTo(422);
        assertThat(lead.get(ACTIVITY + "?before=" + UUID.randomUUID()).status()).isEqualTo(200);
        assertThat(lead.get(ACTIVITY + "?before=x").status()).isEqualTo(200);
    }

    /** The thousandth page is as quick as the first, and no entry is on two of them or on none. */
    @Test
    void goesFromPageToPageWithoutGapsOrDoubles() {
        for (int i = 0; i < 120; i++) {
            jdbc.update(
                    "insert into audit.entry (id, at, action, actor_role, practice, detail) values (?, timestamptz '2026-01-01' + ? * interval '1 minute', 'LIST_VIEWED', 'PRACTICE_STAFF', ?, ?)",
                    UUID.randomUUID(),
                    i / 3, // some at the same moment
                    practice.value(),
                    "page " + i);
        }
        var lead = cast.signedIn(port, leadEmail);
        var seen = new ArrayList<String>();
        var next = ACTIVITY + "?from=31/12/2025&to=2/1/2026";
        for (int i = 0; i < 3; i++) {
            seen.addAll(lead.get(next).page().select("td:last-child .app-quiet").eachText());
            next = lead.page().select("a[rel=next]").attr("href");
        }
        assertThat(next).isEmpty();
        assertThat(seen).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void keepsTheFiltersOnOlderPages() {
        for (int i = 0; i < 51; i++) {
            var entry = UUID.randomUUID();
            jdbc.update(
                    "insert into audit.entry (id, action, actor_role, practice) values (?, 'PERSON_OPENED', 'PRACTICE_STAFF', ?)",
                    entry,
                    practice.value());
            jdbc.update(
                    "insert into audit.entry_subject (subject, entry) values (?, ?)",
                    person.id().value(),
                    entry);
        }
        var auditor = cast.signedIn(port, cast.auditor());
        rows(auditor.get("/audit?act=LOOKED&person=" + person.id()));
        assertThat(auditor.page().select("a[rel=next]").attr("href"))
                .contains("act=LOOKED", "person=" + person.id(), "before=");
    }

    @Test
    void letsAnAuditorReadEverythingByReferenceOnly() {
        var auditor = cast.signedIn(port, cast.auditor());
        assertThat(auditor.location()).isEqualTo("/audit");

        auditor.get("/audit")
                .submit(
                        "/audit",
                        "person",
                        person.id().toString(),
                        "act",
                        "LOOKED",
                        "worker",
                        staffEmail,
                        "practice",
                        " " + practice.value().toLowerCase());
        assertThat(auditor.location())
                .contains("worker=" + cast.idOf(staffEmail), "practice=" + practice, "person=" + person.id())
                .doesNotContain("@", "%40");
        var rows = rows(auditor.follow());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0))
                .contains(
                        "Pat Staff, Practice staff",
                        practice.value(),
                        "Opened a record",
                        person.id().toString());
        assertThat(auditor.body()).doesNotContain("Petra");

        // what is no reference is said to be none, and gets into no address
        auditor.get("/audit")
                .submit("/audit", "person", "999 123 4567", "worker", "nobody@work.example", "practice", "Elm");
        assertThat(auditor.status()).isEqualTo(422);
        assertThat(auditor.page().select(".nhsuk-error-summary a").eachText())
                .containsExactly(
                        "Email or account must be the email address of somebody at work, or the reference of an account",
                        "Practice code must be one letter and 5 numbers, like E85001",
                        "Person reference must have 36 letters, numbers and dashes, as entries show it");
        // a patient's address is nobody's at work
        var patient = cast.accountOf(person);
        assertThat(auditor.get("/audit").submit("/audit", "worker", patient).status())
                .isEqualTo(422);
    }

    /** V16.2: reading and downloading the trail are in it, and whoever it was about sees that. */
    @Test
    void notesThatItWasRead() {
        var email = cast.auditor();
        var auditor = cast.signedIn(port, email);
        auditor.get("/audit?person=" + person.id());
        auditor.submit("/audit/entries.csv");
        assertThat(auditor.status()).isEqualTo(200);
        assertThat(jdbc.queryForList(
                        "select e.action || ' ' || (select count(*) from audit.entry_subject s where s.entry = e.id) from audit.entry e where actor_id = ? and action like 'AUDIT%' order by at",
                        String.class, cast.idOf(email)))
                .containsExactly("AUDIT_VIEWED 1", "AUDIT_EXPORTED 1");
        var petra = cast.signedIn(port, cast.accountOf(person));
        assertThat(petra.get("/choices/" + person)
                        .page()
                        .select(".app-timeline")
                        .text())
                .contains("Checked what was done with the record");
    }

    /** T11, decision 28. */
    @Test
    void sendsWholeFilesWithoutFormulas() {
        var auditor = cast.signedIn(port, cast.auditor());
        auditor.get("/audit?practice=" + practice + "&act=LOOKED").submit("/audit/entries.csv");
        assertThat(auditor.header("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(auditor.header("Content-Length")).isPresent();
        assertThat(auditor.header("Content-Disposition").orElseThrow()).contains("attachment", "audit-");
        var lines = CsvReader.builder().ofCsvRecord(auditor.body().substring(1)).stream()
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1).getFields())
                .contains(
                        "PERSON_OPENED",
                        "PRACTICE_STAFF",
                        practice.value(),
                        person.id().toString(),
                        "'=HYPERLINK(\"http://x\")");
    }

    /** A file of a hundred thousand entries takes longer than a page may, and the database lets it. */
    @Test
    void givesAFileMoreTimeThanAPage() {
        var limits = transaction.execute(status -> {
            longStatements.allow(Duration.ofSeconds(60));
            return jdbc.queryForList(
                    "select setting::int from pg_settings where name in ('transaction_timeout', 'statement_timeout', 'lock_timeout')",
                    Integer.class);
        });
        assertThat(limits).containsExactly(60_000, 60_000, 60_000);
        assertThat(jdbc.queryForObject(
                        "select setting::int from pg_settings where name = 'transaction_timeout'", Integer.class))
                .as("for that file alone")
                .isLessThan(60_000);
    }

    /** Lists that are looked at again and again are told once a day; by the kind of act nothing is missed. */
    @Test
    void tellsOnceADayWhoLookedAtTheListOfDoubts() {
        var account = cast.accountOf(person);
        var own = cast.signedIn(port, account);
        var question = "/choices/" + person + "/change";
        var check = own.get(question).submit(question, "choice", "DO_NOT_ALLOW").location();
        var receipt = own.get(check).submit(check).location().replace("/receipts/", "");
        var notMe = "/choices/" + person + "/not-me/" + receipt;
        own.get(notMe).submit(notMe, "words", "Not me", "reach", "Ring me");
        for (int i = 0; i < 3; i++) {
            staff.get("/practice/doubts");
        }
        assertThat(own.get("/choices/" + person).page().text())
                .containsOnlyOnce("Saw the name among people who say a choice was not theirs");
    }

    /** Who invited whom, in words: to whoever may know the address, and to nobody else. */
    @Test
    void saysWhoInvitedWhom() {
        var email = "nora." + practice.value().toLowerCase(Locale.ROOT) + "@work.example";
        var lead = cast.signedIn(port, leadEmail);
        lead.get("/practice/staff/invite").submit("/practice/staff/invite", "email", email);
        assertThat(lead.status()).isEqualTo(302);
        lead.get("/practice/staff")
                .submit("/practice/staff/" + cast.idOf(staffEmail) + "/off")
                .get("/practice/staff")
                .submit("/practice/staff/" + cast.idOf(staffEmail) + "/on");

        var auditor = cast.signedIn(port, cast.auditor());
        for (var rows : List.of(
                rows(lead.get(ACTIVITY + "?act=ACCOUNTS")),
                rows(auditor.get("/audit?act=ACCOUNTS&practice=" + practice)))) {
            assertThat(rows)
                    .anyMatch(row -> row.contains("Lee Lead, Practice lead")
                            && row.contains("Invited somebody")
                            && row.contains("Practice staff by invitation to " + email))
                    .anyMatch(row -> row.contains("Switched an account off") && row.contains("Pat Staff"))
                    .anyMatch(row -> row.contains("Opened an account") && row.contains("Practice staff to Pat Staff"))
                    .noneMatch(row -> row.contains("PRACTICE_STAFF"))
                    .noneMatch(row -> row.matches(".*[0-9a-f]{8}-[0-9a-f]{4}-.*"));
        }
        rows(auditor.get("/audit?act=LOOKED&from=1/1/2026&worker=" + cast.idOf(leadEmail)));
        assertThat(rows(auditor.get("/audit?act=LOOKED&practice=&worker=")))
                .anyMatch(row -> row.contains("Read the audit trail")
                        && row.contains("Lee Lead, Looked, from 0:00 on 1 January 2026"));
        assertThat(jdbc.queryForList(
                        "select detail from audit.entry where detail like ?", String.class, "%" + email + "%"))
                .as("the trail itself holds no address")
                .isEmpty();
        // a lead reads addresses of the own practice only, whatever an entry names
        var other = cast.practice("Other Inviting Surgery");
        jdbc.update(
                "insert into audit.entry (id, action, actor_role, practice, detail) select ?, 'INVITED', 'PRACTICE_LEAD', ?, 'PRACTICE_STAFF by invitation ' || id from identity.invitation where email = ?",
                UUID.randomUUID(),
                other.value(),
                email);
        assertThat(rows(cast.signedIn(port, cast.leadOf(other)).get(ACTIVITY + "?act=ACCOUNTS")))
                .as("T7")
                .anyMatch(row -> row.contains("Practice staff by invitation"))
                .noneMatch(row -> row.contains(email));
    }

    /** V16.2.1, V16.3: what was refused is in the trail, once in a minute, and holds nothing that was typed. */
    @Test
    void showsWhatWasRefused() {
        var nobody = "nobody-" + UUID.randomUUID() + "@work.example";
        for (int i = 0; i < 3; i++) {
            tries(staffEmail, "a wrong password").get("/sign-in");
            tries(nobody, "a wrong password");
        }
        assertThat(refused("REFUSED_SIGN_IN", "account " + cast.idOf(staffEmail)))
                .hasSizeBetween(1, 2);
        assertThat(refused("REFUSED_SIGN_IN", "no account"))
                .isNotEmpty()
                .allMatch(line -> line.matches("password, no account, network [0-9a-f]{8}"));

        var half = cast.withPasswordOnly(port, staffEmail);
        half.get("/sign-in/code").submit("/sign-in/code", "code", "000000");
        assertThat(refused("REFUSED_CODE", "account " + cast.idOf(staffEmail))).hasSize(1);
        assertThat(jdbc.queryForObject(
                        "select actor_role from audit.entry where action = 'REFUSED_CODE' and detail like ?",
                        String.class,
                        "%" + cast.idOf(staffEmail) + "%"))
                .as("half in is not in")
                .isEqualTo("VISITOR");

        var lead = cast.signedIn(port, leadEmail);
        lead.get("/account/confirm").submit("/account/confirm", "password", "a wrong password");
        assertThat(refused("REFUSED_CONFIRM", "account " + cast.idOf(leadEmail)))
                .hasSize(1);

        var elsewhere = cast.staffOf(cast.practice("Walled Surgery"));
        var page = lead.get("/practice/staff");
        for (int i = 0; i < 2; i++) {
            lead.post("/practice/staff/" + cast.idOf(elsewhere) + "/off", "_csrf", page.token());
            assertThat(lead.status()).isEqualTo(404);
        }
        assertThat(refused("REFUSED_PAGE", "/practice/staff/{account}/off, reference " + cast.idOf(elsewhere)))
                .hasSizeBetween(1, 2);
        staff.get("/audit?person=Petra");
        assertThat(staff.status()).isEqualTo(404);
        assertThat(refused("REFUSED_PAGE", "GET /audit/**")).isNotEmpty();
        assertThat(refused("REFUSED_PAGE", "Petra")).isEmpty();
        var stranger = cast.adult("Sam Stranger", practice);
        var patient = cast.signedIn(port, cast.accountOf(stranger));
        assertThat(patient.get("/choices/" + person).status()).isEqualTo(404);
        assertThat(refused("REFUSED_PAGE", "reference " + person)).hasSize(1);

        int earlier = refused("REFUSED_SIGN_IN", "code from a letter").size();
        for (int i = 0; i <= 20; i++) {
            new WebVisitor(port)
                    .get("/letter-code")
                    .submit(
                            "/letter-code",
                            "code",
                            "7KQ2-M4XD",
                            "fullName",
                            "Jane Doe",
                            "dateOfBirth.day",
                            "1",
                            "dateOfBirth.month",
                            "1",
                            "dateOfBirth.year",
                            "1980");
        }
        assertThat(refused("REFUSED_LIMIT", "codes from letters")).isNotEmpty();
        assertThat(refused("REFUSED_SIGN_IN", "code from a letter"))
                .as("one for each minute and network")
                .isNotEmpty()
                .hasSizeBetween(earlier, earlier + 3);

        var auditor = cast.signedIn(port, cast.auditor());
        assertThat(rows(auditor.get("/audit?act=REFUSED")))
                .allMatch(row -> !row.contains(nobody) && !row.contains(staffEmail))
                .anyMatch(row -> row.contains("Was not let in") && row.contains("Pat Staff, password, network"))
                .anyMatch(row -> row.contains("Was stopped after too many tries"));
        assertThat(rows(lead.get(ACTIVITY + "?act=REFUSED")))
                .anyMatch(row -> row.contains("Lee Lead") && row.contains("Asked for something that is not there"))
                .noneMatch(row -> row.contains(cast.idOf(elsewhere).toString()));
    }

    private WebVisitor tries(String email, String password) {
        return new WebVisitor(port).get("/sign-in").submit("/sign-in", "email", email, "password", password);
    }

    private List<String> refused(String action, String detail) {
        return jdbc.queryForList(
                "select detail from audit.entry where action = ? and strpos(detail, ?) > 0",
                String.class,
                action,
                detail);
    }

    /** Every act that leaves an entry has words of its own. */
    @Test
    void callsEachActByItsName() {
        assertThat(jdbc.queryForList("select distinct action from audit.entry", String.class))
                .filteredOn(action -> messages.getMessage("audit.action." + action, null, "", Locale.UK)
                        .isEmpty())
                .isEmpty();
    }

    private static List<String> rows(WebVisitor visitor) {
        assertThat(visitor.status()).as(visitor.body()).isEqualTo(200);
        return visitor.page().select("tbody tr").eachText();
    }
}
