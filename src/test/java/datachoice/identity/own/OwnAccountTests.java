package datachoice.identity.own;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.Role;
import datachoice.identity.AccountNotice.Kind;
import datachoice.identity.IdentityFixtures;
import datachoice.identity.WebTests;
import datachoice.identity.WebVisitor;
import datachoice.identity.proof.FailureBudgets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** T5, V7.4.3, V7.4.5, V7.5.1: what a thief of a session would change first. */
class OwnAccountTests extends WebTests {
    private static final String NEW = "kettle violin harbour";

    private String newAddress() {
        return "new-" + UUID.randomUUID() + "@demo.example";
    }

    private static WebVisitor changesPassword(WebVisitor visitor, String present, String password) {
        return visitor.get("/account/password").submit("/account/password", "present", present, "password", password);
    }

    private static String problems(WebVisitor visitor) {
        return visitor.page().select(".nhsuk-error-summary__list").text();
    }

    @Test
    void aNewPasswordEndsAllOtherVisitsAndTellsTheOwner() {
        var email = people.withAccount(people.withLetter());
        var other = signedIn(email);
        var visitor = signedIn(email);
        var before = visitor.cookie("datachoice");

        changesPassword(visitor, IdentityFixtures.PASSWORD, NEW);

        assertThat(visitor.location()).isEqualTo("/account");
        assertThat(visitor.follow().page().select(".nhsuk-notification-banner").text())
                .contains("Your password is changed");
        assertThat(visitor.cookie("datachoice")).as("T15").isNotEqualTo(before);
        assertThat(other.get("/choices/test-probe").location()).isEqualTo("/sign-in");
        assertThat(visitor()
                        .withCookie("datachoice", before)
                        .get("/choices/test-probe")
                        .location())
                .isEqualTo("/sign-in");
        assertThat(signsIn(visitor(), email, IdentityFixtures.PASSWORD).status())
                .isEqualTo(422);
        assertThat(signsIn(visitor(), email, NEW).location()).isEqualTo("/choices");
        assertThat(sent.toldTo(email)).containsExactly(Kind.PASSWORD_CHANGED);
        assertThat(entries("PASSWORD_CHANGED", email)).isEqualTo(1);
    }

    private Integer entries(String action, String email) {
        return jdbc.sql("select count(*) from audit.entry where action = ? and actor_id = ? and detail like ?")
                .params(action, people.idOf(email), "%" + people.idOf(email))
                .query(Integer.class)
                .single();
    }

    @Test
    void asksForThePresentPasswordAndCountsWrongOnes() {
        var email = people.withAccount(people.withLetter());
        var visitor = signedIn(email);
        assertThat(problems(changesPassword(visitor, "", NEW))).isEqualTo("Enter the password you have now");
        assertThat(problems(changesPassword(visitor, IdentityFixtures.PASSWORD, "short")))
                .isEqualTo("Password must be 12 characters or more");
        assertThat(problems(changesPassword(visitor, "not the password", NEW)))
                .isEqualTo("This is not the password you have now");
        assertThat(visitor.page().title()).startsWith("Error: ");
        assertThat(visitor.page().select("input[type=password]").eachAttr("value"))
                .allMatch(String::isEmpty);
        for (int i = 1; i < FailureBudgets.ACCOUNT_FROM_NETWORK; i++) {
            assertThat(changesPassword(visitor, "not the password", NEW).status())
                    .isEqualTo(422);
        }
        assertThat(changesPassword(visitor, IdentityFixtures.PASSWORD, NEW).status())
                .as("V2.4.1")
                .isEqualTo(429);
        assertThat(visitor.header("Retry-After")).isPresent();
        assertThat(sent.toldTo(email)).isEmpty();
    }

    /** B10. */
    @Test
    void takesLongPasswordsWholeAndNamesTheLimit() {
        var email = people.withAccount(people.withLetter());
        var visitor = signedIn(email);
        assertThat(problems(changesPassword(visitor, IdentityFixtures.PASSWORD, "x".repeat(1_000_000))))
                .isEqualTo("Password must be 128 characters or fewer");
        var longest = "🎈🎋".repeat(63) + " z";
        changesPassword(visitor, IdentityFixtures.PASSWORD, longest);
        assertThat(visitor.location()).isEqualTo("/account");
        assertThat(signsIn(visitor(), email, longest).location()).isEqualTo("/choices");
        assertThat(signsIn(visitor(), email, longest.substring(0, longest.length() - 1) + "y")
                        .status())
                .isEqualTo(422);
    }

    private WebVisitor asksForAddress(WebVisitor visitor, String address) {
        return visitor.get("/account/email")
                .submit("/account/email", "email", address, "present", IdentityFixtures.PASSWORD);
    }

    @Test
    void aNewAddressCountsOnceItIsConfirmedAndTheOldOneIsTold() {
        var email = people.withAccount(people.withLetter());
        var next = newAddress();
        var other = signedIn(email);
        var visitor = signedIn(email);
        asksForAddress(visitor, " " + next.toUpperCase() + " ");
        assertThat(visitor.location()).isEqualTo("/account/email/code");
        assertThat(signsIn(visitor(), next, IdentityFixtures.PASSWORD).status()).isEqualTo(422);
        visitor.follow().submit("/account/email/code", "code", "000000");
        assertThat(problems(visitor)).isEqualTo("That code is not right, or is more than 30 minutes old");

        visitor.submit("/account/email/code", "code", sent.lastCodeTo(next));

        assertThat(visitor.location()).isEqualTo("/account");
        assertThat(visitor.follow().page().select(".nhsuk-summary-list__value").eachText())
                .contains(next);
        assertThat(other.get("/choices/test-probe").location()).isEqualTo("/sign-in");
        assertThat(signsIn(visitor(), email, IdentityFixtures.PASSWORD).status())
                .isEqualTo(422);
        assertThat(signsIn(visitor(), next, IdentityFixtures.PASSWORD).location())
                .isEqualTo("/choices");
        assertThat(sent.toldTo(email)).containsExactly(Kind.EMAIL_CHANGED);
        assertThat(entries("EMAIL_CHANGED", next)).isEqualTo(1);
    }

    @Test
    void anAddressWithAnAccountLooksLikeAnyOtherAndItsOwnerIsWarned() {
        var taken = people.withAccount(people.withLetter());
        var email = people.withAccount(people.withLetter());
        var one = asksForAddress(signedIn(email), taken);
        var other = asksForAddress(signedIn(people.withAccount(people.withLetter())), newAddress());
        assertThat(one.location()).isEqualTo(other.location());
        assertThat(withoutToken(one.follow())).isEqualTo(withoutToken(other.follow()));
        assertThat(sent.warned).as("nobody wanted to open an account").doesNotContain(taken);
        assertThat(sent.toldTo(taken)).containsExactly(Kind.ADDRESS_WANTED);
        assertThat(sent.codes).noneMatch(code -> code.email().equals(taken));
        one.submit("/account/email/code", "code", "123456");
        assertThat(problems(one)).startsWith("That code is not right");
        assertThat(problems(asksForAddress(signedIn(email), email)))
                .isEqualTo("This is the address your account has now. Enter another one");
        assertThat(problems(asksForAddress(signedIn(email), "nobody")))
                .isEqualTo("Enter an email address with a name, an @ sign and a domain, like name@example.org");
    }

    private static String withoutToken(WebVisitor visitor) {
        var page = visitor.page();
        page.select("input[name=_csrf]").remove();
        return page.select("main").outerHtml();
    }

    /** A code that was on its way to an address proves nothing once the address or the password has changed. */
    @Test
    void whatWasSentBeforeAChangeWorksNoMore() {
        var email = people.withAccount(people.withLetter());
        var thief = visitor()
                .get("/password/reset")
                .submit("/password/reset", "email", email)
                .follow();
        var code = sent.lastCodeTo(email);
        changesPassword(signedIn(email), IdentityFixtures.PASSWORD, NEW);
        thief.submit("/password/reset/code", "code", code, "password", "thief thief thief lamp");
        assertThat(thief.status()).isEqualTo(422);
        assertThat(signsIn(visitor(), email, NEW).location()).isEqualTo("/choices");
    }

    /** V7.5.1: for workers the address is the second factor, so both are shown again after ten minutes. */
    @Test
    void workersShowBothFactorsAgainBeforeTheirAddressChanges() {
        var email = people.staff();
        var visitor = signedInStaff(email);
        assertThat(visitor.get("/account/email").status()).isEqualTo(200);
        clock.move(Duration.ofMinutes(11));
        assertThat(visitor.get("/account/email").location()).isEqualTo("/account/confirm");
        visitor.follow().submit("/account/confirm", "password", "not the password");
        assertThat(problems(visitor)).isEqualTo("This is not the password you have now");
        visitor.submit("/account/confirm", "password", IdentityFixtures.PASSWORD);
        assertThat(visitor.location()).isEqualTo("/account/confirm/code");
        assertThat(visitor.get("/account/email").location())
                .as("the password alone")
                .isEqualTo("/account/confirm");
        var before = visitor.cookie("datachoice");
        visitor.get("/account/confirm/code").submit("/account/confirm/code", "code", sent.lastCodeTo(email));
        assertThat(visitor.location()).isEqualTo("/account/email");
        assertThat(visitor.cookie("datachoice")).as("T15").isNotEqualTo(before);
        assertThat(visitor.follow().status()).isEqualTo(200);

        // B12: whoever types for a while loses nothing, whoever comes much later is asked again
        clock.move(Duration.ofMinutes(20));
        visitor.submit("/account/email", "email", newAddress(), "present", IdentityFixtures.PASSWORD);
        assertThat(visitor.location()).isEqualTo("/account/email/code");
        clock.move(Duration.ofMinutes(20));
        var late = visitor.get("/sign-in").token();
        assertThat(visitor.post(
                                "/account/email",
                                "_csrf",
                                late,
                                "email",
                                newAddress(),
                                "present",
                                IdentityFixtures.PASSWORD)
                        .location())
                .isEqualTo("/account/confirm");
    }

    /** V7.5.1: the password alone, in a stolen session, opens nothing that asks for both factors. */
    @Test
    void aNewPasswordProvesNoSecondFactor() {
        var email = people.staff();
        var visitor = signedInStaff(email);
        visitor.get("/account/password");
        clock.move(Duration.ofMinutes(11));
        visitor.submit("/account/password", "present", IdentityFixtures.PASSWORD, "password", NEW);
        assertThat(visitor.location()).as("typed for a while").isEqualTo("/account");
        assertThat(visitor.get("/practice/staff").status()).as("still in").isNotEqualTo(302);
        assertThat(visitor.get("/account/email").location())
                .as("proven when it was proven before")
                .isEqualTo("/account/confirm");
        assertThat(visitor.get("/account/password").location()).isEqualTo("/account/confirm");
    }

    @Test
    void workersShowBothFactorsAgainBeforeTheirPasswordChanges() {
        var email = people.staff();
        var visitor = signedInStaff(email);
        visitor.get("/account/password");
        clock.move(Duration.ofMinutes(26));
        visitor.submit("/account/password", "present", IdentityFixtures.PASSWORD, "password", NEW);
        assertThat(visitor.location()).isEqualTo("/account/confirm");
        assertThat(sent.toldTo(email)).isEmpty();
        visitor.follow().submit("/account/confirm", "password", IdentityFixtures.PASSWORD);
        visitor.follow().submit("/account/confirm/code", "code", sent.lastCodeTo(email));
        assertThat(visitor.location()).isEqualTo("/account/password");
        assertThat(visitor.follow().page().select(".nhsuk-notification-banner").text())
                .contains("Nothing has been saved yet");
        visitor.submit("/account/password", "present", IdentityFixtures.PASSWORD, "password", NEW);
        assertThat(visitor.location()).isEqualTo("/account");
    }

    /** B12: a form in one tab is not lost because another was opened in a second tab. */
    @Test
    void eachOfSeveralOpenFormsKeepsItsTime() {
        var email = people.staff();
        var visitor = signedInStaff(email);
        var token = visitor.get("/account/email").token();
        visitor.get("/account/password");
        clock.move(Duration.ofMinutes(20));
        visitor.post("/account/email", "_csrf", token, "email", newAddress(), "present", IdentityFixtures.PASSWORD);
        assertThat(visitor.location()).isEqualTo("/account/email/code");
        visitor.post("/account/password", "_csrf", token, "present", IdentityFixtures.PASSWORD, "password", "short");
        assertThat(visitor.status()).as("sent, and shown again").isEqualTo(422);
        visitor.post("/account/password", "_csrf", token, "present", IdentityFixtures.PASSWORD, "password", NEW);
        assertThat(visitor.location()).isEqualTo("/account");
    }

    /** B12: whoever is asked again in two tabs at once is told that the form of the first was not saved. */
    @Test
    void aFormThatWasNotSavedIsSaidAlsoOnThePageOfAnotherTab() {
        var email = people.staff();
        var visitor = signedInStaff(email);
        var token = visitor.get("/account/email").token();
        clock.move(Duration.ofMinutes(26));
        visitor.post("/account/email", "_csrf", token, "email", newAddress(), "present", IdentityFixtures.PASSWORD);
        assertThat(visitor.location()).isEqualTo("/account/confirm");
        assertThat(visitor.get("/account/password").location()).isEqualTo("/account/confirm");
        visitor.follow().submit("/account/confirm", "password", IdentityFixtures.PASSWORD);
        visitor.follow().submit("/account/confirm/code", "code", sent.lastCodeTo(email));
        assertThat(visitor.location()).isEqualTo("/account/password");
        assertThat(visitor.follow().page().select(".nhsuk-notification-banner").text())
                .contains("What you sent on another page is not saved yet");
        assertThat(visitor.get("/account/password").page().select(".nhsuk-notification-banner"))
                .as("once")
                .isEmpty();
    }

    @Test
    void aNewAddressProvesNothingAnew() {
        var email = people.staff();
        var next = newAddress();
        var visitor = signedInStaff(email);
        asksForAddress(visitor, next).follow();
        clock.move(Duration.ofMinutes(11));
        visitor.submit("/account/email/code", "code", sent.lastCodeTo(next));
        assertThat(visitor.location()).isEqualTo("/account");
        assertThat(visitor.get("/account/email").location()).isEqualTo("/account/confirm");
    }

    @Test
    void aNewPasswordIsNeitherTheAddressNorThePresentOne() {
        var email = people.withAccount(people.withLetter());
        var visitor = signedIn(email);
        assertThat(problems(changesPassword(visitor, IdentityFixtures.PASSWORD, " " + email.toUpperCase())))
                .isEqualTo("Password must not be your email address. Choose another one");
        assertThat(problems(changesPassword(visitor, NEW, NEW)))
                .isEqualTo("This is the password you have now. Choose another one");
        assertThat(sent.toldTo(email)).isEmpty();
    }

    /** V1.3: marks that nobody sees, or that turn the text around, would show another address than the real one. */
    @Test
    void refusesAddressesWithWhatNobodySees() {
        var visitor = signedIn(people.withAccount(people.withLetter()));
        for (var mark : List.of("\u202e", "\u200b", "\u2066", "\ufeff", "\u00ad", "\u00a0", "\u2028")) {
            for (var address : List.of("ann" + mark + "a@demo.example", "anna@demo" + mark + ".example")) {
                assertThat(problems(asksForAddress(visitor, address)))
                        .as("U+%04x", (int) mark.charAt(0))
                        .startsWith("Enter an email address with a name");
            }
        }
    }

    /** V7.4.5, V7.5.2. */
    @Test
    void showsWhereSomebodyIsSignedInAndEndsThat() {
        var email = people.withAccount(people.withLetter());
        var phone = visitor()
                .get("/sign-in")
                .submit(
                        "/sign-in",
                        java.util.Map.of(
                                "User-Agent",
                                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"),
                        "email",
                        email,
                        "password",
                        IdentityFixtures.PASSWORD);
        var laptop = visitor()
                .get("/sign-in")
                .submit(
                        "/sign-in",
                        java.util.Map.of("User-Agent", "<script>alert(1)</script> Firefox/140.0 (Windows NT 10.0)"),
                        "email",
                        email,
                        "password",
                        IdentityFixtures.PASSWORD);
        var here = signedIn(email);
        var stranger = signedIn(people.withAccount(people.withLetter()));

        var page = here.get("/account").page();
        assertThat(page.select(".app-person__name").eachText())
                .containsExactly(
                        "A browser on a device we do not know", "Firefox on a Windows computer", "Safari on an iPhone");
        assertThat(page.select(".app-person").first().text()).contains("The one you are using now");
        assertThat(page.html())
                .as("nothing that opens anything")
                .doesNotContain(phone.cookie("datachoice"), laptop.cookie("datachoice"), "alert(1)");

        var ofPhone =
                page.select(".app-person:contains(iPhone) input[name=session]").val();
        stranger.post("/account/sessions/end", "_csrf", stranger.get("/account").token(), "session", ofPhone);
        assertThat(phone.get("/choices/test-probe").status()).as("T6").isEqualTo(200);
        assertThat(stranger.follow().page().select(".nhsuk-notification-banner").text())
                .contains("had been signed out already");
        assertThat(endedBy(stranger)).as("nothing ended, nothing noted").isZero();
        here.post("/account/sessions/end", "_csrf", here.token(), "session", ofPhone);
        assertThat(here.location()).isEqualTo("/account");
        assertThat(phone.get("/choices/test-probe").location()).isEqualTo("/sign-in");
        assertThat(endedBy(here)).isEqualTo(1);
        assertThat(laptop.get("/choices/test-probe").status()).isEqualTo(200);

        here.get("/account").submit("/account/sessions/end-others");
        assertThat(laptop.get("/choices/test-probe").location()).isEqualTo("/sign-in");
        assertThat(here.get("/account").page().select(".app-person")).hasSize(1);
        assertThat(stranger.get("/choices/test-probe").status()).isEqualTo(200);
    }

    private Integer endedBy(WebVisitor visitor) {
        var email = visitor.get("/account")
                .page()
                .select(".nhsuk-summary-list__value:contains(@)")
                .text();
        return jdbc.sql("select count(*) from audit.entry where action = 'SESSION_ENDED' and actor_id = ?")
                .param(people.idOf(email))
                .query(Integer.class)
                .single();
    }

    @Test
    void isForAccountsAllTheWayIn() {
        assertThat(visitor().get("/account").location()).isEqualTo("/sign-in");
        assertThat(signedInByLetter(people.withLetter()).get("/account").status())
                .isEqualTo(404);
        assertThat(signedIn(people.staff()).get("/account").location()).isEqualTo("/sign-in/code");
        for (var role : List.of(Role.AUDITOR, Role.CONTENT_EDITOR)) {
            assertThat(signedInStaff(people.worker(role)).get("/account").status())
                    .isEqualTo(200);
        }
    }
}
