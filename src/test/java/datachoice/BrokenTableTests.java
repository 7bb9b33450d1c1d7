package datachoice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import datachoice.Cast.Somebody;
import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import datachoice.identity.LetterCodes;
import datachoice.identity.WebVisitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decision 31: whatever can be written, and whichever of its tables fails, the answer is the plain page and nothing of it
 * is stored. The application is asked what can be written: a form without an entry here fails. Pages that are only read
 * go the same way, as reading is written down, too (decision 28).
 */
class BrokenTableTests extends Crawl {
    /** What presses these stores nothing but where the visitor is: in the session, and in what tries are counted. */
    private static final Set<String> STORES_NOTHING = Set.of(
            "POST /stay",
            "POST /sign-out",
            "POST /admin/accounts", // looks for a name
            "POST /practice/letters/new", // leads to the page that asks again
            "POST /audit" // becomes an address
            );

    /** The other addresses are only there while there is no administrator. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "POST /reach/played", "ReachTests.keepsWhatItCannotWriteNow", // counted in memory
            "POST /first-admin", "FirstAdminTests.storesNothingWhereATableFails",
            "POST /first-admin/code", "FirstAdminTests.storesNothingWhereATableFails",
            "POST /first-admin/code/again", "FirstAdminTests.storesNothingWhereATableFails");

    /**
     * Each row that these jobs forget is one that nobody needs, by itself; the next hour forgets what this one could not. The
     * days of the letters are marked by a file.
     */
    private static final Set<String> TIDIES_UP = Set.of(
            "empty-old-messages",
            "forget-old-chooser-drafts",
            "forget-old-codes",
            "forget-old-drafts",
            "forget-old-keyed-drafts",
            "mark-letter-days",
            "publication-old-paper", // deletes files, and reads no table
            "publication-old-typings",
            "publication-print-ahead", // makes files that are made again by whoever asks for them
            "publication-stray-files", // only reads its table, and then deletes files
            "publication-unused-files",
            "register-tidy");

    private static final String NEW_PASSWORD = "seven lanterns, one harbour";
    private static final Predicate<WebVisitor> SENT_ON =
            answer -> answer.status() == 302 && !answer.location().matches("/sign-in|/account/confirm");
    private static final Predicate<WebVisitor> SHOWN = answer -> answer.status() == 200;

    private final Logger faults = (Logger) LoggerFactory.getLogger("datachoice.requests");

    @Autowired
    LetterCodes codes;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Scheduler scheduler;

    @Autowired
    List<Task<?>> jobs;

    private final Map<String, Callable<List<String>>> writes = new LinkedHashMap<>();
    private final Map<String, List<String>> touched = new TreeMap<>();
    private BrokenTables tables;
    private OdsCode practice;
    private int next;

    @BeforeAll
    void breakAllTables() {
        Jobs.pause(scheduler); // they run when a test says so
        faults.setLevel(Level.OFF); // what is broken on purpose is not news
        tables = new BrokenTables(database);
        practice = new OdsCode(access.things.get("practice"));
        comingIn();
        ownAccount();
        choosing();
        practiceList();
        keyed();
        workers();
        uploads();
        practices();
        publishing();
    }

    @AfterAll
    void mendThem() {
        scheduler.resume();
        faults.setLevel(null);
        tables.close();
        var all = new TreeSet<String>();
        touched.values().forEach(all::addAll);
        System.out.printf(
                "Broken tables: %d uses, of them %d that write, %d failures in %d tables, nothing half-stored.%n",
                touched.size(),
                touched.values().stream().filter(each -> !each.isEmpty()).count(),
                touched.values().stream().mapToInt(List::size).sum(),
                all.size());
    }

    @TestFactory
    Stream<DynamicTest> aFormWhoseTableFailsStoresNothing() throws Exception {
        var forms = new TreeSet<String>();
        doors().stream().filter(Door::isForm).map(Door::page).forEach(forms::add);
        forms.addAll(writes.keySet());
        forms.removeAll(ELSEWHERE.keySet());
        return forms.stream()
                .map(form -> DynamicTest.dynamicTest(form, () -> {
                    assertThat(writes).as("what is sent by this form").containsKey(form);
                    cast.forgetFailedTries();
                    var turns = writes.get(form).call();
                    touched.put(form, turns);
                    assertThat(turns.isEmpty())
                            .as("stores nothing: %s", turns)
                            .isEqualTo(STORES_NOTHING.contains(form));
                }));
    }

    @TestFactory
    Stream<DynamicTest> aPageWhoseTableFailsShowsNothing() throws Exception {
        return doors().stream()
                .filter(door -> !door.isForm())
                .map(door -> DynamicTest.dynamicTest(door.page(), () -> {
                    var first = visitor(door).get(door.path()).status();
                    touched.put(
                            door.page(),
                            tables.each(
                                    door.page(),
                                    () -> {},
                                    () -> visitor(door).get(door.path()),
                                    answer -> answer.status() == first));
                }));
    }

    /** What a job does in one go it does wholly or not at all; done again, it does what it should. */
    @TestFactory
    Stream<DynamicTest> aJobWhoseTableFailsStoresNothing() {
        var works = new TreeMap<String, Callable<List<String>>>(Map.of(
                "register-check", this::checks,
                "register-load", this::loads,
                "send-messages", this::sendsMessages,
                "letters-make", this::makesLetters,
                "publication-go-live", () -> goesLive("publication-go-live"),
                "publication-due", () -> goesLive("publication-due"),
                "publication-count-choices", this::countsChoices));
        return jobs.stream()
                .map(Task::getName)
                .filter(name -> !TIDIES_UP.contains(name) && !"send-letters".equals(name)) // as the messages
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    assertThat(works).as("what this job does").containsKey(name);
                    cast.forgetFailedTries();
                    touched.put("job " + name, works.get(name).call());
                }));
    }

    /** Each file anew, because one that fails five times over is given up. */
    private List<String> checks() {
        var visitors = new ArrayList<WebVisitor>();
        var files = new ArrayList<String>();
        var turns = tables.each(
                "job register-check",
                () -> {
                    visitors.add(leadOfANewPractice());
                    files.add(upload(visitors.get(visitors.size() - 1)));
                },
                () -> job("register-check", files.get(files.size() - 1)));
        assertThat(turns).contains("person.register_upload", "person.register_row", "person.register_upload (2)");
        for (int i = 0; i < files.size(); i++) { // those that failed are tried again, as the scheduler would
            job("register-check", files.get(i));
            assertThat(visitors.get(i)
                            .get("/practice/uploads/" + files.get(i))
                            .page()
                            .select("main")
                            .text())
                    .contains("1 joins your practice");
        }
        return turns;
    }

    private List<String> loads() {
        var lead = leadOfANewPractice();
        var file = checked(lead);
        lead.get("/practice/uploads/" + file).submit("/practice/uploads/" + file + "/load");
        var turns = tables.each("job register-load", BrokenTables.NOTHING, () -> job("register-load", file));
        assertThat(turns).contains("person.person", "person.registration", "audit.entry");
        assertThat(lead.get("/practice/uploads/" + file).page().text()).contains("1 new");
        return turns;
    }

    private List<String> sendsMessages() {
        while (waiting("") > 0) { // what other tests left behind
            job("send-messages", "recurring");
        }
        var lead = access.visitors.get("lead");
        var email = newEmail();
        fills(lead.get("/practice/staff/invite"), "/practice/staff/invite", "email", email);
        var turns = tables.each(
                "job send-messages",
                () -> jdbc.update("update letter.message set due_at = clock_timestamp() where recipient = ?", email),
                () -> job("send-messages", "recurring"));
        assertThat(turns).containsExactly("letter.message", "letter.message (2)");
        assertThat(waiting(email)).isZero();
        return turns;
    }

    private int waiting(String to) {
        return jdbc.queryForObject("""
                        select count(*) from letter.message where channel = 'EMAIL' and recipient like ? || '%'
                            and due_at <= clock_timestamp() and sent_at is null and failed_at is null and withdrawn_at is null
                        """, Integer.class, to);
    }

    private List<String> makesLetters() {
        var surgery = cast.practice("Broken Round Surgery");
        var people = List.of(cast.adult("Rona Round", surgery), cast.adult("Rory Round", surgery));
        var lead = cast.signedIn(port, cast.leadOf(surgery));
        var letters = "/practice/letters/new";
        var round = fills(lead.get(letters + "?whom=NEVER"), letters + "/make").location();
        var turns = tables.each(
                "job letters-make", BrokenTables.NOTHING, () -> job("letters-make", round.replaceAll(".*/", "")));
        assertThat(turns).contains("letter.message", "letter.round", "identity.letter_code", "audit.entry");
        assertThat(turns).contains("letter.round (2)");
        for (var person : people) {
            assertThat(jdbc.queryForObject(
                            "select count(*) from letter.message where person = ? and kind = 'LETTER_CODE'",
                            Integer.class,
                            UUID.fromString(person.toString())))
                    .isEqualTo(1);
        }
        return turns;
    }

    // ---- How it is sent

    private void form(String page, Callable<List<String>> what) {
        assertThat(writes.put(page, what)).as(page).isNull();
    }

    /** The form with this action on this page, with these fields filled in. */
    private List<String> sends(WebVisitor visitor, String page, String action, String... fields) {
        return sends(SENT_ON, visitor, page, action, fields);
    }

    private List<String> sends(
            Predicate<WebVisitor> well, WebVisitor visitor, String page, String action, String... fields) {
        return tables.each("POST " + action, () -> visitor.get(page), () -> fills(visitor, action, fields), well);
    }

    /** All that the form holds already, and these fields. */
    private static WebVisitor fills(WebVisitor visitor, String action, String... fields) {
        var form = visitor.page().select("form[method=post]").stream()
                .filter(one -> one.attr("action").split("\\?")[0].equals(action))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No form for " + action + " on:\n" + visitor.body()));
        var all = new LinkedHashMap<String, String>();
        form.select("input, textarea, select").forEach(control -> fill(control, all));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        return visitor.post(
                form.attr("action"),
                all.entrySet().stream()
                        .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                        .toArray(String[]::new));
    }

    private static void fill(Element control, Map<String, String> fields) {
        var value = control.tagName().equals("select")
                ? control.select("option[selected]").attr("value")
                : control.tagName().equals("textarea") ? control.text() : control.attr("value");
        if (!control.attr("name").isEmpty() && !control.attr("type").matches("file|submit|radio|checkbox")) {
            fields.putIfAbsent(control.attr("name"), value);
        }
    }

    /** A button whose page is of no interest. */
    private List<String> presses(WebVisitor visitor, String page, String action) {
        return tables.each(
                "POST " + action,
                () -> visitor.get(page),
                () -> visitor.post(action, "_csrf", visitor.token()),
                SENT_ON);
    }

    private String newEmail() {
        return "broken-" + ++next + "@work.example";
    }

    /** As the e-mail says it. */
    private String codeTo(String email) {
        var code = new WebVisitor(port)
                .get("/demo/mail?to=" + email)
                .page()
                .select("article[data-to] code")
                .first();
        assertThat(code).as("a code for %s", email).isNotNull();
        return code.text();
    }

    private WebVisitor patient(Somebody person) {
        return cast.signedIn(port, cast.accountOf(person));
    }

    private UUID id(String query, Object... arguments) {
        return jdbc.queryForObject(query, UUID.class, arguments);
    }

    // ---- Coming in and going out

    private void comingIn() {
        form("POST /sign-in", () -> {
            var email = cast.accountOf(cast.adult("Ina Comer", practice));
            return sends(new WebVisitor(port), "/sign-in", "/sign-in", "email", email, "password", Cast.PASSWORD);
        });
        form("POST /sign-in/code", () -> {
            var email = cast.staffOf(practice);
            var visitor = cast.withPasswordOnly(port, email);
            return tables.each(
                    "POST /sign-in/code",
                    () -> {
                        isNotSignedIn(visitor);
                        visitor.get("/sign-in/code");
                    },
                    () -> fills(visitor, "/sign-in/code", "code", codeTo(email)),
                    SENT_ON);
        });
        form(
                "POST /sign-in/code/again",
                () -> sends(
                        cast.withPasswordOnly(port, cast.staffOf(practice)), "/sign-in/code", "/sign-in/code/again"));
        form("POST /letter-code", () -> {
            var person = cast.adult("Lia Comer", practice);
            var code = cast.letterFor(person);
            var visitor = new WebVisitor(port);
            return tables.each(
                    "POST /letter-code",
                    () -> {
                        isNotSignedIn(visitor);
                        visitor.get("/letter-code");
                    },
                    () -> fills(
                            visitor,
                            "/letter-code",
                            "code",
                            code,
                            "fullName",
                            person.name(),
                            "dateOfBirth.day",
                            String.valueOf(person.born().getDayOfMonth()),
                            "dateOfBirth.month",
                            String.valueOf(person.born().getMonthValue()),
                            "dateOfBirth.year",
                            String.valueOf(person.born().getYear())),
                    SENT_ON);
        });
        form("POST /stay", () -> {
            var visitor = access.visitors.get("patient");
            return tables.each(
                    "POST /stay",
                    () -> visitor.get("/choices/" + access.things.get("me") + "/change"),
                    () -> visitor.post("/stay", "_csrf", visitor.token()),
                    answer -> answer.status() == 204);
        });
        form(
                "POST /sign-out",
                () -> sends(
                        answer -> answer.status() == 302,
                        patient(cast.adult("Otto Goer", practice)),
                        "/account",
                        "/sign-out"));
        form("POST /demo/sign-in", () -> {
            var visitor = new WebVisitor(port);
            return tables.each(
                    "POST /demo/sign-in",
                    () -> isNotSignedIn(visitor),
                    () -> visitor.post(
                            "/demo/sign-in",
                            Map.of("Origin", "http://localhost:" + port),
                            "who",
                            "george@demo.example"),
                    SENT_ON);
        });
        form("POST /account/new", () -> opens(cast.byLetter(port, cast.adult("Nia Comer", practice)), newEmail()));
        form("POST /account/new/code", () -> {
            var visitor = cast.byLetter(port, cast.adult("Nora Comer", practice));
            var email = newEmail();
            opensNow(visitor, email);
            return sends(visitor, "/account/new/code", "/account/new/code", "code", codeTo(email));
        });
        form("POST /account/new/code/again", () -> {
            var visitor = cast.byLetter(port, cast.adult("Nina Comer", practice));
            opensNow(visitor, newEmail());
            return sends(visitor, "/account/new/code", "/account/new/code/again");
        });
        form(
                "POST /password/reset",
                () -> sends(
                        new WebVisitor(port),
                        "/password/reset",
                        "/password/reset",
                        "email",
                        cast.accountOf(cast.adult("Fay Forgetful", practice))));
        form("POST /password/reset/code", () -> {
            var visitor = new WebVisitor(port);
            var email = forgets(visitor);
            return sends(
                    answer -> answer.status() == 302 && answer.location().equals("/sign-in"),
                    visitor,
                    "/password/reset/code",
                    "/password/reset/code",
                    "code",
                    codeTo(email),
                    "password",
                    NEW_PASSWORD);
        });
        form("POST /password/reset/code/again", () -> {
            var visitor = new WebVisitor(port);
            forgets(visitor);
            return sends(visitor, "/password/reset/code", "/password/reset/code/again");
        });
    }

    /** Whose sign-in could not be written down is not in. */
    private static void isNotSignedIn(WebVisitor visitor) {
        assertThat(visitor.get("/choices").status()).isEqualTo(302);
        assertThat(visitor.location()).startsWith("/sign-in");
    }

    private List<String> opens(WebVisitor visitor, String email) {
        return sends(visitor, "/account/new", "/account/new", "email", email, "password", NEW_PASSWORD);
    }

    private static void opensNow(WebVisitor visitor, String email) {
        fills(visitor.get("/account/new"), "/account/new", "email", email, "password", NEW_PASSWORD);
    }

    private String forgets(WebVisitor visitor) {
        var email = cast.accountOf(cast.adult("Fred Forgetful", practice));
        fills(visitor.get("/password/reset"), "/password/reset", "email", email);
        return email;
    }

    // ---- Everybody's own account

    private void ownAccount() {
        form("POST /account/confirm", () -> {
            var visitor = cast.signedIn(port, cast.staffOf(practice));
            return sends(visitor, "/account/confirm", "/account/confirm", "password", Cast.PASSWORD);
        });
        form("POST /account/confirm/code", () -> {
            var email = cast.staffOf(practice);
            var visitor = confirms(email);
            return sends(visitor, "/account/confirm/code", "/account/confirm/code", "code", codeTo(email));
        });
        form(
                "POST /account/confirm/code/again",
                () -> sends(confirms(cast.staffOf(practice)), "/account/confirm/code", "/account/confirm/code/again"));
        form(
                "POST /account/password",
                () -> sends(
                        patient(cast.adult("Pam Word", practice)),
                        "/account/password",
                        "/account/password",
                        "present",
                        Cast.PASSWORD,
                        "password",
                        NEW_PASSWORD));
        form(
                "POST /account/email",
                () -> sends(
                        patient(cast.adult("Ema Iller", practice)),
                        "/account/email",
                        "/account/email",
                        "email",
                        newEmail(),
                        "present",
                        Cast.PASSWORD));
        form("POST /account/email/code", () -> {
            var visitor = patient(cast.adult("Emi Iller", practice));
            var email = newEmail();
            moves(visitor, email);
            return sends(visitor, "/account/email/code", "/account/email/code", "code", codeTo(email));
        });
        form("POST /account/email/code/again", () -> {
            var visitor = patient(cast.adult("Ems Iller", practice));
            moves(visitor, newEmail());
            return sends(visitor, "/account/email/code", "/account/email/code/again");
        });
        form("POST /account/sessions/end", () -> {
            var email = cast.accountOf(cast.adult("Tess Two", practice));
            cast.signedIn(port, email);
            return sends(cast.signedIn(port, email), "/account", "/account/sessions/end");
        });
        form("POST /account/sessions/end-others", () -> {
            var email = cast.accountOf(cast.adult("Thea Two", practice));
            cast.signedIn(port, email);
            return sends(cast.signedIn(port, email), "/account", "/account/sessions/end-others");
        });
    }

    private WebVisitor confirms(String email) {
        var visitor = cast.signedIn(port, email);
        return fills(visitor.get("/account/confirm"), "/account/confirm", "password", Cast.PASSWORD);
    }

    private static void moves(WebVisitor visitor, String email) {
        fills(visitor.get("/account/email"), "/account/email", "email", email, "present", Cast.PASSWORD);
    }

    // ---- Choosing

    private void choosing() {
        var patient = access.visitors.get("patient");
        var question = "/choices/" + access.things.get("me") + "/change";
        form("POST /choices/{p}/change", () -> sends(patient, question, question, "choice", "ALLOW"));
        form(
                "POST /choices/{p}/change/separately",
                () -> sends(
                        patient,
                        question + "/separately",
                        question + "/separately",
                        "gpRecord",
                        "ALLOW",
                        "elsewhere",
                        "DO_NOT_ALLOW"));
        form("POST /choices/{p}/check/{draft}", () -> {
            var check = answers(patient, question);
            return sends(patient, check, check);
        });
        form("POST /choices/{p}/not-me/{reference}", () -> {
            var receipt = saves(patient, question);
            var notMe = question.replace("/change", "/not-me/") + receipt;
            return sends(patient, notMe, notMe, "words", "Not me", "reach", "Ring me");
        });
    }

    private static String answers(WebVisitor visitor, String question) {
        return visitor.get(question).submit(question, "choice", "DO_NOT_ALLOW").location();
    }

    private static String saves(WebVisitor visitor, String question) {
        var check = answers(visitor, question);
        return visitor.get(check).submit(check).location().replaceAll(".*/", "");
    }

    /** Somebody who has said no; the receipt's reference. */
    private String saidNo(Somebody person) {
        return saves(cast.byLetter(port, person), "/choices/" + person + "/change");
    }

    /** The same, and then that it was not them. */
    private String doubted(Somebody person) {
        var own = patient(person);
        var question = "/choices/" + person + "/change";
        var receipt = saves(own, question);
        var notMe = question.replace("/change", "/not-me/") + receipt;
        own.get(notMe).submit(notMe, "words", "Not me", "reach", "Ring me");
        return receipt;
    }

    // ---- The practice

    private void practiceList() {
        var staff = access.visitors.get("staff");
        form("POST /practice/applied", () -> {
            var person = cast.adult("Ada Applied", practice);
            saidNo(person);
            return sends(staff, "/practice/people/" + person, "/practice/applied");
        });
        form("POST /practice/undone", () -> {
            var person = cast.adult("Una Undone", practice);
            saidNo(person);
            fills(staff.get("/practice/people/" + person), "/practice/applied");
            return sends(staff, "/practice/people/" + person, "/practice/undone");
        });
        form(
                "POST /practice/search",
                () -> sends(
                        staff,
                        "/practice/search",
                        "/practice/search",
                        "nhsNumber",
                        numberOf(access.things.get("me")),
                        "reason",
                        "KEYING"));
        form(
                "POST /practice/choices.csv",
                () -> sends(SHOWN, staff, "/practice/choices.csv", "/practice/choices.csv", "reason", "APPLYING"));
    }

    private String numberOf(String person) {
        return jdbc.queryForObject(
                "select nhs_number from person.person where id = ?", String.class, UUID.fromString(person));
    }

    private void keyed() {
        var staff = access.visitors.get("staff");
        form("POST /practice/people/{p}/record", () -> {
            var person = cast.adult("Kay Keyed", practice);
            var page = opened(staff, person);
            return sends(staff, page, "/practice/people/" + person + "/record", AccessTests.paper());
        });
        form("POST /practice/people/{p}/check/{draft}", () -> {
            var person = cast.adult("Ken Keyed", practice);
            var page = opened(staff, person);
            var readBack = fills(staff.get(page), "/practice/people/" + person + "/record", AccessTests.paper())
                    .location();
            return sends(answer -> answer.status() == 302 || answer.status() == 200, staff, readBack, readBack);
        });
        form("POST /practice/people/{p}/correct/{receipt}", () -> {
            var person = cast.adult("Cora Corrected", practice);
            var correct = "/practice/people/" + person + "/correct/" + doubted(person);
            return sends(staff, correct, correct, "why", "NOT_THEM");
        });
        form("POST correction", () -> {
            var person = cast.adult("Cory Corrected", practice);
            var correct = "/practice/people/" + person + "/correct/" + doubted(person);
            var readBack = staff.get(correct).submit(correct, "why", "NOT_THEM").location();
            return sends(answer -> answer.status() == 302 || answer.status() == 200, staff, readBack, readBack);
        });
        form("POST /practice/people/{p}/choosers/new", () -> {
            var person = cast.adult("Abe Attended", practice);
            var page = opened(staff, person).replace("/record?", "/choosers/new?");
            return sends(
                    staff,
                    page,
                    "/practice/people/" + person + "/choosers/new",
                    AccessTests.chooser(jdbc, cast.adult("Ava Attorney", practice)));
        });
        form("POST /practice/people/{p}/choosers/check/{draft}", () -> {
            var check = chooserTyped(staff, cast.adult("Abi Attended", practice));
            return sends(staff, check, check);
        });
        form("POST /practice/people/{p}/choosers/{right}/end", () -> {
            var person = cast.adult("Art Attended", practice);
            var check = chooserTyped(staff, person);
            staff.get(check).submit(check);
            var list = opened(staff, person).replace("/record?", "/choosers?");
            var end = staff.get(list).page().select("a[href*=/end]").attr("href");
            return sends(staff, end, end.split("\\?")[0], "why", "ASKED");
        });
        form("POST /practice/people/{p}/letter", () -> {
            var person = cast.adult("Lotte Lost", practice);
            return sends(
                    staff, opened(staff, person).replace("/record?", "?"), "/practice/people/" + person + "/letter");
        });
        form("POST /practice/people/{p}/doubt", () -> {
            var person = cast.adult("Dot Doubter", practice);
            var receipt = saidNo(person);
            var doubt = "/practice/people/" + person + "/doubt";
            return sends(
                    staff, doubt, doubt, "reference", receipt, "words", "Not them", "reach", "By phone, 01632 960 123");
        });
        form("POST /practice/people/{p}/doubts/{doubt}", () -> {
            var doubt = access.filledIn("staff", "/practice/people/{doubted}/doubts/{doubt}");
            return sends(staff, doubt, doubt, "outcome", "STANDS", "note", "It was them after all");
        });
    }

    /** Who may choose for somebody, typed; the page that reads it back. */
    private String chooserTyped(WebVisitor staff, Somebody person) {
        var page = opened(staff, person).replace("/record?", "/choosers/new?");
        return fills(
                        staff.get(page),
                        "/practice/people/" + person + "/choosers/new",
                        AccessTests.chooser(jdbc, cast.adult("Arn Attorney", practice)))
                .location();
    }

    /** Found by a search, and then the page on which a choice is typed in. */
    private String opened(WebVisitor staff, Somebody person) {
        return staff.get("/practice/search")
                .submit("/practice/search", "nhsNumber", numberOf(person.toString()), "reason", "KEYING")
                .location()
                .replace("?", "/record?");
    }

    // ---- Accounts at work

    private void workers() {
        var list = "/admin/accounts";
        var admin = access.visitors.get("admin");
        var lead = access.visitors.get("lead");
        var second = cast.signedIn(port, cast.admin());
        form("POST /admin/accounts", () -> sends(answer -> true, admin, list, list, "text", "nobody"));
        form(
                "POST /admin/accounts/invite",
                () -> sends(
                        admin,
                        list + "/invite",
                        list + "/invite",
                        "email",
                        newEmail(),
                        "role",
                        "CONTENT_EDITOR",
                        "practice",
                        ""));
        form(
                "POST /admin/accounts/invitations/{invitation}/agree",
                () -> presses(second, list, list + "/invitations/" + invited(admin, newEmail()) + "/agree"));
        form("POST /admin/accounts/invitations/{invitation}/again", () -> {
            var invitation = list + "/invitations/" + invited(admin, newEmail());
            second.get(list);
            second.post(invitation + "/agree", "_csrf", second.token());
            return presses(admin, list, invitation + "/again");
        });
        form(
                "POST /admin/accounts/invitations/{invitation}/withdraw",
                () -> presses(admin, list, list + "/invitations/" + invited(admin, newEmail()) + "/withdraw"));
        form("POST /invitation", () -> {
            var email = newEmail();
            fills(lead.get("/practice/staff/invite"), "/practice/staff/invite", "email", email);
            return sends(
                    new WebVisitor(port),
                    "/invitation",
                    "/invitation",
                    "code",
                    codeTo(email),
                    "fullName",
                    "Nora Oakes",
                    "password",
                    NEW_PASSWORD);
        });
        form("POST /admin/accounts/{account}/roles", () -> {
            var roles = list + "/" + cast.idOf(cast.editor()) + "/roles";
            return sends(admin, roles, roles, "roles", "CONTENT_APPROVER");
        });
        form(
                "POST /admin/accounts/requests/{role}/agree",
                () -> presses(second, list, list + "/requests/" + roleAsked(admin) + "/agree"));
        form(
                "POST /admin/accounts/requests/{role}/refuse",
                () -> presses(second, list, list + "/requests/" + roleAsked(admin) + "/refuse"));
        form("POST /admin/accounts/{account}/off", () -> {
            var email = cast.staffOf(practice);
            cast.signedIn(port, email);
            var account = list + "/" + cast.idOf(email);
            return presses(admin, account, account + "/off");
        });
        form("POST /admin/accounts/{account}/on", () -> {
            var account = list + "/" + cast.idOf(cast.staffOf(practice));
            admin.get(account).submit(account + "/off");
            return presses(admin, account, account + "/on");
        });
        form("POST /admin/accounts/{account}/sign-out", () -> {
            var email = cast.staffOf(practice);
            cast.signedIn(port, email);
            var account = list + "/" + cast.idOf(email);
            return presses(admin, account, account + "/sign-out");
        });
        var staff = "/practice/staff";
        form(
                "POST /practice/staff/invite",
                () -> sends(lead, staff + "/invite", staff + "/invite", "email", newEmail()));
        form(
                "POST /practice/staff/invitations/{invitation}/again",
                () -> presses(lead, staff, staff + "/invitations/" + colleague(lead) + "/again"));
        form(
                "POST /practice/staff/invitations/{invitation}/withdraw",
                () -> presses(lead, staff, staff + "/invitations/" + colleague(lead) + "/withdraw"));
        form(
                "POST /practice/staff/{account}/off",
                () -> presses(lead, staff, staff + "/" + cast.idOf(cast.staffOf(practice)) + "/off"));
        form("POST /practice/staff/{account}/on", () -> {
            var account = staff + "/" + cast.idOf(cast.staffOf(practice));
            lead.get(staff).submit(account + "/off");
            return presses(lead, staff, account + "/on");
        });
        var auditor = access.visitors.get("auditor");
        form("POST /audit", () -> sends(auditor, "/audit", "/audit"));
        form("POST /audit/entries.csv", () -> sends(SHOWN, auditor, "/audit", "/audit/entries.csv"));
    }

    private UUID invited(WebVisitor admin, String email) {
        var invite = "/admin/accounts/invite";
        fills(admin.get(invite), invite, "email", email, "role", "AUDITOR", "practice", "");
        return id("select id from identity.invitation where email = ?", email);
    }

    private UUID colleague(WebVisitor lead) {
        var email = newEmail();
        fills(lead.get("/practice/staff/invite"), "/practice/staff/invite", "email", email);
        return id("select id from identity.invitation where email = ?", email);
    }

    private UUID roleAsked(WebVisitor admin) {
        var account = cast.idOf(cast.editor());
        var roles = "/admin/accounts/" + account + "/roles";
        fills(admin.get(roles), roles, "roles", "CONTENT_APPROVER");
        return id("select id from identity.role_request where account = ?", account);
    }

    // ---- Registers, and the practices themselves

    private void uploads() {
        var uploads = "/practice/uploads";
        form("POST /practice/uploads", () -> {
            var lead = leadOfANewPractice();
            return tables.each("POST /practice/uploads", () -> lead.get(uploads), () -> sendsFile(lead), SENT_ON);
        });
        form("POST /practice/uploads/{id}/load", () -> {
            var lead = leadOfANewPractice();
            var file = uploads + "/" + checked(lead);
            return sends(lead, file, file + "/load");
        });
        var letters = "/practice/letters";
        form("POST /practice/letters/new", () -> {
            var lead = leadOfSomebody();
            return sends(lead, letters, letters + "/new", "whom", "NEVER");
        });
        form("POST /practice/letters/new/make", () -> {
            var lead = leadOfSomebody();
            return sends(lead, letters + "/new?whom=NEVER", letters + "/new/make");
        });
        form("POST /practice/letters/{id}/stop", () -> {
            var surgery = cast.practice("Broken Stop Surgery");
            var person = cast.adult("Stella Stopped", surgery);
            var lead = cast.signedIn(port, cast.leadOf(surgery));
            var round = letters + "/" + roundInWork(surgery, person);
            return sends(lead, round + "/stop", round + "/stop", "waiting", "TAKE_BACK");
        });
        form("POST /practice/uploads/{id}/drop", () -> {
            var lead = leadOfANewPractice();
            var file = uploads + "/" + checked(lead);
            return sends(lead, file, file + "/drop");
        });
    }

    private WebVisitor leadOfANewPractice() {
        return cast.signedIn(port, cast.leadOf(cast.practice("Broken Surgery")));
    }

    private WebVisitor leadOfSomebody() {
        var surgery = cast.practice("Broken Post Surgery");
        cast.adult("Polly Posted", surgery);
        return cast.signedIn(port, cast.leadOf(surgery));
    }

    /** It has made one letter, which nobody has printed. */
    private UUID roundInWork(OdsCode surgery, Somebody person) {
        var round = UUID.randomUUID();
        jdbc.update(
                "insert into letter.round (id, practice, whom, asked_by, asked_at, wanted) values (?, ?, 'NEVER', ?, now(), 2)",
                round,
                surgery.value(),
                round);
        TestPeople.asJob(() -> transaction.executeWithoutResult(status -> codes.issueAll(List.of(person.id()))));
        return round;
    }

    private WebVisitor sendsFile(WebVisitor lead) {
        var part = "--x\r\nContent-Disposition: form-data; name=\"";
        var body = part + "_csrf\"\r\n\r\n" + lead.token() + "\r\n" + part + "extent\"\r\n\r\nPART\r\n" + part
                + "file\"; filename=\"list.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                + "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,mobile,language,format,address_hidden\n"
                + TestPeople.nextNhsNumber().digits() + ",Loaded,Lou,1984-03-27,1 Row,,,,QE1 1AA,,,,,\r\n--x--\r\n";
        return lead.send(lead.request("/practice/uploads")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofByteArray(body.getBytes(UTF_8))));
    }

    private String upload(WebVisitor lead) {
        lead.get("/practice/uploads");
        return sendsFile(lead).location().replaceAll(".*/", "");
    }

    private String checked(WebVisitor lead) {
        var file = upload(lead);
        job("register-check", file);
        return file;
    }

    private void job(String name, String id) {
        var job = jobs.stream()
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
        job.execute(new TaskInstance<>(name, id), null);
    }

    private void practices() {
        var admin = access.visitors.get("admin");
        var list = "/admin/practices";
        var details = new String[] {
            "name",
            "Broken Row Surgery",
            "address1",
            "1 Row",
            "address2",
            "",
            "postcode",
            "QE1 1AA",
            "phone",
            "01632 960 001"
        };
        form("POST /admin/practices/new", () -> {
            var fields = new ArrayList<>(List.of("code", "B" + (20_000 + ++next)));
            fields.addAll(List.of(details));
            return sends(admin, list + "/new", list + "/new", fields.toArray(String[]::new));
        });
        form("POST /admin/practices/{code}", () -> {
            var address = list + "/" + cast.practice("Former Name");
            return sends(admin, address, address, details);
        });
        form("POST /admin/practices/{code}/close", () -> {
            var code = cast.practice("Closing Row Surgery");
            saidNo(cast.adult("Clo Sing", code));
            jdbc.update(
                    "insert into practice.closing (id, practice, asked_by, asked_at) values (?, ?, ?, clock_timestamp())",
                    UUID.randomUUID(),
                    code.value(),
                    UUID.randomUUID()); // somebody else asked for it, so that it is closed now
            var close = list + "/" + code + "/close";
            return sends(admin, close, close, "typed", code.value());
        });
    }

    // ---- Publishing

    private void publishing() {
        var editor = access.visitors.get("editor");
        var approver = access.visitors.get("approver");
        form(
                "POST /publishing/new",
                () -> sends(editor, "/publishing/new", "/publishing/new", "title", "News of broken tables"));
        form(
                "POST /publishing/files",
                () -> tables.each(
                        "POST /publishing/files",
                        () -> editor.get("/publishing/better-information-means-better-care/edit"),
                        () -> sendsCaptions(editor),
                        visitor -> visitor.status() == 201));
        form("POST /publishing/{slug}/edit", () -> {
            var item = "/publishing/" + news(editor);
            return sends(editor, item + "/edit", item + "/edit", words());
        });
        form("POST /publishing/{slug}/forms", () -> {
            var item = "/publishing/better-information-easy-read";
            fills(editor.get(item + "/edit"), item + "/edit", "whatChanged", "Broken tables");
            var turns = sends(editor, item + "/forms", item + "/forms");
            jdbc.update("delete from publication.draft where item = 'better-information-easy-read'");
            return turns;
        });
        form("POST /publishing/{slug}/typing", () -> {
            var item = "/publishing/" + news(editor);
            return tables.each(
                    "POST /publishing/{slug}/typing",
                    () -> editor.get(item + "/edit"),
                    () -> types(editor, item),
                    visitor -> visitor.status() == 200);
        });
        form("POST /publishing/{slug}/typing/discard", () -> {
            var item = "/publishing/" + news(editor);
            types(editor.get(item + "/edit"), item);
            return sends(editor, item + "/edit", item + "/typing/discard");
        });
        form("POST /publishing/{slug}/release", () -> {
            jdbc.update("update publication.release_text set sha256 = sha256('older'::bytea) where item = 'contact'");
            var turns = sends(editor, "/publishing", "/publishing/contact/release");
            jdbc.update("delete from publication.draft where item = 'contact'");
            return turns;
        });
        form("POST /publishing/{slug}/release/leave", () -> {
            jdbc.update("update publication.release_text set sha256 = sha256('older'::bytea) where item = 'security'");
            return sends(editor, "/publishing", "/publishing/security/release/leave");
        });
        form("POST /publishing/{slug}/submit", () -> {
            var item = "/publishing/" + written(editor);
            return sends(editor, item, item + "/submit");
        });
        form("POST /publishing/{slug}/discard", () -> {
            var item = "/publishing/" + written(editor);
            return sends(editor, item + "/discard", item + "/discard");
        });
        form("POST /publishing/{slug}/approve", () -> {
            var item = "/publishing/" + handedOver(editor);
            return sends(approver, item + "/approve", item + "/approve");
        });
        form("POST /publishing/{slug}/send-back", () -> {
            var item = "/publishing/" + handedOver(editor);
            return sends(approver, item + "/approve", item + "/send-back", "because", "Say who pays");
        });
        form("POST /publishing/{slug}/schedule", () -> {
            var item = "/publishing/" + handedOver(editor);
            return sends(approver, toSchedule(item, approver), item + "/schedule", tomorrow());
        });
        form("POST /publishing/{slug}/cancel", () -> {
            var item = "/publishing/" + scheduled(editor, approver);
            return sends(editor, item, item + "/cancel");
        });
        form("POST /publishing/{slug}/withdraw", () -> {
            var item = "/publishing/" + published(editor, approver);
            return sends(
                    approver, item + "/withdraw", item + "/withdraw", "reason", "WRONG", "because", "It was wrong");
        });
        form("POST /publishing/{slug}/corrections/new", () -> {
            var item = "/publishing/" + withdrawn(editor, approver);
            return sends(editor, item + "/corrections/new", item + "/corrections/new", correction());
        });
        form("POST /publishing/{slug}/corrections/{id}/publish", () -> {
            var page = corrected(editor, approver);
            return sends(approver, page, page + "/publish", "loosely", "yes");
        });
        form("POST /publishing/{slug}/corrections/{id}/discard", () -> {
            var page = corrected(editor, approver);
            return sends(editor, page, page + "/discard");
        });
    }

    /** What is due is never half live. */
    private List<String> goesLive(String job) {
        var editor = access.visitors.get("editor");
        var slug = scheduled(editor, access.visitors.get("approver"));
        var approval = id("select approval from publication.draft where item = ?", slug);
        jdbc.update("update publication.draft set goes_live_at = clock_timestamp() where item = ?", slug);
        var turns = tables.each(
                "job " + job,
                BrokenTables.NOTHING,
                () -> job(job, job.equals("publication-due") ? "recurring" : approval.toString()));
        assertThat(turns).contains("publication.version", "audit.entry");
        assertThat(new WebVisitor(port).get("/news/" + slug).status()).isEqualTo(200);
        return turns;
    }

    private List<String> countsChoices() {
        var n = jdbc.queryForObject("""
                insert into publication.correction (n, item, first_n, last_n, wrong_words, right_words, told, writers, approved_by, alone)
                select coalesce(max(n), 0) + 1, 'paper-form', 1, 1, 'a', 'b', 'c', array[gen_random_uuid()], gen_random_uuid(), false
                from publication.correction returning n::text
                """, String.class);
        var turns = tables.each(
                "job publication-count-choices", BrokenTables.NOTHING, () -> job("publication-count-choices", n));
        assertThat(turns).containsExactly("publication.correction_count");
        return turns;
    }

    private static String[] tomorrow() {
        var day = UkTime.today(Clock.systemUTC()).plusDays(1);
        return new String[] {
            "date.day",
            String.valueOf(day.getDayOfMonth()),
            "date.month",
            String.valueOf(day.getMonthValue()),
            "date.year",
            String.valueOf(day.getYear()),
            "time",
            "9:00"
        };
    }

    private static String[] correction() {
        return new String[] {
            "first", "1", "last", "1", "wrong", "Wrong words", "right", "Right words", "told", "Nobody yet"
        };
    }

    private String scheduled(WebVisitor editor, WebVisitor approver) {
        var slug = handedOver(editor);
        var item = "/publishing/" + slug;
        fills(approver.get(toSchedule(item, approver)), item + "/schedule", tomorrow());
        return slug;
    }

    /** A time is chosen for the revision that was read. */
    private static String toSchedule(String item, WebVisitor approver) {
        return approver.get(item + "/approve")
                .page()
                .select("main a[href*=/schedule]")
                .attr("href");
    }

    private String published(WebVisitor editor, WebVisitor approver) {
        var slug = handedOver(editor);
        fills(approver.get("/publishing/" + slug + "/approve"), "/publishing/" + slug + "/approve");
        return slug;
    }

    private String withdrawn(WebVisitor editor, WebVisitor approver) {
        var slug = published(editor, approver);
        var withdraw = "/publishing/" + slug + "/withdraw";
        fills(approver.get(withdraw), withdraw, "reason", "WRONG", "because", "It was wrong");
        return slug;
    }

    /** The page of a correction that waits. */
    private String corrected(WebVisitor editor, WebVisitor approver) {
        var write = "/publishing/" + withdrawn(editor, approver) + "/corrections/new";
        return fills(editor.get(write), write, correction()).location();
    }

    /** As the script of the editing page does. */
    private static WebVisitor types(WebVisitor editor, String item) {
        return editor.post(
                item + "/typing",
                "_csrf",
                editor.token(),
                "page",
                editor.page().select("form[enctype] input[name=page]").attr("value"),
                "body",
                "Half a sentence");
    }

    private static WebVisitor sendsCaptions(WebVisitor editor) {
        var token = editor.page().select("main input[name=_csrf]").attr("value");
        return editor.send(editor.request("/publishing/files")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token
                        + "\r\n--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nCAPTIONS\r\n"
                        + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"c.vtt\"\r\n\r\n"
                        + "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello\n\r\n--x--\r\n")));
    }

    private static String[] words() {
        return new String[] {
            "title",
            "News of broken tables",
            "summary",
            "A summary.",
            "body",
            "## Words\n\nFirst words.",
            "whatChanged",
            "All of it"
        };
    }

    private String news(WebVisitor editor) {
        return fills(editor.get("/publishing/new"), "/publishing/new", "title", "News of broken tables " + ++next)
                .location()
                .split("/")[2];
    }

    private String written(WebVisitor editor) {
        var slug = news(editor);
        fills(editor.get("/publishing/" + slug + "/edit"), "/publishing/" + slug + "/edit", words());
        return slug;
    }

    private String handedOver(WebVisitor editor) {
        var slug = written(editor);
        fills(editor.get("/publishing/" + slug), "/publishing/" + slug + "/submit");
        return slug;
    }
}
