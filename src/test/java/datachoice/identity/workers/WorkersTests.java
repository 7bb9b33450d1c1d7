package datachoice.identity.workers;

import static datachoice.TestPeople.asJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.FailingCommit;
import datachoice.TestPeople;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.Role;
import datachoice.core.UkTime;
import datachoice.identity.AccountNotice.Kind;
import datachoice.identity.Accounts;
import datachoice.identity.IdentityFixtures;
import datachoice.identity.WebTests;
import datachoice.identity.WebVisitor;
import datachoice.identity.account.LongCode;
import datachoice.identity.proof.FailureBudgets;
import datachoice.identity.proof.TooManyTries;
import datachoice.person.register.RegisterImport;
import datachoice.practice.PracticeManagement;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Decision 13, T4, T7, T9, T21, V7.4.2: who gives roles to whom, and how accounts end. */
class WorkersTests extends WebTests {
    private static final String PASSWORD = "kettle violin harbour";
    private static final String LIST = "/admin/accounts";
    private static final AtomicInteger NEXT = new AtomicInteger(50_000);

    @Autowired
    Accounts accounts;

    @Autowired
    PracticeManagement practices;

    @Autowired
    FailureBudgets budgets;

    @Autowired
    RegisterImport register;

    @Autowired
    JdbcTemplate template;

    /** A portal in which nobody is, or was, an administrator. */
    @BeforeEach
    void nobodyRunsThePortal() {
        jdbc.sql("delete from identity.account_role where role = 'PLATFORM_ADMIN'")
                .update();
        jdbc.sql("update identity.account set was_admin_until = null where was_admin_until is not null")
                .update();
        jdbc.sql(
                        "update identity.role_request set answered_by = asked_by, answered_at = now(), granted = false where answered_at is null")
                .update();
        jdbc.sql(
                        "update identity.invitation set withdrawn_at = now() where accepted_at is null and withdrawn_at is null")
                .update();
    }

    private static String newAddress() {
        return "new-" + UUID.randomUUID() + "@work.example";
    }

    private OdsCode practice() {
        var code = new OdsCode("W" + NEXT.incrementAndGet());
        asJob(() -> practices.add(code, "Weir Surgery", List.of("1 Weir", "Elmhaven", "QE1 1AA"), "01632 960000"));
        return code;
    }

    private String at(OdsCode practice, Role role) {
        var email = newAddress();
        asJob(() -> accounts.openForWorker(email, IdentityFixtures.PASSWORD, "Lou Lead", practice, Set.of(role)));
        return email;
    }

    private WebVisitor admin() {
        return signedInStaff(people.worker(Role.PLATFORM_ADMIN));
    }

    private static String problems(WebVisitor visitor) {
        return visitor.page().select(".nhsuk-error-summary__list").text();
    }

    private static String banner(WebVisitor visitor) {
        return visitor.follow().page().select(".nhsuk-notification-banner").text();
    }

    private static WebVisitor invites(WebVisitor admin, String email, Role role, String practice) {
        return admin.get(LIST + "/invite")
                .submit(LIST + "/invite", "email", email, "role", role.name(), "practice", practice);
    }

    private WebVisitor accepts(String code) {
        return visitor()
                .get("/invitation")
                .submit("/invitation", "code", code, "fullName", "Nora Oakes", "password", PASSWORD);
    }

    private Set<String> rolesOf(String email) {
        return Set.copyOf(jdbc.sql("select role from identity.account_role where account = ?")
                .param(people.idOf(email))
                .query(String.class)
                .list());
    }

    private List<String> trail(String detail) {
        return jdbc.sql("select action || ' ' || detail from audit.entry where detail like ? order by id")
                .param("%" + detail + "%")
                .query(String.class)
                .list();
    }

    private static WebVisitor changesRoles(WebVisitor admin, UUID account, Role... roles) {
        var fields = new ArrayList<String>();
        for (var role : roles) {
            fields.addAll(List.of("roles", role.name()));
        }
        var address = LIST + "/" + account + "/roles";
        return admin.get(address).submit(address, fields.toArray(String[]::new));
    }

    /** V2.3.3: nobody is signed in to an account that is not there, and the invitation is as good as it was. */
    @Test
    void anInvitationThatCannotBeCommittedSignsNobodyIn() throws Exception {
        var email = newAddress();
        invites(admin(), email, Role.PRACTICE_LEAD, practice().value());
        var code = sent.invitationTo(email);
        var newcomer = visitor().get("/invitation");
        for (var table : List.of("identity.account", "audit.entry")) {
            try (var failing = new FailingCommit(database, table)) {
                assertThat(newcomer.submit("/invitation", "code", code, "fullName", "Nora Oakes", "password", PASSWORD)
                                .status())
                        .isEqualTo(500);
            }
            assertThat(signsIn(visitor(), email, PASSWORD).status()).isEqualTo(422);
            assertThat(newcomer.get("/practice").location()).isEqualTo("/sign-in");
            newcomer.get("/invitation");
        }
        assertThat(accepts(code).location()).isEqualTo("/practice");
    }

    @Test
    void anInvitationBecomesAnAccountWithItsRoleAndPractice() {
        var practice = practice();
        var email = newAddress();
        var admin = admin();
        assertThat(banner(invites(
                        admin, email, Role.PRACTICE_LEAD, practice.value().toLowerCase())))
                .contains("on its way");
        assertThat(admin.page().text()).contains(email, "Practice lead, " + practice);

        var newcomer = accepts(sent.invitationTo(email).toLowerCase().replace("-", " "));

        assertThat(newcomer.location()).isEqualTo("/practice");
        assertThat(newcomer.get("/practice/staff").status()).isEqualTo(200);
        assertThat(rolesOf(email)).containsExactly("PRACTICE_LEAD");
        assertThat(signedInAgain(email).get("/practice/test-probe").body()).isEqualTo("Nora Oakes [PRACTICE_LEAD]");
        assertThat(trail("by invitation").stream().map(line -> line.split(" ")[0]))
                .contains("INVITED", "INVITATION_ACCEPTED");
    }

    private WebVisitor signedInAgain(String email) {
        return signsIn(visitor(), email, PASSWORD).follow().submit("/sign-in/code", "code", sent.lastCodeTo(email));
    }

    @Test
    void saysWhatIsWrongWithAnInvitation() {
        var admin = admin();
        var practice = practice();
        var address = LIST + "/invite";
        assertThat(problems(admin.get(address).submit(address)))
                .isEqualTo("Enter an email address Select what they will do");
        assertThat(problems(invites(admin, newAddress(), Role.PRACTICE_STAFF, " ")))
                .isEqualTo("Enter the code of the practice where they work");
        assertThat(problems(invites(admin, newAddress(), Role.PRACTICE_STAFF, "Z99999")))
                .startsWith("No open practice here has this code");
        assertThat(problems(invites(admin, newAddress(), Role.AUDITOR, practice.value())))
                .isEqualTo("Leave the practice empty: this role belongs to no practice");
        for (var role : List.of("PATIENT", "LETTER", "JOB", "PLATFORM_ADMIN,AUDITOR", "")) {
            admin.get(address).submit(address, "email", newAddress(), "role", role, "practice", "");
            assertThat(problems(admin)).as("T21, B11: " + role).isEqualTo("Select what they will do");
        }
        assertThat(problems(invites(admin, people.staff(), Role.AUDITOR, "")))
                .isEqualTo("Someone at work has an account with this address. Look for it in the list of accounts");
        var twice = newAddress();
        invites(admin, twice, Role.AUDITOR, "");
        assertThat(problems(invites(admin, twice, Role.CONTENT_EDITOR, "")))
                .startsWith("This address has been invited already");
        assertThat(admin.page().select("#email").val()).as("kept").isEqualTo(twice);
    }

    /** Never both, and nobody at work learns who has an account as a patient. */
    @Test
    void anAddressOfAPersonLooksInvitedAndIsNot() {
        var email = people.withAccount(people.withLetter());
        var admin = admin();
        assertThat(banner(invites(admin, email, Role.AUDITOR, ""))).contains("on its way");
        assertThat(sent.invitations).noneMatch(invitation -> invitation.email().equals(email));
        assertThat(sent.toldTo(email)).containsExactly(Kind.INVITED_IN_VAIN);
        assertThat(rolesOf(email)).containsExactly("PATIENT");

        admin.get(LIST).post(LIST, "_csrf", admin.get(LIST).token(), "text", email);
        assertThat(admin.body()).contains("There is no such account");
    }

    /** T4, V6.5: each code once, for three days, and the newest one only. */
    @Test
    void codesOfInvitationsWorkOnceAndNotForLong() throws Exception {
        var admin = admin();
        var email = newAddress();
        invites(admin, email, Role.CONTENT_EDITOR, "");
        var first = sent.invitationTo(email);
        assertThat(problems(accepts(""))).isEqualTo("Enter the code");
        assertThat(problems(accepts("7KQ2"))).startsWith("The code has 16 letters and numbers");
        assertThat(problems(accepts("7KQ2-M4XD-9TBH-3WPE"))).startsWith("We do not recognise that code");

        var again = admin.get(LIST).page().select("form[action$=/again]").attr("action");
        admin.submit(again);
        var second = sent.invitationTo(email);
        assertThat(second).isNotEqualTo(first);
        assertThat(problems(accepts(first))).startsWith("We do not recognise that code");
        clock.move(Duration.ofDays(3));
        assertThat(problems(accepts(second))).startsWith("We do not recognise that code");
        clock.reset();

        var outcomes = atOnce(20, () -> accepts(second).status());
        assertThat(outcomes.stream().filter(status -> status == 302)).hasSize(1);
        assertThat(outcomes).allMatch(status -> status == 302 || status == 422 || status == 429 || status == 503);
        assertThat(rolesOf(email)).containsExactly("CONTENT_EDITOR");

        var withdrawn = newAddress();
        invites(admin, withdrawn, Role.CONTENT_EDITOR, "");
        admin.get(LIST).submit(admin.page().select("form[action$=/withdraw]").attr("action"));
        jdbc.sql("delete from identity.limit_window").update();
        assertThat(problems(accepts(sent.invitationTo(withdrawn)))).startsWith("We do not recognise that code");
    }

    private static <T> List<T> atOnce(int many, Callable<T> work) throws Exception {
        var start = new CyclicBarrier(many);
        var pool = Executors.newFixedThreadPool(many);
        try {
            var futures = new ArrayList<java.util.concurrent.Future<T>>();
            for (int i = 0; i < many; i++) {
                futures.add(pool.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void refusesToGuessAtCodes() {
        for (int i = 0; i < FailureBudgets.LONG_CODE_AGAIN; i++) {
            assertThat(accepts("7KQ2-M4XD-9TBH-3WPE").status()).isEqualTo(422);
        }
        assertThat(accepts("7KQ2-M4XD-9TBH-3WPE").status()).as("V2.4.1").isEqualTo(429);

        var email = newAddress();
        invites(admin(), email, Role.CONTENT_EDITOR, "");
        assertThat(accepts(sent.invitationTo(email)).status())
                .as("V6.1.1: a colleague behind the same address")
                .isEqualTo(302);
    }

    /** T3, V2.4.1: codes have 80 bits; the limit bounds the work, and a whole surgery stays below it. */
    @Test
    void aNetworkMayTryManyCodesAndNotAny() {
        for (int i = 0; i < FailureBudgets.LONG_CODES_FROM_NETWORK; i++) {
            budgets.longCodeTry(LongCode.random(), "192.0.2.1");
        }
        assertThatThrownBy(() -> budgets.longCodeTry(LongCode.random(), "192.0.2.1"))
                .isInstanceOf(TooManyTries.class);
        budgets.longCodeTry(LongCode.random(), "192.0.2.2");
    }

    /** Nobody uses the portal to write to the world. */
    @Test
    void aLeadInvitesOnlySoManyInADay() {
        var practice = practice();
        var email = at(practice, Role.PRACTICE_LEAD);
        var lead = signedInStaff(email);
        var often = newAddress();
        var invite = "/practice/staff/invite";
        lead.get(invite).submit(invite, "email", often);
        for (int i = 1; i < FailureBudgets.INVITATIONS_BY_ONE_TO_ADDRESS; i++) {
            lead.get("/practice/staff")
                    .submit(lead.page().select("form[action$=/again]").attr("action"));
            assertThat(banner(lead)).contains("on its way");
        }
        lead.submit(lead.page().select("form[action$=/again]").attr("action"));
        assertThat(banner(lead)).contains("Nothing was sent. We have written to this address often enough today.");
        assertThat(sent.invitations.stream().filter(one -> one.email().equals(often)))
                .hasSize(FailureBudgets.INVITATIONS_BY_ONE_TO_ADDRESS);

        for (int i = FailureBudgets.INVITATIONS_BY_ONE_TO_ADDRESS; i < FailureBudgets.INVITATIONS_BY_ONE; i++) {
            budgets.invited(people.idOf(email), newAddress(), false);
        }
        var late = newAddress();
        lead.get(invite).submit(invite, "email", late);
        assertThat(problems(lead)).startsWith("You have sent as many invitations as one person can on one day");
        assertThat(lead.page().select("#email").val()).as("kept").isEqualTo(late);
        clock.move(Duration.ofDays(1));
        var tomorrow = signedInStaff(email);
        tomorrow.get(invite).submit(invite, "email", late);
        assertThat(banner(tomorrow)).contains("on its way");
    }

    /** T1: one lead does not use up what others may send to an address, and nobody learns what others sent. */
    @Test
    void nobodyKeepsOthersFromInvitingSomebody() {
        var wanted = newAddress();
        var greedy = UUID.randomUUID();
        for (int i = 0; i < 100; i++) {
            budgets.invited(greedy, wanted, false);
        }
        for (int i = FailureBudgets.INVITATIONS_BY_ONE_TO_ADDRESS; i < FailureBudgets.INVITATIONS_TO_ADDRESS - 1; i++) {
            budgets.invited(UUID.randomUUID(), wanted, false);
        }
        var invite = "/practice/staff/invite";
        for (var sending : List.of(true, false)) { // the last one of the day, and the one after it
            var practice = practice();
            var lead = signedInStaff(at(practice, Role.PRACTICE_LEAD));
            int before = sent.invitations.size();
            lead.get(invite).submit(invite, "email", wanted);
            assertThat(banner(lead)).contains("The invitation is on its way.");
            assertThat(lead.get("/practice/staff").page().select("tr:contains(" + wanted + ") button"))
                    .hasSize(2);
            assertThat(sent.invitations).hasSize(before + (sending ? 1 : 0));
            lead.submit(lead.page().select("form[action$=/again]").attr("action"));
            assertThat(banner(lead)).contains("The invitation is on its way.");
            assertThat(sent.invitations).hasSize(before + (sending ? 1 : 0));
        }
        assertThat(accepts(sent.invitationTo(wanted)).status())
                .as("what was not sent again replaced no code")
                .isEqualTo(302);
        assertThat(budgets.invited(UUID.randomUUID(), wanted, true))
                .as("an administrator")
                .isEqualTo(FailureBudgets.Invited.YES);
    }

    /** T1 for people at work: whether an address is known elsewhere is told to its owner, not to a lead. */
    @Test
    void aLeadGetsTheSameAnswerForEveryAddress() {
        var elsewhere = practice();
        var otherLead = signedInStaff(at(elsewhere, Role.PRACTICE_LEAD));
        var invitedElsewhere = newAddress();
        otherLead.get("/practice/staff/invite").submit("/practice/staff/invite", "email", invitedElsewhere);
        var patient = people.withAccount(people.withLetter());
        var worker = at(elsewhere, Role.PRACTICE_STAFF);
        var lead = signedInStaff(at(practice(), Role.PRACTICE_LEAD));
        for (var email : List.of(newAddress(), invitedElsewhere, patient, worker)) {
            lead.get("/practice/staff/invite").submit("/practice/staff/invite", "email", email);
            assertThat(banner(lead)).as(email).contains("The invitation is on its way.");
            var row = lead.page().select("tr:contains(" + email + ")");
            assertThat(row.select("button").eachText()).as(email).hasSize(2);
            lead.submit(row.select("form[action$=/again]").attr("action"));
            assertThat(banner(lead)).as(email).contains("The invitation is on its way.");
        }
        assertThat(sent.toldTo(worker)).containsExactly(Kind.INVITED_IN_VAIN, Kind.INVITED_IN_VAIN);
        assertThat(otherLead.get("/practice/staff").body()).contains(invitedElsewhere);

        var code = sent.invitationTo(invitedElsewhere);
        otherLead.submit(otherLead.page().select("form[action$=/again]").attr("action"));
        assertThat(accepts(sent.invitationTo(invitedElsewhere)).status()).isEqualTo(302);
        assertThat(problems(accepts(code)))
                .as("the second one, for somebody who can read that address")
                .startsWith("The email address that this code was sent to has an account already");

        lead.get("/practice/staff/invite").submit("/practice/staff/invite", "email", invitedElsewhere);
        assertThat(problems(lead)).startsWith("This address has an invitation to your practice already");
    }

    /** Somebody is invited, the practice closes, and only then they come. */
    @Test
    void nobodyStartsAtAPracticeThatClosed() {
        var practice = practice();
        var email = newAddress();
        invites(admin(), email, Role.PRACTICE_STAFF, practice.value());
        asJob(() -> practices.close(practice));
        assertThat(problems(accepts(sent.invitationTo(email))))
                .isEqualTo("Weir Surgery closed here on " + UkTime.date(UkTime.today(clock))
                        + ", so nobody can start there. Ask whoever invited you");
        assertThat(jdbc.sql("select count(*) from identity.account where email = ?")
                        .param(email)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** V7.5.1, T7: a file can take people over from another practice. */
    @Test
    void asksAgainWhoLoadsARegister() {
        var practice = practice();
        var email = at(practice, Role.PRACTICE_LEAD);
        var lead = signedInStaff(email);
        var csv =
                "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,"
                        + "mobile,language,format,address_hidden\n"
                        + TestPeople.nextNhsNumber().digits()
                        + ",Ng,Ola,2001-02-03,,,,,,,,,,";
        var report = "/practice/uploads/"
                + asJob(() -> register.check(
                                practice, "list.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8))))
                        .id();
        clock.move(Duration.ofMinutes(11));
        assertThat(lead.get(report).status()).as("looking").isEqualTo(200);
        assertThat(lead.submit(report + "/load").location()).isEqualTo("/account/confirm");
        assertThat(stateOf(report)).as("not loaded on the way").isEqualTo("CHECKED");
        lead.follow()
                .submit("/account/confirm", "password", IdentityFixtures.PASSWORD)
                .follow()
                .submit("/account/confirm/code", "code", sent.lastCodeTo(email));
        assertThat(lead.location()).as("back to where they were").isEqualTo(report);
        assertThat(banner(lead)).contains("Nothing has been loaded yet. To load the file, press the button again.");
        assertThat(lead.submit(report + "/load").location()).isEqualTo(report);
        assertThat(stateOf(report)).isIn("CONFIRMED", "LOADED");
    }

    /** V7.5.1: who gives a stranger the say over a child; nothing that was typed gets lost on the way. */
    @Test
    void asksAgainWhoRecordsWhoMayChoose() {
        var practice = practice();
        var email = at(practice, Role.PRACTICE_STAFF);
        var born = UkTime.today(clock).minusYears(40);
        var child = TestPeople.aPerson()
                .named("Cai", "Weir")
                .aged(7)
                .registeredAt(practice)
                .in(template);
        var father = TestPeople.aPerson()
                .named("Iwan", "Weir")
                .bornOn(born)
                .registeredAt(practice)
                .in(template);
        var staff = signedInStaff(email);
        var choosers = staff.get("/practice/search")
                .submit("/practice/search", "nhsNumber", numberOf(child), "reason", "PROOF")
                .location()
                .replace("?", "/choosers/new?");
        var form = choosers.split("\\?")[0];
        assertThat(staff.get(choosers).status()).as("just signed in").isEqualTo(200);
        clock.move(Duration.ofMinutes(11));
        assertThat(staff.get(choosers).location()).isEqualTo("/account/confirm");
        showsAgain(staff, email);
        assertThat(staff.location()).as("back to where they were").isEqualTo(choosers);

        staff.follow();
        clock.move(Duration.ofMinutes(11));
        var today = UkTime.today(clock);
        staff.submit(
                form,
                "nhsNumber",
                numberOf(father),
                "dateOfBirth.day",
                String.valueOf(born.getDayOfMonth()),
                "dateOfBirth.month",
                String.valueOf(born.getMonthValue()),
                "dateOfBirth.year",
                String.valueOf(born.getYear()),
                "proof",
                "BIRTH_CERTIFICATE",
                "seenOn.day",
                String.valueOf(today.getDayOfMonth()),
                "seenOn.month",
                String.valueOf(today.getMonthValue()),
                "seenOn.year",
                String.valueOf(today.getYear()));
        var check = staff.location();
        assertThat(check).as("who took their time over the form").contains("/choosers/check/");
        assertThat(staff.get(check).location()).as("who saves").isEqualTo("/account/confirm");
        showsAgain(staff, email);
        assertThat(staff.location()).isEqualTo(check);
        staff.follow();
        assertThat(staff.submit(check).location()).isEqualTo(check);
        var list = staff.follow().page().select("main a[href*=/choosers?]").attr("href");
        var end = staff.get(list).page().select("a[href*=/end]").attr("href");
        clock.move(Duration.ofMinutes(11));
        assertThat(staff.get(end).location()).as("who ends it").isEqualTo("/account/confirm");
        showsAgain(staff, email);
        assertThat(staff.location()).isEqualTo(end);
    }

    private void showsAgain(WebVisitor visitor, String email) {
        visitor.follow()
                .submit("/account/confirm", "password", IdentityFixtures.PASSWORD)
                .follow()
                .submit("/account/confirm/code", "code", sent.lastCodeTo(email));
    }

    private String numberOf(PersonId person) {
        return jdbc.sql("select nhs_number from person.person where id = ?")
                .param(person.value())
                .query(String.class)
                .single();
    }

    private String stateOf(String report) {
        return jdbc.sql("select state from person.register_upload where id = ?::uuid")
                .param(report.replaceAll(".*/", ""))
                .query(String.class)
                .single();
    }

    /** V7.5.1: there is no way back from it. */
    @Test
    void asksAgainWhoClosesAPractice() {
        var practice = practice();
        var email = people.worker(Role.PLATFORM_ADMIN);
        var admin = signedInStaff(email);
        var close = "/admin/practices/" + practice + "/close";
        assertThat(admin.get(close).status()).as("just signed in").isEqualTo(200);
        clock.move(Duration.ofMinutes(11));
        assertThat(admin.get(close).location()).isEqualTo("/account/confirm");
        admin.follow()
                .submit("/account/confirm", "password", IdentityFixtures.PASSWORD)
                .follow()
                .submit("/account/confirm/code", "code", sent.lastCodeTo(email));
        assertThat(admin.location()).as("back to where they were").isEqualTo(close);
        admin.follow();
        clock.move(Duration.ofMinutes(26));
        admin.submit(close, "typed", practice.value());
        assertThat(admin.location()).isEqualTo("/account/confirm");
        assertThat(open(practice)).as("not closed on the way").isTrue();
        admin.follow()
                .submit("/account/confirm", "password", IdentityFixtures.PASSWORD)
                .follow()
                .submit("/account/confirm/code", "code", sent.lastCodeTo(email));
        assertThat(banner(admin)).contains("Nothing has been saved yet");
        assertThat(open(practice)).isTrue();
        admin.submit(close, "typed", practice.value());
        if (open(practice)) { // as soon as there is another one (T9)
            var other = signedInStaff(people.worker(Role.PLATFORM_ADMIN));
            other.get(close).submit(close, "typed", practice.value());
        }
        assertThat(open(practice)).isFalse();
    }

    private boolean open(OdsCode practice) {
        return jdbc.sql("select closed_on is null from practice.practice where ods_code = ?")
                .param(practice.value())
                .query(Boolean.class)
                .single();
    }

    /** T9: one asks, another one agrees. */
    @Test
    void twoAdministratorsGiveARoleTogether() {
        var first = people.worker(Role.PLATFORM_ADMIN);
        var second = people.worker(Role.PLATFORM_ADMIN);
        var asks = signedInStaff(first);
        var agrees = signedInStaff(second);
        var worker = people.worker(Role.CONTENT_EDITOR);
        var id = people.idOf(worker);

        assertThat(banner(changesRoles(asks, id, Role.CONTENT_EDITOR, Role.CONTENT_APPROVER)))
                .contains("Another administrator has been asked to agree");
        assertThat(rolesOf(worker)).containsExactly("CONTENT_EDITOR");
        assertThat(sent.toldTo(second)).containsExactly(Kind.SECOND_ADMIN_NEEDED);
        assertThat(sent.toldTo(first)).isEmpty();

        var page = asks.get(LIST).page();
        var refuse = page.select("form[action$=/refuse]").attr("action");
        var agree = refuse.replace("/refuse", "/agree");
        assertThat(page.select("form[action=" + agree + "]"))
                .as("not offered to who asked")
                .isEmpty();
        assertThat(asks.post(agree, "_csrf", asks.token()).status())
                .as("own request")
                .isEqualTo(404);
        assertThat(rolesOf(worker)).containsExactly("CONTENT_EDITOR");
        assertThatThrownBy(() -> jdbc.sql(
                                "update identity.role_request set answered_by = asked_by, answered_at = now(), granted = true where account = ? and answered_at is null")
                        .param(id)
                        .update())
                .hasMessageContaining("role_request_granted_by_another");

        agrees.get(LIST).submit(agree);
        assertThat(agrees.location()).isEqualTo(LIST);
        assertThat(rolesOf(worker)).containsExactlyInAnyOrder("CONTENT_EDITOR", "CONTENT_APPROVER");
        assertThat(banner(agrees.post(agree, "_csrf", agrees.get(LIST).token())))
                .as("once, and a second press is told so")
                .contains("This was settled already");
        assertThat(banner(asks.post(refuse, "_csrf", asks.get(LIST).token())))
                .as("from a page of before")
                .contains("This was settled already");
        assertThat(trail("CONTENT_APPROVER to account " + id)).hasSize(1);
        assertThat(sent.toldTo(worker)).containsExactly(Kind.ROLE_GIVEN);
        assertThat(trail("account " + id))
                .anyMatch(line -> line.startsWith("ROLE_ASKED CONTENT_APPROVER"))
                .anyMatch(line -> line.equals("ROLE_GRANTED CONTENT_APPROVER to account " + id
                        + ", asked for by account " + people.idOf(first)));

        changesRoles(asks, id, Role.CONTENT_EDITOR, Role.PLATFORM_ADMIN);
        assertThat(rolesOf(worker)).as("taken at once, given later").containsExactly("CONTENT_EDITOR");
        agrees.get(LIST).submit(agrees.page().select("form[action$=/refuse]").attr("action"));
        assertThat(rolesOf(worker)).containsExactly("CONTENT_EDITOR");
    }

    /** An invitation gives a role too: a thief of one session does not get round the second administrator with it. */
    @Test
    void twoAdministratorsInviteTogether() {
        var first = signedInStaff(people.worker(Role.PLATFORM_ADMIN));
        var second = signedInStaff(people.worker(Role.PLATFORM_ADMIN));
        var email = newAddress();
        assertThat(banner(invites(first, email, Role.PLATFORM_ADMIN, ""))).contains("asked to agree");
        assertThat(sent.invitations).noneMatch(it -> it.email().equals(email));
        var withdraw = first.get(LIST).page().select("tr:contains(" + email + ") form[action$=/withdraw]");
        var agree = withdraw.attr("action").replace("/withdraw", "/agree");
        assertThat(first.post(agree, "_csrf", first.token()).status()).isEqualTo(404);
        assertThat(banner(first.post(
                        agree.replace("/agree", "/again"),
                        "_csrf",
                        first.get(LIST).token())))
                .contains("asked to agree");
        assertThat(sent.invitations).noneMatch(it -> it.email().equals(email));

        second.get(LIST).submit(agree);
        var code = sent.invitationTo(email);
        assertThat(banner(second.post(agree, "_csrf", second.get(LIST).token())))
                .as("pressed twice")
                .contains("This was settled already");
        assertThat(sent.invitationTo(email)).as("and sent once").isEqualTo(code);
        assertThat(accepts(sent.invitationTo(email)).location()).isEqualTo(LIST);
        assertThat(rolesOf(email)).containsExactly("PLATFORM_ADMIN");
    }

    /** T9: what one administrator asked for alone is not sent again alone once there are two. */
    @Test
    void sendsAgainByTheRuleOfToday() {
        var alone = people.worker(Role.PLATFORM_ADMIN);
        var first = signedInStaff(alone);
        var email = newAddress();
        invites(first, email, Role.AUDITOR, "");
        var code = sent.invitationTo(email);
        var other = people.worker(Role.PLATFORM_ADMIN);
        var second = signedInStaff(other);
        var row = "tr:contains(" + email + ") ";
        var again = first.get(LIST).page().select(row + "form[action$=/again]");
        assertThat(again.text()).startsWith("Ask a second administrator");

        first.submit(again.attr("action"));

        assertThat(banner(first)).contains("Another administrator has been asked to agree");
        assertThat(first.page().select(row).text()).contains("Waits for a second administrator");
        assertThat(sent.invitationTo(email)).as("nothing new is sent").isEqualTo(code);
        assertThat(problems(accepts(code))).startsWith("We do not recognise that code");
        assertThat(sent.toldTo(other)).contains(Kind.SECOND_ADMIN_NEEDED);
        assertThat(first.page().select(row + "form[action$=/agree]"))
                .as("not one's own")
                .isEmpty();
        var agree = second.get(LIST).page().select(row + "form[action$=/agree]").attr("action");
        assertThat(first.post(agree, "_csrf", first.token()).status()).isEqualTo(404);
        assertThat(banner(first.post(
                        again.attr("action"), "_csrf", first.get(LIST).token())))
                .as("the one before is withdrawn")
                .contains("This was settled already");

        second.get(LIST).submit(agree);
        assertThat(sent.invitationTo(email)).isNotEqualTo(code);
        again = first.get(LIST).page().select(row + "form[action$=/again]");
        assertThat(again.text()).as("two have agreed").startsWith("Send again");
        assertThat(banner(first.submit(again.attr("action")))).contains("on its way");
        assertThat(accepts(sent.invitationTo(email)).status()).isEqualTo(302);
        assertThat(rolesOf(email)).containsExactly("AUDITOR");
        assertThat(banner(first.post(
                        again.attr("action"), "_csrf", first.get(LIST).token())))
                .as("accepted meanwhile")
                .contains("This was settled already");
    }

    @Test
    void aLoneAdministratorDecidesAndThatIsNoted() {
        var email = people.worker(Role.PLATFORM_ADMIN);
        var admin = signedInStaff(email);
        assertThat(admin.get(LIST).body()).contains("You are the only administrator");
        var worker = people.worker(Role.CONTENT_EDITOR);
        var id = people.idOf(worker);
        assertThat(banner(changesRoles(admin, id, Role.AUDITOR))).contains("The roles are changed");
        assertThat(rolesOf(worker)).containsExactly("AUDITOR");
        assertThat(trail("account " + id))
                .contains("ROLE_GRANTED AUDITOR to account " + id + ", by the only administrator");
        assertThat(sent.toldTo(email)).as("also of what was done in their name").contains(Kind.ADMINS_GIVEN);
    }

    /** T9: a thief of one session cannot first send the second administrator away and then decide alone. */
    @Test
    void whoeverWasAdministratorLatelyStillCounts() {
        var thief = signedInStaff(people.worker(Role.PLATFORM_ADMIN));
        var second = people.worker(Role.PLATFORM_ADMIN);
        var worker = people.worker(Role.CONTENT_EDITOR);
        thief.get(LIST + "/" + people.idOf(second)).submit(LIST + "/" + people.idOf(second) + "/off");
        assertThat(rolesOf(second)).isEmpty();
        assertThat(sent.toldTo(second)).containsExactly(Kind.ROLE_TAKEN, Kind.SWITCHED_OFF);

        assertThat(banner(changesRoles(thief, people.idOf(worker), Role.PLATFORM_ADMIN)))
                .as("the truth: there is nobody to ask")
                .contains("There is no other administrator now");
        assertThat(rolesOf(worker)).containsExactly("CONTENT_EDITOR");
        var end = UkTime.moment(
                jdbc.sql("select was_admin_until from identity.account where id = ?")
                        .param(people.idOf(second))
                        .query(java.sql.Timestamp.class)
                        .single()
                        .toInstant()
                        .plus(Duration.ofDays(7)),
                clock);
        for (var page : List.of("", "/invite", "/" + people.idOf(worker) + "/roles")) {
            assertThat(thief.get(LIST + page).page().select("main").text())
                    .as(page)
                    .contains("You can decide alone from " + end);
        }
        assertThat(banner(invites(thief, newAddress(), Role.AUDITOR, "")))
                .startsWith("Important")
                .contains("noted, but not sent");
        thief.get(LIST + "/" + people.idOf(second)).submit(LIST + "/" + people.idOf(second) + "/on");
        assertThat(rolesOf(second)).as("comes back without that role").isEmpty();
        assertThat(signsIn(visitor(), second, IdentityFixtures.PASSWORD).status())
                .as("an account without a role")
                .isEqualTo(422);

        jdbc.sql("update identity.account set was_admin_until = now() - interval '8 days' where id = ?")
                .param(people.idOf(second))
                .update();
        changesRoles(thief, people.idOf(worker), Role.PLATFORM_ADMIN);
        assertThat(rolesOf(worker)).containsExactly("PLATFORM_ADMIN");
    }

    @Test
    void nobodyChangesTheirOwnAccount() {
        var email = people.worker(Role.PLATFORM_ADMIN);
        var admin = signedInStaff(email);
        people.worker(Role.PLATFORM_ADMIN);
        var own = LIST + "/" + people.idOf(email);
        assertThat(admin.get(own).page().select("main form")).isEmpty();
        assertThat(admin.get(own + "/roles").status()).isEqualTo(404);
        for (var act : List.of("/roles", "/off", "/on", "/sign-out")) {
            assertThat(admin.post(own + act, "_csrf", admin.get(LIST).token(), "roles", "CONTENT_EDITOR")
                            .status())
                    .as(act)
                    .isEqualTo(404);
        }
        assertThat(rolesOf(email)).containsExactly("PLATFORM_ADMIN");
    }

    /** Two administrators who send each other away at the same moment: one stays. */
    @Test
    void theLastAdministratorStays() throws Exception {
        for (int round = 0; round < 5; round++) {
            nobodyRunsThePortal();
            jdbc.sql("delete from identity.limit_window").update();
            var emails = List.of(people.worker(Role.PLATFORM_ADMIN), people.worker(Role.PLATFORM_ADMIN));
            emails.forEach(
                    email -> jdbc.sql("insert into identity.account_role (account, role) values (?, 'CONTENT_EDITOR')")
                            .param(people.idOf(email))
                            .update());
            var visitors = emails.stream().map(this::signedInStaff).toList();
            var acts = List.of("/off", "/roles");
            var turn = new AtomicInteger();
            var act = acts.get(round % 2);
            var tokens = visitors.stream().map(it -> it.get(LIST).token()).toList();
            var statuses = atOnce(2, () -> {
                int me = turn.getAndIncrement();
                return visitors.get(me)
                        .post(
                                LIST + "/" + people.idOf(emails.get(1 - me)) + act,
                                "_csrf",
                                tokens.get(me),
                                "roles",
                                "CONTENT_EDITOR")
                        .status();
            });
            assertThat(jdbc.sql(
                                    "select count(*) from identity.account a join identity.account_role r on r.account = a.id where r.role = 'PLATFORM_ADMIN' and a.switched_off_at is null")
                            .query(Integer.class)
                            .single())
                    .as("round %d: %s", round, statuses)
                    .isEqualTo(1);
        }
    }

    /** V7.4.2: within 5 seconds, on all nodes: with the next request, since each reads the database. */
    @Test
    void aLeaversAccountEndsEverywhereAtOnce() {
        var practice = practice();
        var manager = at(practice, Role.PRACTICE_LEAD);
        var devices = List.of(signedInStaff(manager), signedInStaff(manager));
        var invited = newAddress();
        devices.get(0).get("/practice/staff/invite").submit("/practice/staff/invite", "email", invited);
        var code = sent.invitationTo(invited);
        var forgotten = visitor().get("/password/reset").submit("/password/reset", "email", manager);
        var resetCode = sent.lastCodeTo(manager);
        var address = LIST + "/" + people.idOf(manager);

        var admin = admin();
        assertThat(banner(admin.get(address).submit(address + "/off"))).contains("switched off");

        for (var device : devices) {
            assertThat(device.get("/practice/test-probe").location()).isEqualTo("/sign-in");
        }
        assertThat(signsIn(visitor(), manager, IdentityFixtures.PASSWORD).status())
                .isEqualTo(422);
        forgotten.follow().submit("/password/reset/code", "code", resetCode, "password", PASSWORD);
        assertThat(forgotten.status()).as("V6.3.4").isEqualTo(422);
        assertThat(problems(accepts(code))).as("doors left open").startsWith("We do not recognise that code");
        assertThat(sent.toldTo(manager)).contains(Kind.SWITCHED_OFF);
        assertThat(trail("account " + people.idOf(manager)))
                .contains("ACCOUNT_SWITCHED_OFF account " + people.idOf(manager));

        admin.get(address).submit(address + "/on");
        assertThat(signedInStaff(manager).get("/practice/test-probe").status()).isEqualTo(200);
        assertThat(devices.get(0).get("/practice/test-probe").location()).isEqualTo("/sign-in");
        admin.get(address).submit(address + "/sign-out");
        assertThat(admin.get(address).page().select("main").text()).contains("Nowhere at the moment");
    }

    /** V7.5.1, T5: a stolen session of an administrator gives nothing away after ten minutes. */
    @Test
    void asksAnAdministratorAgainWhoTheyAre() {
        var email = people.worker(Role.PLATFORM_ADMIN);
        var admin = signedInStaff(email);
        var worker = LIST + "/" + people.idOf(people.worker(Role.CONTENT_EDITOR));
        var token = admin.get(LIST).token();
        clock.move(Duration.ofMinutes(11));
        assertThat(admin.get(LIST).status()).as("looking").isEqualTo(200);
        assertThat(admin.get(LIST + "/invite").location()).isEqualTo("/account/confirm");
        assertThat(admin.get(worker + "/roles").location()).isEqualTo("/account/confirm");
        assertThat(admin.post(worker + "/off", "_csrf", token).location()).isEqualTo("/account/confirm");
        admin.follow()
                .submit("/account/confirm", "password", IdentityFixtures.PASSWORD)
                .follow()
                .submit("/account/confirm/code", "code", sent.lastCodeTo(email));
        assertThat(admin.location()).as("back to where they were").isEqualTo(worker);
        assertThat(banner(admin))
                .contains("Nothing has been done yet. To switch the account off")
                .doesNotContain("Success");
        assertThat(admin.page().select(".nhsuk-notification-banner--success")).isEmpty();
        assertThat(banner(admin.submit(worker + "/off"))).contains("is switched off");

        admin.get(worker + "/roles");
        clock.move(Duration.ofMinutes(26));
        admin.submit(worker + "/roles", "roles", "AUDITOR");
        admin.follow()
                .submit("/account/confirm", "password", IdentityFixtures.PASSWORD)
                .follow()
                .submit("/account/confirm/code", "code", sent.lastCodeTo(email));
        assertThat(banner(admin)).contains("Nothing has been saved yet");
        clock.move(Duration.ofMinutes(11));
        admin.get(LIST + "/invite")
                .follow()
                .submit("/account/confirm", "password", IdentityFixtures.PASSWORD)
                .follow()
                .submit("/account/confirm/code", "code", sent.lastCodeTo(email));
        assertThat(banner(admin)).as("nothing was to be done").isEmpty();
    }

    /** V7.5.1: time to type is given to those who were shown the form, not to those who send it straight away. */
    @Test
    void asksAlsoWhoeverSkipsTheForm() {
        var admin = signedInStaff(people.worker(Role.PLATFORM_ADMIN));
        var worker = LIST + "/" + people.idOf(people.worker(Role.CONTENT_EDITOR));
        var invited = newAddress();
        var token = admin.get(worker + "/roles").token();
        clock.move(Duration.ofMinutes(11));
        admin.post(LIST + "/invite", "_csrf", token, "email", invited, "role", "CONTENT_EDITOR");
        assertThat(admin.location()).isEqualTo("/account/confirm");
        assertThat(sent.invitations).noneMatch(it -> it.email().equals(invited));
        admin.post(worker + "/roles", "_csrf", token, "roles", "CONTENT_EDITOR");
        assertThat(admin.location()).as("the form that was shown in time").isNotEqualTo("/account/confirm");
    }

    /** V7.5.1: the same for a lead. */
    @Test
    void tellsALeadWhatIsNotDoneYet() {
        var practice = practice();
        var email = at(practice, Role.PRACTICE_LEAD);
        var colleague = at(practice, Role.PRACTICE_STAFF);
        var lead = signedInStaff(email);
        var works = signedInStaff(colleague);
        lead.get("/practice/staff");
        clock.move(Duration.ofMinutes(11));
        lead.submit("/practice/staff/" + people.idOf(colleague) + "/off")
                .follow()
                .submit("/account/confirm", "password", IdentityFixtures.PASSWORD)
                .follow()
                .submit("/account/confirm/code", "code", sent.lastCodeTo(email));
        assertThat(lead.location()).isEqualTo("/practice/staff");
        assertThat(banner(lead)).contains("Nothing has been done yet. To switch the account off");
        assertThat(works.get("/practice/test-probe").status()).isEqualTo(200);
    }

    /** Whose name others read in e-mails, and who chooses what somebody could guess. */
    @Test
    void newcomersChooseANameAndAPasswordThatMisleadNobody() {
        var email = newAddress();
        invites(admin(), email, Role.CONTENT_EDITOR, "");
        var code = sent.invitationTo(email);
        var visitor = visitor();
        visitor.get("/invitation")
                .submit("/invitation", "code", code, "fullName", "Nora https://evil.example", "password", PASSWORD);
        assertThat(problems(visitor)).isEqualTo("Full name must not have a web address, a slash or a colon in it");
        visitor.submit("/invitation", "code", code, "fullName", "Nora Oakes", "password", email);
        assertThat(problems(visitor)).isEqualTo("Password must not be your email address. Choose another one");
        visitor.submit("/invitation", "code", code, "fullName", "Nora\u202e\u200b \r\nOakes", "password", PASSWORD);
        assertThat(visitor.status()).isEqualTo(302);
        assertThat(jdbc.sql("select display_name from identity.account where email = ?")
                        .param(email)
                        .query(String.class)
                        .single())
                .isEqualTo("Nora Oakes");
    }

    @Test
    void keepsDutiesApart() {
        var admin = admin();
        var worker = people.idOf(people.worker(Role.CONTENT_EDITOR));
        assertThat(admin.get(LIST + "/" + worker + "/roles")
                        .page()
                        .select("input[checked]")
                        .eachAttr("value"))
                .as("what they have is ticked")
                .containsExactly("CONTENT_EDITOR");
        assertThat(problems(changesRoles(admin, worker, Role.PLATFORM_ADMIN, Role.AUDITOR)))
                .isEqualTo("Select administrator or auditor, not both: nobody checks their own work");
        assertThat(admin.page().select("input[checked]").eachAttr("value"))
                .as("kept")
                .containsExactly("PLATFORM_ADMIN", "AUDITOR");
        assertThat(problems(changesRoles(admin, worker))).startsWith("Select what the account may be used for");
        assertThat(problems(changesRoles(admin, worker, Role.PRACTICE_STAFF)))
                .as("not offered to somebody without a practice")
                .startsWith("Select what the account may be used for");
        assertThat(problems(changesRoles(admin, worker, Role.PATIENT))).startsWith("Select what");
        var atPractice = people.idOf(at(practice(), Role.PRACTICE_STAFF));
        assertThat(problems(changesRoles(admin, atPractice, Role.PRACTICE_STAFF, Role.PRACTICE_LEAD)))
                .startsWith("Select practice staff or practice lead, not both");
        assertThat(problems(changesRoles(admin, atPractice, Role.PLATFORM_ADMIN)))
                .startsWith("Select what");
        assertThatThrownBy(() -> jdbc.sql("insert into identity.account_role (account, role) values (?, 'AUDITOR')")
                        .param(atPractice)
                        .update())
                .hasMessageContaining("account_role_one_duty");
        changesRoles(admin, atPractice, Role.PRACTICE_LEAD);
        assertThat(jdbc.sql("select role from identity.account_role where account = ?")
                        .param(atPractice)
                        .query(String.class)
                        .list())
                .containsExactly("PRACTICE_LEAD");
    }

    @Test
    void findsAccountsWithoutPuttingNamesIntoAddresses() {
        var admin = admin();
        var practice = practice();
        var email = at(practice, Role.PRACTICE_STAFF);
        for (var text :
                List.of(email.substring(0, 12).toUpperCase(), practice.value().toLowerCase(), " " + email)) {
            admin.get(LIST).submit(LIST, "text", text);
            assertThat(admin.page().select("tbody").text()).as(text).contains(email);
        }
        assertThat(problems(admin.get(LIST).submit(LIST, "text", "x"))).startsWith("Enter 2 to 100 letters");
        assertThat(problems(admin.get(LIST).submit(LIST, "text", "x".repeat(100_000))))
                .startsWith("Enter 2 to 100 letters");
        for (var pattern : List.of("%%", "__", ".*(", "'; drop")) {
            admin.get(LIST).submit(LIST, "text", pattern);
            assertThat(admin.body()).as("V1.2.9: " + pattern).contains("There is no such account");
        }
        for (var page : List.of("-1", "0", "abc", "99999999999", "1000000", "1&page=2")) {
            assertThat(admin.get(LIST + "?page=" + page).status())
                    .as("B22: " + page)
                    .isEqualTo(200);
        }
    }

    /** T7: the practice is the lead's own. */
    @Test
    void aLeadLooksAfterTheStaffOfTheirOwnPractice() {
        var practice = practice();
        var lead = signedInStaff(at(practice, Role.PRACTICE_LEAD));
        var colleague = at(practice, Role.PRACTICE_STAFF);
        var otherLead = at(practice, Role.PRACTICE_LEAD);
        var elsewhere = at(practice(), Role.PRACTICE_STAFF);
        var email = newAddress();

        lead.get("/practice/staff/invite")
                .submit("/practice/staff/invite", "email", email, "role", "PRACTICE_LEAD", "practice", "W50001");
        assertThat(banner(lead)).contains("on its way");
        accepts(sent.invitationTo(email));
        assertThat(rolesOf(email)).as("T21").containsExactly("PRACTICE_STAFF");
        assertThat(jdbc.sql("select practice from identity.account where email = ?")
                        .param(email)
                        .query(String.class)
                        .single())
                .isEqualTo(practice.value());

        var works = signedInStaff(colleague);
        lead.get("/practice/staff").submit("/practice/staff/" + people.idOf(colleague) + "/off");
        assertThat(works.get("/practice/test-probe").location()).isEqualTo("/sign-in");
        lead.get("/practice/staff").submit("/practice/staff/" + people.idOf(colleague) + "/on");
        assertThat(signedInStaff(colleague).get("/practice/test-probe").status())
                .isEqualTo(200);

        var page = lead.get("/practice/staff");
        assertThat(page.body()).contains(colleague, otherLead).doesNotContain(elsewhere);
        for (var other : List.of(elsewhere, otherLead)) {
            for (var act : List.of("/off", "/on")) {
                assertThat(lead.post("/practice/staff/" + people.idOf(other) + act, "_csrf", page.token())
                                .status())
                        .isEqualTo(404);
            }
        }

        admin().get(LIST + "/" + people.idOf(colleague)).submit(LIST + "/" + people.idOf(colleague) + "/off");
        assertThat(lead.get("/practice/staff").page().select("form[action$=" + people.idOf(colleague) + "/on]"))
                .as("whom an administrator switched off")
                .isEmpty();
        assertThat(lead.post("/practice/staff/" + people.idOf(colleague) + "/on", "_csrf", lead.token())
                        .status())
                .isEqualTo(404);
        assertThat(signedInStaff(at(practice, Role.PRACTICE_STAFF))
                        .get("/practice/staff")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aLeadCannotTouchWhatAdministratorsAskedFor() {
        var practice = practice();
        var lead = signedInStaff(at(practice, Role.PRACTICE_LEAD));
        var email = newAddress();
        invites(admin(), email, Role.PRACTICE_LEAD, practice.value());
        var id = jdbc.sql("select id::text from identity.invitation where email = ?")
                .param(email)
                .query(String.class)
                .single();
        for (var act : List.of("/again", "/withdraw")) {
            assertThat(lead.post(
                                    "/practice/staff/invitations/" + id + act,
                                    "_csrf",
                                    lead.get("/practice/staff").token())
                            .status())
                    .isEqualTo(404);
        }
        assertThat(accepts(sent.invitationTo(email)).location()).isEqualTo("/practice");
    }
}
