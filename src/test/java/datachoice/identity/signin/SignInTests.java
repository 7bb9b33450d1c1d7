package datachoice.identity.signin;

import static datachoice.TestPeople.asJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.core.Role;
import datachoice.identity.Accounts;
import datachoice.identity.IdentityFixtures;
import datachoice.identity.WebTests;
import datachoice.identity.account.AccountRows;
import datachoice.identity.proof.FailureBudgets;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;

/** Decision 13, T2, T15, T16, B10: e-mail and password, and the second factor of workers. */
class SignInTests extends WebTests {
    private static final String FAILED = "The email address or password is not right";

    @Autowired
    Accounts accounts;

    @Autowired
    AccountRows rows;

    @Test
    void asksWithTheAgreedWords() {
        var page = visitor().get("/sign-in").page();
        assertThat(page.select("label").eachText()).containsExactly("Email address", "Password");
        assertThat(page.select("main button[type=submit]").eachText()).containsExactly("Sign in");
        assertThat(page.getElementById("email").attr("type")).isEqualTo("email");
    }

    @Test
    void aPatientSignsInWithAPassword() {
        var visitor = signedIn(people.withAccount(people.withLetter()));
        assertThat(visitor.status()).isEqualTo(302);
        assertThat(visitor.location()).isEqualTo("/choices");
        assertThat(visitor.get("/choices/test-probe").body()).isEqualTo("Zoë O’Brien-Müller [PATIENT]");
        assertThat(visitor.get("/account/new").status()).isEqualTo(404);
    }

    @Test
    void staffNeedTheCodeFromTheirEmail() {
        var email = people.staff();
        var visitor = signedIn(email);
        assertThat(visitor.location()).isEqualTo("/sign-in/code");
        assertThat(visitor.get("/practice/test-probe").location()).isEqualTo("/sign-in/code");
        var page = visitor.get("/sign-in/code").page();
        assertThat(page.select("main label").eachText()).containsExactly("Security code");
        assertThat(page.select("main button").eachText()).containsExactly("Continue", "Send another");
        visitor.submit("/sign-in/code", "code", " " + sent.lastCodeTo(email).replaceAll("(...)", "$1 "));
        assertThat(visitor.location()).isEqualTo("/practice");
        assertThat(visitor.get("/practice/test-probe").body()).isEqualTo("Sam Staff [PRACTICE_STAFF]");
        assertThat(visitor.get("/choices/test-probe").status()).isEqualTo(404);
        assertThat(visitor.get("/nobody/test-probe").status()).isEqualTo(404);
        assertThat(visitor.get("/sign-in/code").location()).isEqualTo("/practice");
    }

    @Test
    void everyFailureLooksTheSame() {
        var email = people.withAccount(people.withLetter());
        var off = people.withAccount(people.withLetter());
        people.switchOff(off);
        for (var visitor : List.of(
                signsIn(visitor(), email, "not the password"),
                signsIn(visitor(), "nobody@demo.example", IdentityFixtures.PASSWORD),
                signsIn(visitor(), off, IdentityFixtures.PASSWORD),
                signsIn(visitor(), email, "x".repeat(5_000)))) {
            assertThat(visitor.status()).isEqualTo(422);
            assertThat(visitor.page().title()).startsWith("Error: ");
            assertThat(visitor.page().select(".nhsuk-error-summary__list").text())
                    .isEqualTo(FAILED);
            assertThat(visitor.page().getElementById("password").hasAttr("value"))
                    .isFalse();
        }
        var longest = signsIn(visitor(), email, "x".repeat(1_000_000));
        assertThat(longest.page().select(".nhsuk-error-summary__list").text()).isEqualTo(FAILED);
    }

    @Test
    void addressesAreReadLeniently() {
        var email = people.withAccount(people.withLetter());
        assertThat(signsIn(visitor(), "  " + email.toUpperCase() + " ", IdentityFixtures.PASSWORD)
                        .location())
                .isEqualTo("/choices");
        assertThat(signsIn(visitor(), "jane", "x")
                        .page()
                        .select(".nhsuk-error-summary__list")
                        .text())
                .isEqualTo("Enter an email address with a name, an @ sign and a domain, like name@example.org");
        assertThat(signsIn(visitor(), "", "")
                        .page()
                        .select(".nhsuk-error-summary__list a")
                        .eachText())
                .containsExactly("Enter an email address", "Enter your password");
        assertThat(signsIn(visitor(), "a@b.example, c@d.example", "x").status()).isEqualTo(422);
    }

    @Test
    void changesTheSessionIdAtEachStep() {
        var email = people.staff();
        var visitor = visitor().get("/sign-in");
        var before = visitor.cookie("datachoice");
        visitor.submit("/sign-in", "email", email, "password", IdentityFixtures.PASSWORD);
        var afterPassword = visitor.cookie("datachoice");
        visitor.follow().submit("/sign-in/code", "code", sent.lastCodeTo(email));
        var afterCode = visitor.cookie("datachoice");
        assertThat(List.of(before, afterPassword, afterCode)).doesNotHaveDuplicates();
        for (var old : List.of(before, afterPassword)) {
            assertThat(visitor()
                            .withCookie("datachoice", old)
                            .get("/practice/test-probe")
                            .location())
                    .isEqualTo("/sign-in");
        }
        assertThat(visitor().get("/practice/test-probe;jsessionid=" + afterCode).status())
                .isEqualTo(404);
    }

    @Test
    void theCodeWorksInTheSessionThatAskedOnly() {
        var email = people.staff();
        signedIn(email);
        var stolen = sent.lastCodeTo(email);
        var other = signedIn(email);
        other.follow().submit("/sign-in/code", "code", stolen);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body()).contains("That code is not right, or is more than 10 minutes old");
    }

    @Test
    void threeWrongCodesEndIt() {
        var email = people.staff();
        var visitor = signedIn(email).follow();
        var right = sent.lastCodeTo(email);
        var wrong = right.equals("000000") ? "000001" : "000000";
        visitor.submit("/sign-in/code", "code", wrong).submit("/sign-in/code", "code", wrong);
        assertThat(visitor.body()).contains("That code is not right");
        visitor.submit("/sign-in/code", "code", wrong);
        assertThat(visitor.body()).contains("You have used all your tries");
        visitor.submit("/sign-in/code", "code", right);
        assertThat(visitor.status()).isEqualTo(422);
        assertThat(visitor.submit("/sign-in/code", "code", "12").body()).contains("The code has 6 numbers");
        assertThat(visitor.submit("/sign-in/code", "code", "").body()).contains("Enter the 6 numbers we sent");
    }

    @Test
    void theCodeLastsTenMinutes() {
        var email = people.staff();
        var visitor = signedIn(email).follow();
        clock.move(Duration.ofMinutes(11));
        assertThat(visitor.submit("/sign-in/code", "code", sent.lastCodeTo(email))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void sendsFourCodesAndNoMore() {
        var email = people.staff();
        var visitor = signedIn(email).follow();
        var first = sent.lastCodeTo(email);
        for (int i = 0; i < 3; i++) {
            visitor.submit("/sign-in/code/again").follow();
            assertThat(visitor.body()).contains("We have sent new numbers");
        }
        visitor.submit("/sign-in/code/again").follow();
        assertThat(visitor.body()).contains("We cannot send any more numbers");
        assertThat(sent.codes.stream().filter(code -> code.email().equals(email)))
                .hasSize(4);
        assertThat(visitor.submit("/sign-in/code", "code", first).status()).isEqualTo(422);
        assertThat(visitor.submit("/sign-in/code", "code", sent.lastCodeTo(email))
                        .location())
                .isEqualTo("/practice");
    }

    @Test
    void goesOnToThePageThatWasAskedFor() {
        var email = people.withAccount(people.withLetter());
        var visitor = visitor().get("/choices/test-probe?page=2");
        assertThat(visitor.status()).isEqualTo(302);
        assertThat(visitor.location()).isEqualTo("/sign-in");
        signsIn(visitor, email, IdentityFixtures.PASSWORD);
        assertThat(visitor.location()).isEqualTo("/choices/test-probe?page=2");
        assertThat(signsIn(visitor, email, IdentityFixtures.PASSWORD).location())
                .isEqualTo("/choices");
    }

    @Test
    void doesNotGoOnToAPageOfSomebodyElsesArea() {
        var visitor = visitor().get("/practice/test-probe");
        signsIn(visitor, people.withAccount(people.withLetter()), IdentityFixtures.PASSWORD);
        assertThat(visitor.location()).isEqualTo("/choices");
    }

    /** T16. */
    @Test
    void landsOnThisSiteWhateverIsAskedFor() {
        var email = people.withAccount(people.withLetter());
        for (var payload : List.of(
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "/%5cevil.example",
                "/%2f/evil.example",
                "/choices//evil.example",
                "/choices/..//evil.example",
                "/choices/%0d%0aLocation:%20https://evil.example",
                "/choices/@evil.example",
                "/choices?next=https://evil.example",
                "/.evil.example",
                "/choices/;@evil.example",
                "///evil.example",
                "/http:evil.example",
                "/choices/%00https://evil.example",
                "/%09/evil.example",
                "/choices/https:%2f%2fevil.example",
                "/%E3%80%82evil.example",
                "/choices/../../evil.example",
                "/choices/%2e%2e/%2e%2e/evil.example",
                "/\\/evil.example",
                "/choices/\\evil.example",
                "/choices/javascript:alert(1)",
                "/data:text/html,x",
                "/choices#@evil.example")) {
            jdbc.sql("delete from identity.limit_window").update();
            var visitor = visitor();
            try {
                visitor.get("/sign-in?continue=" + URLEncoder.encode(payload, StandardCharsets.UTF_8));
                visitor.submit(
                        "/sign-in",
                        "email",
                        email,
                        "password",
                        IdentityFixtures.PASSWORD,
                        "continue",
                        payload,
                        "redirect",
                        payload,
                        "next",
                        payload);
                assertThat(visitor.location()).isEqualTo("/choices");
                visitor = visitor();
                visitor.send(visitor.request("/")
                        .uri(URI.create("http://localhost:" + port + payload))
                        .GET());
            } catch (IllegalArgumentException e) {
                continue; // not an address that a browser could send
            }
            signsIn(visitor, email, IdentityFixtures.PASSWORD);
            assertThat(visitor.location()).as(payload).startsWith("/choices");
        }
    }

    /** T2, V6.1.1: whoever guesses is slowed down, the owner is not. */
    @Test
    void aGuesserSpendsTheirOwnBudgetOnly() {
        var email = people.withAccount(people.withLetter());
        for (int i = 0; i < FailureBudgets.ACCOUNT_FROM_NETWORK; i++) {
            assertThat(signsIn(visitor(), email, "a guess " + i).status()).isEqualTo(422);
        }
        var refused = signsIn(visitor(), email, IdentityFixtures.PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(signedIn(people.withAccount(people.withLetter())).location()).isEqualTo("/choices");
        clock.move(Duration.ofMinutes(15));
        assertThat(signedIn(email).location()).isEqualTo("/choices");
    }

    @Test
    void aRightTakenAwayEndsWithTheNextRequest() {
        var email = people.staff();
        var visitor = signedInStaff(email);
        assertThat(visitor.get("/practice/test-probe").status()).isEqualTo(200);
        rows.removeRole(people.idOf(email), Role.PRACTICE_STAFF);
        rows.addRole(people.idOf(email), Role.CONTENT_EDITOR);
        assertThat(visitor.get("/practice/test-probe").status()).isEqualTo(404);
    }

    @Test
    void aSwitchedOffAccountIsSignedOutAtOnce() {
        var email = people.withAccount(people.withLetter());
        var one = signedIn(email);
        var other = signedIn(email);
        people.switchOff(email);
        assertThat(one.get("/choices/test-probe").location()).isEqualTo("/sign-in");
        assertThat(other.get("/choices/test-probe").location()).isEqualTo("/sign-in");
    }

    @Test
    void endingSessionsEndsThemEverywhereButLetsTheOwnerBackIn() {
        var email = people.withAccount(people.withLetter());
        var visitor = signedIn(email);
        rows.endSessions(people.idOf(email), clock.instant());
        assertThat(visitor.get("/choices/test-probe").location()).isEqualTo("/sign-in");
        assertThat(signedIn(email).get("/choices/test-probe").status()).isEqualTo(200);
    }

    @Test
    void leavesAnEntryForEachSignIn() {
        var email = people.staff();
        signedInStaff(email);
        assertThat(jdbc.sql("select detail from audit.entry where action = 'SIGNED_IN' and actor_id = ?")
                        .param(people.idOf(email))
                        .query(String.class)
                        .list())
                .containsExactly("password and security code");
    }

    /** Decision 13: an account is a person's or a worker's, whoever tries to make it both. */
    @Test
    void noAccountIsAPersonsAndAWorkers() {
        var patient = people.idOf(people.withAccount(people.withLetter()));
        var worker = people.idOf(people.staff());
        for (var role : Role.values()) {
            if (role == Role.PATIENT || role == Role.LETTER) {
                assertThatThrownBy(() -> asJob(() -> accounts.openForWorker(
                                "x@y.example", IdentityFixtures.PASSWORD, "X", null, Set.of(role))))
                        .isInstanceOf(IllegalArgumentException.class);
            } else {
                assertThatThrownBy(() -> store(patient, role)).hasMessageContaining("account_role_fits_account");
            }
        }
        assertThatThrownBy(() -> store(worker, Role.PATIENT)).hasMessageContaining("account_role_fits_account");
        assertThatThrownBy(() -> accounts.openForWorker(
                        "x@y.example", IdentityFixtures.PASSWORD, "X", null, Set.of(Role.AUDITOR)))
                .isInstanceOf(AuthenticationCredentialsNotFoundException.class);
    }

    private void store(UUID account, Role role) {
        jdbc.sql("insert into identity.account_role (account, role) values (?, ?)")
                .params(account, role.name())
                .update();
    }
}
