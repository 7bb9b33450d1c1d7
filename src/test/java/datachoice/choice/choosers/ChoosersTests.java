package datachoice.choice.choosers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.Cast;
import datachoice.Cast.Somebody;
import datachoice.HtmlChecker;
import datachoice.PaperForm;
import datachoice.TestPeople;
import datachoice.WholePortal;
import datachoice.core.OdsCode;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.WebVisitor;
import datachoice.identity.WorkLimits;
import datachoice.identity.proof.TooManyTries;
import datachoice.person.ProofSeen;
import datachoice.person.ProxyRole;
import datachoice.person.RightEnd;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who may choose for whom, as a practice records it, over real HTTP: what is stored, said, refused and told. */
@WholePortal
class ChoosersTests {
    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    @Autowired
    MessageSource messages;

    @Autowired
    WorkLimits limits;

    private OdsCode practice;
    private OdsCode elsewhere;
    private Somebody child;
    private Somebody father;
    private WebVisitor staff;
    private LocalDate today;

    @BeforeEach
    void aChildAtOnePracticeAndTheirFatherAtAnother() {
        cast.forgetFailedTries();
        practice = cast.practice("Chooser Surgery");
        elsewhere = cast.practice("Faraway Surgery");
        child = cast.somebody("Finn Harbour", 7, practice);
        father = cast.adult("Aled Harbour", elsewhere);
        staff = cast.signedIn(port, cast.staffOf(practice));
        today = UkTime.today(clock);
    }

    // ---- The whole way

    /** A paper for a child for whom nobody has a right: from the dead end to the receipt, and to the father's own page. */
    @Test
    void aFathersRightIsRecordedTheChildsPaperKeyedAndBothAreTold() {
        var email = cast.accountOf(father);
        var his = cast.signedIn(port, email);
        assertThat(his.get("/choices/" + child).status()).isEqualTo(404);

        var record = opened(child, "/record");
        assertThat(record.page().select("main").text()).contains("No one may choose for Finn Harbour here");
        staff.get(linkTo("/choosers"));
        assertThat(staff.page().select("h1").text()).isEqualTo("People who may choose for Finn Harbour");
        assertThat(staff.page().text()).contains("No one has a right to choose for Finn on record.");
        staff.get(linkTo("/choosers/new"));
        assertThat(staff.page().select("input[name=proof]").eachAttr("value"))
                .containsExactly(
                        "BIRTH_CERTIFICATE",
                        "ADOPTION_CERTIFICATE",
                        "PARENTAL_ORDER",
                        "RESPONSIBILITY_AGREEMENT",
                        "RESPONSIBILITY_ORDER",
                        "SPECIAL_GUARDIANSHIP_ORDER",
                        "CARE_ORDER");
        assertThat(staff.page().select("input[name=proof][checked]")).isEmpty();
        var seen = today.minusDays(30);
        var check = staff.submit(address(child, "/choosers/new"), typed(father, seen))
                .location();
        assertThat(check).matches(address(child, "/choosers/check/") + "[0-9a-f-]{36}");
        assertThat(rights(child)).as("nothing is recorded yet").isEmpty();

        staff.get(check);
        assertThat(staff.page().select("main").text())
                .contains("Is this the name on the proof? Aled Harbour")
                .contains("Parent or guardian of Finn", "Birth certificate that names them", UkTime.date(seen))
                .doesNotContain("Faraway", "Test Street", elsewhere.value());
        assertThat(staff.submit(check).location()).isEqualTo(check);
        staff.follow();
        assertThat(staff.page().text()).contains("Recorded", "Aled Harbour may choose for Finn Harbour now.");
        assertThat(rights(child)).containsExactly("GUARDIAN BIRTH_CERTIFICATE " + seen + " open");

        staff.get(linkTo("/record"));
        var right = staff.page().select("input[name=asker]").val();
        var readBack = staff.submit(
                        address(child, "/record"),
                        PaperForm.signedOn(today.minusDays(3), "asker", right, "answer", "DO_NOT_ALLOW", "version", ""))
                .location();
        staff.get(readBack).submit(readBack).follow();
        assertThat(staff.page().select("h1").text()).isEqualTo("Saved");

        assertThat(his.get("/choices").page().select("main").text()).contains("Finn Harbour");
        assertThat(his.get("/choices/" + child).status()).isEqualTo(200);
        assertThat(his.page().text()).contains("Recorded who may choose for whom", "Chooser Surgery");
        assertThat(his.get("/choices/" + father).page().text())
                .contains("Found the name by NHS number and date of birth")
                .contains("Recorded who may choose for whom");

        assertThat(messages(father))
                .singleElement()
                .asString()
                .contains("You may now choose for Finn Harbour")
                .contains("Chooser Surgery has recorded that you may choose for Finn Harbour")
                .contains(
                        "The practice has seen a birth certificate. This ends by itself on the day Finn Harbour is 13.");
        assertThat(messages(child)).anySatisfy(letter -> assertThat(letter)
                .contains("The parent or guardian of Finn Harbour", "Who may choose for Finn Harbour")
                .contains("Aled Harbour may choose for Finn Harbour")
                .doesNotContain("Faraway"));
    }

    /** J16: an adult hears of it twice, and whoever has the power where they are reached. */
    @Test
    void tellsAnAdultForWhomSomebodyMayChoose() {
        var edith = cast.somebody("Edith Harbour", 84, practice);
        jdbc.update(
                "update person.person set email = 'edith.harbour@post.example' where id = ?",
                edith.id().value());
        jdbc.update(
                "update person.person set email = 'aled.harbour@post.example' where id = ?",
                father.id().value());
        opened(edith, "/choosers/new");
        assertThat(staff.page().select("input[name=proof]").eachAttr("value"))
                .containsExactly("CERTIFIED_POWER", "POWER_ACCESS_CODE", "DEPUTY_ORDER");
        saves(edith, typed(father, today, "proof", "POWER_ACCESS_CODE"));
        assertThat(rights(edith)).containsExactly("POWER_OF_ATTORNEY POWER_ACCESS_CODE " + today + " open");
        assertThat(messages(edith)).hasSize(2).allSatisfy(message -> assertThat(message)
                .contains("Someone may now choose for you")
                .contains("Aled Harbour may choose for you")
                .contains("You can still choose yourself"));
        assertThat(messages(father))
                .singleElement()
                .asString()
                .contains("aled.harbour@post.example", "You may now choose for someone else", "Edith Harbour")
                .doesNotContain("is 13");
    }

    /** Words of the trail, for those who watch over it. */
    @Test
    void theActivityOfThePracticeSaysItInWords() {
        opened(child, "/choosers/new");
        staff.submit(address(child, "/choosers/new"), typed(father, today, "dateOfBirth.year", "1971"));
        opened(child, "/choosers/new");
        saves(child, typed(father, today));
        ends(child, "COURT");
        var lead = cast.signedIn(port, cast.leadOf(practice));
        assertThat(lead.get("/practice/activity").page().select("main").text())
                .contains("Recorded who may choose for somebody", "parent or guardian, by birth certificate")
                .contains("Recorded that a right to choose has ended", "a court decided so")
                .contains("Found somebody by NHS number and date of birth")
                .contains("Entered an NHS number and a date of birth that do not match")
                .doesNotContain("RELATION_", "RIGHT_", "CHOOSER_", "??");
        assertThat(lead.get("/practice/activity?act=LOOKED").page().text()).contains("Found somebody by NHS number");
        var auditor = cast.signedIn(port, cast.auditor());
        assertThat(auditor.get("/audit").page().select("main").text())
                .contains("Recorded who may choose for somebody")
                .doesNotContain("Aled", "RELATION_");
    }

    // ---- No oracle

    /** T1, R8: whoever tries details of somebody elsewhere learns only whether all of them are right. */
    @Test
    void anUnknownNumberAndAWrongDateLookTheSame() {
        var wrongDate = refusal(typed(father, today, "dateOfBirth.year", "1971"));
        var unknown = refusal(
                typed(father, today, "nhsNumber", TestPeople.nextNhsNumber().digits()));
        var dead = cast.adult("Dan Harbour", elsewhere);
        jdbc.update(
                "update person.person set died_on = ? where id = ?",
                today,
                dead.id().value());
        var moved = cast.adult("Mo Harbour", elsewhere);
        cast.leaves(moved.id());
        var hidden = cast.adult("Hal Harbour", elsewhere);
        jdbc.update(
                "update person.person set address_hidden = true where id = ?",
                hidden.id().value());
        cast.forgetFailedTries();
        var refusals = List.of(
                wrongDate,
                unknown,
                refusal(typed(dead, today)),
                refusal(typed(moved, today)),
                refusal(typed(hidden, today)));
        assertThat(wrongDate)
                .contains("We found no one with this NHS number and date of birth")
                .containsPattern("If they are right, phone [0-9\\u00a0 ]+ \\(.+\\)");
        assertThat(refusals.stream().distinct()).hasSize(1);
        for (var person : List.of(dead, moved, hidden, father)) {
            assertThat(looks(person)).as("%s", person.name()).isEmpty();
        }
        assertThat(jdbc.queryForObject(
                        "select count(*) from choice.chooser_draft where subject = ?",
                        Integer.class,
                        child.id().value()))
                .isZero();
    }

    /** Whose address is shown to nobody may still choose for a child at their own practice. */
    @Test
    void findsAtTheirOwnPracticeWhoHidesElsewhere() {
        var mother = cast.adult("Hope Harbour", practice);
        jdbc.update(
                "update person.person set address_hidden = true where id = ?",
                mother.id().value());
        opened(child, "/choosers/new");
        saves(child, typed(mother, today));
        assertThat(rights(child)).hasSize(1);
    }

    /** V2.4.1: dates of birth are not found out by trying, and nobody else is kept from their work. */
    @Test
    void wrongDetailsAreCountedForWhoeverTriesAndForTheNumber() {
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(typed(father, today, "dateOfBirth.year", String.valueOf(1960 + i))))
                    .contains("We found no one");
        }
        assertThat(tries(staff, typed(father, today)).status())
                .as("the right date comes too late")
                .isEqualTo(429);
        assertThat(staff.header("Retry-After")).isPresent();
        assertThat(staff.page().text()).contains("Try again later").doesNotContain("Aled");
        var colleague = cast.signedIn(port, cast.staffOf(practice));
        assertThat(tries(colleague, typed(father, today)).status())
                .as("by a colleague")
                .isEqualTo(429);
        var other = cast.adult("Olga Harbour", elsewhere);
        assertThat(tries(colleague, typed(other, today)).status())
                .as("another number")
                .isEqualTo(302);
        for (int i = 0; i < 12; i++) {
            tries(
                    colleague,
                    typed(father, today, "nhsNumber", TestPeople.nextNhsNumber().digits()));
        }
        assertThat(colleague.status()).as("many numbers by one account").isEqualTo(429);

        var theirs = cast.practice("Third Surgery");
        var ours = cast.somebody("Mia Harbour", 5, theirs);
        var there = cast.signedIn(port, cast.staffOf(theirs));
        search(there, ours, "/choosers/new");
        assertThat(there.submit(address(ours, "/choosers/new"), typed(father, today))
                        .status())
                .as("at another practice")
                .isEqualTo(302);
        assertThat(jdbc.queryForList(
                        "select detail from audit.entry where action = 'REFUSED_DETAILS' and practice = ?",
                        String.class,
                        practice.value()))
                .isNotEmpty()
                .allMatch(line -> line.matches("account [0-9a-f-]{36}, details of a person, network [0-9a-f]{8}"));
    }

    // ---- What is refused

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nhsNumber | '' | Enter their NHS number",
                "nhsNumber | 999 314 1594 | 'Check the NHS number: one of the numbers is not right'",
                "nhsNumber | QQ 12 34 56 C | 'This looks like a National Insurance number. An NHS number has 10 numbers and no letters'",
                "dateOfBirth.year | 84 | 'Year must have 4 numbers, like 1984'",
                "dateOfBirth.day | '' | Date of birth must include a day",
                "dateOfBirth.year | 2020 | Someone with this right must be aged 13 or over. Check the date of birth",
                "proof | '' | Select what proof you saw",
                "proof | CERTIFIED_POWER | Select what proof you saw",
                "proof | MARRIAGE | Select what proof you saw",
                "seenOn.year | 9999 | The day on which it was seen must be today or in the past",
                "seenOn.month | '' | The day on which it was seen must include a month",
                "seenOn.day | 31.2 | The day on which it was seen must be a real date",
                "seenOn.year | 1999 | BORN",
                "lastDay.year | 2020 | The last day must include a day and month",
                "lastDay | past | The last day must be today or later. A right that is over cannot be recorded"
            })
    void saysWhatIsWrongAndKeepsWhatWasTyped(String field, String value, String message) { // B2-B4, B11
        opened(child, "/choosers/new");
        var fields = typed(father, today, field, value);
        if (field.equals("lastDay")) {
            fields = typed(father, today, "lastDay.day", "1", "lastDay.month", "1", "lastDay.year", "2024");
        }
        staff.submit(address(child, "/choosers/new"), fields);
        assertThat(staff.status()).isEqualTo(422);
        assertThat(staff.page().title()).startsWith("Error: ");
        var expected = message.equals("BORN")
                ? "Finn was born on " + UkTime.date(child.born())
                        + ". The day on which it was seen must be that day or later"
                : message;
        assertThat(staff.page().select(".nhsuk-error-summary a").eachText()).contains(expected);
        for (var link : staff.page().select(".nhsuk-error-summary a").eachAttr("href")) {
            assertThat(staff.page().select(link)).as(link).hasSize(1);
        }
        if (!field.startsWith("proof")) {
            assertThat(staff.page().select("input[name=proof][checked]").val()).isEqualTo("BIRTH_CERTIFICATE");
        }
        assertThat(staff.page().select("input[name=search]").val()).isNotEmpty();
        assertThat(HtmlChecker.errorsIn(staff.body())).isEmpty();
        assertThat(looks(father)).as("nobody was looked for").isEmpty();
    }

    @Test
    void nobodyChoosesForOneselfAndNobodyForTheDeadOrForATeenager() {
        var edith = cast.somebody("Edna Harbour", 84, practice);
        opened(edith, "/choosers/new");
        staff.submit(address(edith, "/choosers/new"), typed(edith, today, "proof", "CERTIFIED_POWER"));
        assertThat(staff.status()).isEqualTo(422);
        assertThat(staff.page().text()).contains("This is the NHS number of Edna");

        var teenager = cast.somebody("Tess Harbour", 14, practice);
        opened(teenager, "/choosers");
        assertThat(staff.page().text()).contains("Tess is aged 13 or over and decides alone");
        assertThat(staff.page().select("a[href*=/choosers/new]")).isEmpty();
        assertThat(staff.get(staff.page()
                                .select("a[href*=/record]")
                                .attr("href")
                                .replace("/record", "/choosers/new"))
                        .location())
                .startsWith(address(teenager, "/choosers"));
        var searched = staff.location().replaceAll(".*search=", "");
        staff.post(address(teenager, "/choosers/new"), "_csrf", tokenOf(staff), "search", searched);
        assertThat(staff.location()).isEqualTo(address(teenager, "/choosers?search=" + searched));

        jdbc.update(
                "update person.person set died_on = ? where id = ?",
                today,
                edith.id().value());
        opened(edith, "/choosers");
        assertThat(staff.page().text()).contains("Edna has died.");
        assertThat(staff.page().select("main a[href*=/choosers/new], main a[href*=/record]"))
                .isEmpty();
    }

    /** T6, T7: for the people of one's own practice, by what one has typed oneself. */
    @Test
    void nobodyElseSeesOrSavesIt() {
        opened(child, "/choosers/new");
        var check = staff.submit(address(child, "/choosers/new"), typed(father, today))
                .location();
        var colleague = cast.signedIn(port, cast.staffOf(practice));
        assertThat(colleague.get(check).status()).isEqualTo(404);
        assertThat(colleague.post(check, "_csrf", tokenOf(colleague)).status()).isEqualTo(404);
        var stranger = cast.signedIn(port, cast.staffOf(elsewhere));
        for (var page : List.of("/choosers", "/choosers/new", check.replace(address(child, ""), ""))) {
            assertThat(stranger.get(address(child, page)).status()).as(page).isEqualTo(404);
        }
        assertThat(stranger.post(address(child, "/choosers/new"), "_csrf", tokenOf(stranger))
                        .status())
                .isEqualTo(404);
        var other = cast.somebody("Oona Harbour", 6, practice);
        assertThat(staff.get(check.replace(child.toString(), other.toString())).status())
                .as("the draft is about somebody else")
                .isEqualTo(404);
        saves(child, typed(father, today));
        var right = rightOf(child);
        search(stranger, father, "/choosers");
        assertThat(stranger.status()).as("their own patient").isEqualTo(200);
        assertThat(stranger.page().text()).doesNotContain("Finn");
        assertThat(stranger.get(address(father, "/choosers/" + right + "/end")).status())
                .isEqualTo(404);
        assertThat(rights(child)).hasSize(1);
        assertThat(staff.get(address(child, "/choosers")).status())
                .as("off the list, without a search")
                .isEqualTo(404);
    }

    /** The child leaves the practice while staff compare the proof. */
    @Test
    void whoeverHasLeftThePracticeIsNoLongerTheirs() {
        opened(child, "/choosers/new");
        var check = staff.submit(address(child, "/choosers/new"), typed(father, today))
                .location();
        staff.get(check);
        cast.leaves(child.id());
        assertThat(staff.submit(check).status()).isEqualTo(404);
        assertThat(rights(child)).isEmpty();
    }

    // ---- Once

    /** T25: pressed again, or many times at once, it is one right and one message to each. */
    @Test
    void aDraftThatIsSavedManyTimesAtOnceIsOneRight() throws Exception {
        opened(child, "/choosers/new");
        var check = staff.submit(address(child, "/choosers/new"), typed(father, today))
                .location();
        var token = staff.get(check).token();
        var answers = together(10, i -> () -> {
            var again = new WebVisitor(port);
            again.withCookie("datachoice", staff.cookie("datachoice")).post(check, "_csrf", token);
            return again.status() + " " + again.location();
        });
        assertThat(answers).containsOnly("302 " + check);
        assertThat(rights(child)).hasSize(1);
        assertThat(messages(father)).hasSize(1);
        assertThat(messages(child)).hasSize(1);
        assertThat(added()).isEqualTo(1);
    }

    /** Two colleagues with the same certificate before them. */
    @Test
    void ofTwoColleaguesWhoRecordTheSameRightOneDoes() throws Exception {
        var drafts = new ArrayList<WebVisitor>();
        var checks = new ArrayList<String>();
        for (int i = 0; i < 2; i++) {
            var one = i == 0 ? staff : cast.signedIn(port, cast.staffOf(practice));
            search(one, child, "/choosers/new");
            checks.add(one.submit(address(child, "/choosers/new"), typed(father, today.minusDays(i)))
                    .location());
            drafts.add(one.get(checks.get(i)));
        }
        var answers = together(2, i -> () -> drafts.get(i).submit(checks.get(i)).location());
        assertThat(answers).filteredOn(to -> to.contains("/check/")).hasSize(1);
        assertThat(answers).filteredOn(to -> !to.contains("/check/")).hasSize(1);
        assertThat(rights(child)).hasSize(1);
        assertThat(messages(father)).hasSize(1);
        var second = drafts.get(answers.get(0).contains("/check/") ? 1 : 0);
        assertThat(second.follow().page().text()).contains("Nothing was recorded: they have a right to choose already");
        assertThat(second.page().select(".nhsuk-card__heading").eachText()).containsExactly("Aled Harbour");
    }

    @Test
    void whoeverMayChooseAlreadyIsNotRecordedAgain() {
        opened(child, "/choosers/new");
        saves(child, typed(father, today.minusDays(2)));
        opened(child, "/choosers/new");
        staff.submit(address(child, "/choosers/new"), typed(father, today));
        assertThat(staff.status()).isEqualTo(422);
        assertThat(staff.page().text())
                .contains("Aled Harbour may choose for Finn already, since " + UkTime.date(today.minusDays(2)));
    }

    /** D10: whatever the application does, the database keeps one right of a pair at a time. */
    @Test
    void theDatabaseRefusesRightsOfOnePairThatOverlap() {
        insert(today.minusDays(30), today.minusDays(20));
        insert(today.minusDays(20), null);
        insert(today.minusDays(40), today.minusDays(40));
        for (var from : List.of(today.minusDays(25), today, today.plusDays(5))) {
            assertThatThrownBy(() -> insert(from, null))
                    .isInstanceOf(DataIntegrityViolationException.class)
                    .hasMessageContaining("relation_once_at_a_time");
        }
        var mother = cast.adult("Mair Harbour", practice);
        cast.guardianOf(mother, child);
        var sister = cast.somebody("Siân Harbour", 5, practice);
        cast.guardianOf(father, sister);
        assertThatThrownBy(() -> jdbc.update(
                        "update person.relation set valid_to = null where subject = ?",
                        child.id().value()))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private void insert(LocalDate from, LocalDate to) {
        jdbc.update(
                "insert into person.relation (id, proxy, subject, proxy_role, valid_from, valid_to, checked_at, checked_how) values (?, ?, ?, 'GUARDIAN', ?, ?, now(), 'BIRTH_CERTIFICATE')",
                UUID.randomUUID(),
                father.id().value(),
                child.id().value(),
                from,
                to);
    }

    /** A parent's right ran out by itself years ago; now they are their grown child's attorney. */
    @Test
    void aParentMayLaterBeTheAttorneyOfTheirGrownChild() {
        var grown = cast.somebody("Gwen Harbour", 30, practice);
        jdbc.update(
                "insert into person.relation (id, proxy, subject, proxy_role, valid_from, checked_at, checked_how) values (?, ?, ?, 'GUARDIAN', ?, now(), 'birth certificate')",
                UUID.randomUUID(),
                father.id().value(),
                grown.id().value(),
                grown.born());
        opened(grown, "/choosers/new");
        saves(grown, typed(father, today, "proof", "CERTIFIED_POWER"));
        opened(grown, "/choosers");
        assertThat(staff.page().select(".nhsuk-card").text()).contains("Aled Harbour", "lasting power of attorney");
        assertThat(staff.page().select("section[aria-labelledby=ended]").text())
                .contains("Parent or guardian of Gwen")
                .contains(UkTime.date(grown.born().plusYears(13).minusDays(1)));
        ends(grown, "POWER_ENDED");
        assertThat(rights(grown)).noneMatch(right -> right.endsWith("open"));
    }

    // ---- The end

    /** T10: whoever may no longer choose does not, also not with a page that was open or a paper that was typed. */
    @Test
    void aRightThatEndedIsOfNoUseAnyMore() {
        opened(child, "/choosers/new");
        saves(child, typed(father, today));
        var his = cast.signedIn(port, cast.accountOf(father));
        var question = "/choices/" + child + "/change";
        var hisCheck = his.get(question).submit(question, "choice", "ALLOW").location();
        his.get(hisCheck);
        opened(child, "/record");
        var record = address(child, "/record");
        var readBack = staff.submit(
                        record, PaperForm.signedOn(today, "channel", "CALL_CENTRE", "asker", rightOf(child)))
                .location();
        var colleague = cast.signedIn(port, cast.staffOf(practice));
        var keyed = staff.get(readBack).token();

        search(colleague, child, "/choosers");
        var end = colleague.page().select("a[href*=/end]").attr("href");
        colleague.get(end).submit(end.split("\\?")[0]);
        assertThat(colleague.status()).isEqualTo(422);
        assertThat(colleague.page().select(".nhsuk-error-summary").text()).contains("Select why the right ends");
        assertThat(colleague.page().select("input[name=why]").eachAttr("value"))
                .containsExactly("COURT", "ASKED", "DIED", "MISTAKE");
        assertThat(rights(child)).singleElement().asString().endsWith("open");
        colleague.submit(end.split("\\?")[0], "why", "ASKED").follow();
        assertThat(colleague.page().text())
                .contains("The right has ended. Both of them are told.")
                .contains("Rights that have ended", "They asked for it.")
                .contains("No one has a right to choose for Finn on record.");

        assertThat(his.submit(hisCheck).status()).isEqualTo(404);
        assertThat(his.get("/choices/" + child).status()).isEqualTo(404);
        assertThat(staff.post(readBack, "_csrf", keyed).status()).isEqualTo(409);
        assertThat(staff.page().text()).contains("has ended since you typed this. Nothing was saved.");
        assertThat(jdbc.queryForObject(
                        "select count(*) from choice.choice_event where subject = ?",
                        Integer.class,
                        child.id().value()))
                .isZero();

        assertThat(messages(father).get(0))
                .contains("You may no longer choose for Finn Harbour", "We were told that you asked for it")
                .contains("Chooser Surgery has recorded", "Phone Chooser Surgery, or us");
        assertThat(messages(child).get(0))
                .contains("Aled Harbour may no longer choose for Finn Harbour", "Aled Harbour asked for it");
        assertThat(his.get("/choices/" + father).page().text())
                .contains("Recorded that a right to choose for someone else has ended")
                .contains("they asked not to choose any more");

        assertThat(colleague.get(end).location()).startsWith(address(child, "/choosers"));
        assertThat(colleague.follow().page().text()).contains("This right had ended already. Nothing was changed.");
        assertThat(messages(father)).hasSize(2);
    }

    /** The last day of an order is the last day of the right, and the day after it is not. */
    @Test
    void aRightWithALastDayEndsByItself() {
        opened(child, "/choosers/new");
        var last = today.plusDays(3);
        saves(
                child,
                typed(
                        father,
                        today,
                        "proof",
                        "RESPONSIBILITY_ORDER",
                        "lastDay.day",
                        String.valueOf(last.getDayOfMonth()),
                        "lastDay.month",
                        String.valueOf(last.getMonthValue()),
                        "lastDay.year",
                        String.valueOf(last.getYear())));
        assertThat(rights(child)).singleElement().asString().endsWith(" " + last.plusDays(1));
        assertThat(messages(father).get(0)).contains("The last day is " + UkTime.date(last) + ".");
        opened(child, "/choosers");
        assertThat(staff.page().select(".nhsuk-card").text()).contains("Last day " + UkTime.date(last));
        jdbc.update(
                "update person.relation set valid_to = ? where subject = ?",
                today,
                child.id().value());
        opened(child, "/choosers");
        assertThat(staff.page().select(".nhsuk-card")).isEmpty();
        assertThat(opened(child, "/record").page().text()).contains("No one may choose for Finn Harbour here");
    }

    @Test
    void nobodyIsOfferedInTheNameOfTheDead() {
        cast.guardianOf(father, child);
        assertThat(opened(child, "/record").page().select("input[name=asker]")).hasSize(1);
        jdbc.update(
                "update person.person set died_on = ? where id = ?",
                today,
                father.id().value());
        assertThat(opened(child, "/record").page().text()).contains("No one may choose for Finn Harbour here");
        ends(child, "DIED");
        assertThat(messages(father)).as("nobody writes to the dead").isEmpty();
        assertThat(messages(child)).hasSize(1);
    }

    /** Nobody tells the register that somebody has died but their practice, and that need not be this one. */
    @Test
    void nobodyWritesToWhoeverIsSaidToHaveDied() {
        opened(child, "/choosers/new");
        saves(child, typed(father, today));
        ends(child, "DIED");
        assertThat(staff.page().text()).doesNotContain("Both of them are told");
        assertThat(messages(father)).singleElement().asString().contains("You may now choose");
        assertThat(messages(child).get(0)).contains("Aled Harbour has died.");
    }

    /** T10: a court may have ended a right so that somebody does not find the child. */
    @Test
    void whoeverHadTheRightDoesNotLearnWhereTheChildIsNow() {
        opened(child, "/choosers/new");
        saves(child, typed(father, today));
        var oak = cast.practice("Hidden Oak Surgery");
        cast.moves(child.id(), oak);
        var theirs = cast.signedIn(port, cast.staffOf(oak));
        var found = theirs.get("/practice/search")
                .submit(
                        "/practice/search",
                        "nhsNumber",
                        numberOf(child),
                        "reason",
                        "OTHER",
                        "reasonText",
                        "Her mother says they live in a refuge")
                .location();
        theirs.get(found.replace("?", "/choosers?"));
        var end = theirs.page().select("a[href*=/end]").attr("href");
        theirs.get(end).submit(end.split("\\?")[0], "why", "COURT").follow();
        assertThat(theirs.page().text()).contains("The right has ended. Both of them are told.");

        assertThat(messages(father).get(0))
                .contains("The GP practice of Finn Harbour has recorded that you may no longer choose")
                .contains("A court has decided so.", "Phone us: ")
                .doesNotContain("Hidden Oak", "{");
        assertThat(messages(child).get(0)).contains("Hidden Oak Surgery has recorded", "Phone Hidden Oak Surgery");
        theirs.get(found.replace("?", "/choosers?"));
        var his = cast.signedIn(port, cast.accountOf(father));
        assertThat(his.get("/choices/" + father).page().text())
                .contains("Saw the name as someone who may choose for another person")
                .contains("Recorded that a right to choose for someone else has ended")
                .contains("Practice staff, a GP practice.")
                .doesNotContain("Hidden Oak", "refuge", oak.value());
        assertThat(jdbc.queryForList(
                        "select distinct e.practice from audit.entry e join audit.entry_subject s on s.entry = e.id where s.subject = ? and e.action in ('CHOOSERS_NAMED', 'RELATION_ENDED') and e.practice <> ?",
                        String.class,
                        father.id().value(),
                        practice.value()))
                .as("in the trail")
                .containsExactly(oak.value());
        var mother = cast.adult("Mabli Harbour", oak);
        cast.guardianOf(mother, child);
        assertThat(cast.signedIn(port, cast.accountOf(mother))
                        .get("/choices/" + child)
                        .page()
                        .text())
                .as("where the child is, it is said")
                .contains("Practice staff, Hidden Oak Surgery");
    }

    /** T10: nor that they have come to the practice where he is, too. */
    @Test
    void whoeverHadTheRightDoesNotLearnThatTheChildIsAtTheirOwnPractice() {
        opened(child, "/choosers/new");
        saves(child, typed(father, today));
        ends(child, "COURT");
        cast.moves(child.id(), elsewhere);
        search(cast.signedIn(port, cast.staffOf(elsewhere)), child, "/choosers");
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit.entry e join audit.entry_subject s on s.entry = e.id where s.subject = ? and e.action = 'CHOOSERS_NAMED' and e.practice = ?",
                        Integer.class,
                        father.id().value(),
                        elsewhere.value()))
                .as("in the trail")
                .isPositive();
        var his = cast.signedIn(port, cast.accountOf(father)).get("/choices/" + father);
        var looks = his.page().select("section[aria-labelledby=looked] li").eachText();
        assertThat(looks)
                .filteredOn(look -> look.contains("Saw the name as someone who may choose")
                        || look.contains("Recorded that a right to choose for someone else has ended"))
                .hasSizeGreaterThan(1)
                .allMatch(look -> look.contains("Practice staff, a GP practice."));
        assertThat(looks).noneMatch(look -> look.contains("Faraway Surgery"));
    }

    /** T10: entries of an earlier release have the reason for which whoever is chosen for was opened. */
    @Test
    void whoeverMayChooseDoesNotReadWhyTheChildWasOpened() {
        var entry = UUID.randomUUID();
        jdbc.update(
                "insert into audit.entry (id, action, actor_role, practice, reason) values (?, 'CHOOSERS_NAMED', 'PRACTICE_STAFF', ?, 'Her mother says they live in a refuge')",
                entry,
                practice.value());
        jdbc.update(
                "insert into audit.entry_subject (subject, entry) values (?, ?)",
                father.id().value(),
                entry);
        assertThat(cast.signedIn(port, cast.accountOf(father))
                        .get("/choices/" + father)
                        .page()
                        .select("section[aria-labelledby=looked]")
                        .text())
                .contains("Saw the name as someone who may choose for another person")
                .doesNotContain("refuge", "Reason");
    }

    /** T10: of somebody registered nowhere a practice that was not their last sees and ends what it recorded, and no more. */
    @Test
    void aPracticeOfLongAgoEndsOnlyTheRightsThatItRecorded() {
        var edith = cast.somebody("Edwina Harbour", 84, practice);
        opened(edith, "/choosers/new");
        saves(edith, typed(father, today, "proof", "CERTIFIED_POWER"));
        var last = cast.practice("Last Surgery");
        cast.moves(edith.id(), last);
        var sister = cast.adult("Mair Harbour", last);
        var hers = UUID.randomUUID();
        jdbc.update(
                "insert into person.relation (id, proxy, subject, proxy_role, valid_from, checked_at, checked_how, recorded_by, recorded_practice) values (?, ?, ?, 'POWER_OF_ATTORNEY', ?, now(), 'CERTIFIED_POWER', ?, ?)",
                hers,
                sister.id().value(),
                edith.id().value(),
                today,
                UUID.randomUUID(),
                last.value());
        cast.leaves(edith.id());
        var atLast = cast.signedIn(port, cast.staffOf(last));
        var query = new String[] {"nhsNumber", numberOf(edith), "reason", "PROOF"};
        atLast.get(
                atLast.get("/practice/search").submit("/practice/search", query).location());
        assertThat(atLast.page().select("main").text()).contains("Aled Harbour", "Mair Harbour");

        var choosers =
                staff.get("/practice/search").submit("/practice/search", query).location();
        assertThat(staff.get(choosers).page().select("main").text())
                .contains("Aled Harbour")
                .doesNotContain("Mair Harbour");
        var end = staff.page().select("main a[href*=/end]").eachAttr("href");
        assertThat(end).hasSize(1);
        var strange = end.get(0).replaceFirst("/choosers/[^/]+/end", "/choosers/" + hers + "/end");
        assertThat(staff.get(strange).status()).isEqualTo(404);
        var token = staff.get(end.get(0)).token();
        staff.post(strange.split("\\?")[0], "_csrf", token, "why", "POWER_ENDED");
        assertThat(staff.status()).isEqualTo(404);
        staff.get(end.get(0)).submit(end.get(0).split("\\?")[0], "why", "POWER_ENDED");
        staff.follow();
        assertThat(staff.page().select("main").text())
                .contains("No one has a right to choose for Edwina that you can end")
                .doesNotContain("Mair Harbour");
        assertThat(rights(edith)).filteredOn(right -> right.endsWith("open")).hasSize(1);
        staff.get("/practice/search").submit("/practice/search", query);
        assertThat(staff.status()).as("nothing is left to end").isEqualTo(200);
        assertThat(staff.body()).doesNotContain("Edwina");
    }

    /** T10: also where somebody is registered nowhere, others can be kept from choosing for them. */
    @ParameterizedTest
    @ValueSource(strings = {"RECORDED_IT", "LAST", "NEITHER"})
    void aRightOverSomebodyRegisteredNowhereIsEndedByThePracticeThatKnewThem(String who) {
        var edith = cast.somebody("Edwina Harbour", 84, practice);
        opened(edith, "/choosers/new");
        saves(edith, typed(father, today, "proof", "CERTIFIED_POWER"));
        if (!who.equals("RECORDED_IT")) {
            var last = cast.practice("Last Surgery");
            cast.moves(edith.id(), last);
            staff = cast.signedIn(port, cast.staffOf(who.equals("LAST") ? last : cast.practice("Strange Surgery")));
        }
        cast.leaves(edith.id());
        staff.get("/practice/search").submit("/practice/search", "nhsNumber", numberOf(edith), "reason", "PROOF");
        if (who.equals("NEITHER")) {
            assertThat(staff.status()).isEqualTo(200);
            assertThat(staff.body()).doesNotContain("Edwina");
            return;
        }
        var choosers = staff.location();
        assertThat(choosers).startsWith(address(edith, "/choosers?search="));
        assertThat(staff.get(choosers).page().select("main").text())
                .contains("Edwina is not registered at a GP practice now", "Aled Harbour");
        assertThat(HtmlChecker.errorsIn(staff.body())).isEmpty();
        assertThat(staff.page().select("main a").eachAttr("href")).allMatch(link -> link.contains("/end?"));
        for (var page : List.of("", "/record", "/doubt")) {
            assertThat(staff.get(choosers.replace("/choosers", page)).status())
                    .as(page)
                    .isEqualTo(404);
        }
        assertThat(staff.get(choosers.replace("/choosers", "/choosers/new")).location())
                .isEqualTo(choosers);
        assertThat(staff.get(choosers.split("\\?")[0]).status())
                .as("without a search")
                .isEqualTo(404);
        jdbc.update(
                "update person.person set email = 'aled.harbour@post.example' where id = ?",
                father.id().value());
        var end = staff.get(choosers).page().select("a[href*=/end]").attr("href");
        assertThat(staff.get(end).page().text()).doesNotContain("put it on your list");
        staff.submit(end.split("\\?")[0], "why", "POWER_ENDED").follow();
        assertThat(staff.page().text()).contains("The right has ended.", "No one has a right to choose for Edwina");
        assertThat(rights(edith)).noneMatch(right -> right.endsWith("open"));
        assertThat(messages(edith).get(0)).contains("may no longer choose for you");
        assertThat(messages(father).get(0))
                .startsWith("aled.harbour@post.example You may no longer choose for someone else")
                .contains(who.equals("LAST") ? "The GP practice of Edwina Harbour has" : "Chooser Surgery has")
                .doesNotContain("Last Surgery", "{");
    }

    /** Orders name the 18th birthday; nobody chooses for somebody of 13 by them. */
    @Test
    void aGuardiansLastDayIsBeforeThe13thBirthday() {
        var born = child.born();
        opened(child, "/choosers/new");
        var order = typed(father, today, lastDay(born.plusYears(18), "proof", "SPECIAL_GUARDIANSHIP_ORDER"));
        var check = staff.submit(address(child, "/choosers/new"), order).location();
        var last = UkTime.date(born.plusYears(13).minusDays(1));
        assertThat(staff.get(check).page().select(".nhsuk-summary-list").text())
                .contains(last + ". The right ends by itself on the day Finn is 13");
        staff.submit(check).follow();
        assertThat(rights(child)).singleElement().asString().endsWith(" " + born.plusYears(13));
        assertThat(messages(father).get(0)).contains("The last day is " + last + ".");
    }

    /** A guardian's row from before that rule is in nobody's way: of the deputy at 16 neither. */
    @Test
    void aGuardianMayLaterBeTheDeputyOfTheGrownChild() {
        var grown = cast.somebody("Gil Harbour", 16, practice);
        jdbc.update(
                "insert into person.relation (id, proxy, subject, proxy_role, valid_from, valid_to, checked_at, checked_how) values (?, ?, ?, 'GUARDIAN', ?, ?, now(), 'SPECIAL_GUARDIANSHIP_ORDER')",
                UUID.randomUUID(),
                father.id().value(),
                grown.id().value(),
                grown.born(),
                grown.born().plusYears(18));
        opened(grown, "/choosers/new");
        saves(grown, typed(father, today, "proof", "DEPUTY_ORDER"));
        assertThat(rights(grown))
                .containsExactly(
                        "GUARDIAN SPECIAL_GUARDIANSHIP_ORDER " + grown.born() + " "
                                + grown.born().plusYears(13),
                        "COURT_DEPUTY DEPUTY_ORDER " + today + " open");
    }

    /** T10: the warning does not come to the desk of those whom it warns of. */
    @ParameterizedTest
    @CsvSource({"7, false, false", "7, true, false", "84, false, false", "84, true, true"})
    void nobodyMayChooseForSomebodyWhoWouldHearOfItAtThePracticeOnly(int age, boolean email, boolean may) {
        var somebody = cast.somebody("Nell Harbour", age, practice);
        var proof = age < 18 ? "BIRTH_CERTIFICATE" : "CERTIFIED_POWER";
        opened(somebody, "/choosers/new");
        var check = staff.submit(address(somebody, "/choosers/new"), typed(father, today, "proof", proof))
                .location();
        staff.get(check);
        jdbc.update(
                "update person.person set address_1 = null, postcode = null, email = ? where id = ?",
                email ? "nell@post.example" : null,
                somebody.id().value());
        staff.submit(check).follow();
        assertThat(rights(somebody)).hasSize(may ? 1 : 0);
        opened(somebody, "/choosers");
        assertThat(staff.page().select("a[href*=/choosers/new]")).hasSize(may ? 1 : 0);
        if (!may) {
            assertThat(staff.page().text()).contains("No one can be added yet.", "Ask for the address");
            opened(somebody, "/choosers/new");
            assertThat(staff.location()).startsWith(address(somebody, "/choosers"));
        }
    }

    /** T8, T10: a colleague who records somebody of their own family is seen by whoever leads the practice. */
    @Test
    void theLeadSeesWhoeverRecordsTheirOwnFamily() {
        var relative = cast.adult("Petunia van Staff", elsewhere);
        opened(child, "/choosers/new");
        saves(child, typed(relative, today));
        saves(cast.somebody("Fay Harbour", 6, practice), typed(father, today));
        var lead = cast.signedIn(port, cast.leadOf(practice));
        var rows = lead.get("/practice/activity").page().select("main tbody tr").eachText();
        var words = "whoever may choose has the same family name as the colleague";
        assertThat(rows).filteredOn(row -> row.contains(words)).hasSize(2);
        assertThat(rows)
                .filteredOn(row -> row.contains("Recorded who may choose for somebody"))
                .hasSize(2)
                .anyMatch(row -> row.contains("by birth certificate, " + words));
        assertThat(rows).filteredOn(row -> row.contains("Found somebody")).hasSize(2);
    }

    /** T28: right details are not a way to the names of everybody either. */
    @Test
    void whoeverFindsManyIsStopped() {
        var email = cast.staffOf(practice);
        var one = cast.signedIn(port, email);
        var user = new SignedInUser(cast.idOf(email), Set.of(Role.PRACTICE_STAFF), null, practice, "Pat Staff", false);
        assertThat(tries(one, typed(father, today)).status()).isEqualTo(302);
        for (int hour = 0; hour < 2 && one.status() == 302; hour++) { // a new one may begin meanwhile
            assertThatThrownBy(() -> {
                        for (int i = 0; i <= 2 * WorkLimits.CHOOSERS; i++) {
                            limits.chooser(user);
                        }
                    })
                    .isInstanceOf(TooManyTries.class);
            tries(one, typed(father, today));
        }
        assertThat(one.status()).isEqualTo(429);
        assertThat(one.page().text()).doesNotContain("Aled");
        assertThat(tries(staff, typed(father, today)).status())
                .as("a colleague")
                .isEqualTo(302);
    }

    /** Back from the check page everything that was typed is there, and another name is another draft. */
    @ParameterizedTest
    @ValueSource(strings = {"search", "list"})
    void whatWasTypedCanBeChanged(String way) {
        opened(child, "/choosers/new");
        var check = staff.submit(address(child, "/choosers/new"), typed(father, today))
                .location();
        staff.get(check);
        assertThat(check).doesNotContain("search");
        if (way.equals("list")) {
            jdbc.update("delete from choice.practice_search_hit");
        }
        staff.get(staff.page().select("a[href*=draft=]").attr("href"));
        assertThat(staff.page().select("input[name=nhsNumber]").val().replace(" ", ""))
                .isEqualTo(numberOf(father));
        assertThat(staff.page().select("input[name=dateOfBirth.year]").val())
                .isEqualTo(String.valueOf(father.born().getYear()));
        var mother = cast.adult("Mabli Harbour", elsewhere);
        var other = staff.submit(address(child, "/choosers/new"), typed(mother, today))
                .location();
        assertThat(other).isNotEqualTo(check);
        assertThat(staff.get(other).page().text()).contains("Mabli Harbour").doesNotContain("Aled Harbour");
        staff.submit(other).follow();
        assertThat(staff.page().text()).contains("Mabli Harbour may choose for Finn Harbour now.");
        assertThat(staff.get(linkTo("/record")).page().select("input[name=asker]"))
                .as("open by a search of its own")
                .hasSize(1);
    }

    /** Who stands on the practice's list is opened without a search; every way back leads somewhere. */
    @Test
    void thereIsAWayThereAndBackForWhoStandsOnTheList() {
        var listed = cast.adult("Lil Harbour", practice);
        var own = cast.signedIn(port, cast.accountOf(listed));
        var question = "/choices/" + listed + "/change";
        var check = own.get(question).submit(question, "choice", "DO_NOT_ALLOW").location();
        own.get(check).submit(check);
        staff.get(address(listed, ""));
        for (var page : List.of("/record", "/doubt", "/choosers", "/choosers/new")) {
            assertThat(staff.get(linkTo(page)).status()).as(page).isEqualTo(200);
            if (!page.equals("/choosers")) {
                var back = staff.page().select(".nhsuk-back-link").attr("href");
                assertThat(staff.get(back).status()).as("back from " + page).isEqualTo(200);
            }
        }
    }

    /** Nothing of the lists is without its words, wherever it is read. */
    @Test
    void everyProofAndEveryEndHasItsWords() {
        var keys = new ArrayList<String>();
        for (var proof : ProofSeen.values()) {
            keys.addAll(List.of("choosers.proof." + proof, "audit.detail." + proof));
        }
        for (var role : ProxyRole.values()) {
            keys.addAll(List.of("choosers.right." + role, "chooser.seen-on.early." + role));
        }
        for (var why : RightEnd.values()) {
            keys.addAll(List.of(
                    "choosers.ended.why." + why,
                    "chooser.end.why." + why,
                    "choice.reason.RIGHT_" + why,
                    "audit.reason.RIGHT_" + why));
        }
        assertThat(keys).allSatisfy(key -> assertThat(messages.getMessage(key, new Object[] {"x", "y"}, Locale.UK))
                .isNotBlank());
    }

    // ---- How it is done

    private String address(Somebody person, String page) {
        return "/practice/people/" + person + page;
    }

    private String numberOf(Somebody person) {
        return jdbc.queryForObject(
                "select nhs_number from person.person where id = ?",
                String.class,
                person.id().value());
    }

    /** Finds somebody, and goes on to a page about them. */
    private WebVisitor opened(Somebody person, String page) {
        return search(staff, person, page);
    }

    private WebVisitor search(WebVisitor visitor, Somebody person, String page) {
        var found = visitor.get("/practice/search")
                .submit("/practice/search", "nhsNumber", numberOf(person), "reason", "PROOF")
                .location();
        return visitor.get(found.replace("?", page + "?"));
    }

    /** The link to that page on the page last seen by the staff. */
    private String linkTo(String page) {
        var links = staff.page().select("main a[href^=/practice/people/]").eachAttr("href");
        return links.stream()
                .filter(link -> link.split("\\?")[0].endsWith(page))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No link to " + page + " in " + links));
    }

    /** The form for a parent with a birth certificate, seen on that day, but for these fields. */
    private String[] typed(Somebody chooser, LocalDate seen, String... but) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("nhsNumber", numberOf(chooser));
        fields.put("dateOfBirth.day", String.valueOf(chooser.born().getDayOfMonth()));
        fields.put("dateOfBirth.month", String.valueOf(chooser.born().getMonthValue()));
        fields.put("dateOfBirth.year", String.valueOf(chooser.born().getYear()));
        fields.put("proof", "BIRTH_CERTIFICATE");
        fields.put("seenOn.day", String.valueOf(seen.getDayOfMonth()));
        fields.put("seenOn.month", String.valueOf(seen.getMonthValue()));
        fields.put("seenOn.year", String.valueOf(seen.getYear()));
        for (int i = 0; i < but.length; i += 2) {
            fields.put(but[i], but[i + 1]);
        }
        return fields.entrySet().stream()
                .flatMap(field -> List.of(field.getKey(), field.getValue()).stream())
                .toArray(String[]::new);
    }

    private static String[] lastDay(LocalDate day, String... more) {
        var fields = new ArrayList<>(List.of(more));
        fields.addAll(List.of("lastDay.day", String.valueOf(day.getDayOfMonth())));
        fields.addAll(List.of("lastDay.month", String.valueOf(day.getMonthValue())));
        fields.addAll(List.of("lastDay.year", String.valueOf(day.getYear())));
        return fields.toArray(String[]::new);
    }

    private void saves(Somebody person, String[] fields) {
        opened(person, "/choosers/new");
        var check = staff.submit(address(person, "/choosers/new"), fields).location();
        assertThat(staff.get(check).submit(check).follow().page().text()).contains("Recorded");
    }

    private void ends(Somebody person, String why) {
        opened(person, "/choosers");
        var end = staff.page().select("a[href*=/end]").attr("href");
        staff.get(end).submit(end.split("\\?")[0], "why", why).follow();
        assertThat(staff.page().text()).contains("The right has ended.");
    }

    private WebVisitor tries(WebVisitor visitor, String[] fields) {
        search(visitor, child, "/choosers/new");
        return visitor.submit(address(child, "/choosers/new"), fields);
    }

    /** What the page says, without what was typed. */
    private String refusal(String[] fields) {
        tries(staff, fields);
        assertThat(staff.status()).isEqualTo(422);
        var page = staff.page();
        page.select("input").remove();
        return page.text() + staff.headers().keySet();
    }

    /** As they are stored, the oldest first. */
    private List<String> rights(Somebody person) {
        return jdbc.queryForList(
                "select proxy_role || ' ' || checked_how || ' ' || valid_from || ' ' || coalesce(valid_to::text, 'open') from person.relation where subject = ? order by valid_from",
                String.class,
                person.id().value());
    }

    private String rightOf(Somebody person) {
        return jdbc.queryForObject(
                "select id::text from person.relation where subject = ?",
                String.class,
                person.id().value());
    }

    private int added() {
        return jdbc.queryForObject(
                "select count(*) from audit.entry e join audit.entry_subject s on s.entry = e.id where s.subject = ? and e.action = 'RELATION_ADDED'",
                Integer.class,
                child.id().value());
    }

    /** What practice staff did that they can read about themselves. */
    private List<String> looks(Somebody person) {
        return jdbc.queryForList(
                "select e.action from audit.entry e join audit.entry_subject s on s.entry = e.id where s.subject = ? and e.actor_role like 'PRACTICE%'",
                String.class, person.id().value());
    }

    /** About rights to choose, the newest first. */
    private List<String> messages(Somebody person) {
        return jdbc.queryForList(
                "select recipient || ' ' || subject || ' ' || body from letter.message where person = ? and kind = 'RIGHT_TO_CHOOSE' order by created_at desc",
                String.class,
                person.id().value());
    }

    private String tokenOf(WebVisitor visitor) {
        return visitor.get("/sign-in").token();
    }

    private interface Turn {
        Callable<String> of(int i);
    }

    private static List<String> together(int times, Turn turn) throws Exception {
        var pool = Executors.newFixedThreadPool(times);
        try {
            var answers = new ArrayList<String>();
            for (var answer :
                    pool.invokeAll(IntStream.range(0, times).mapToObj(turn::of).toList())) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }
}
