package datachoice.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.FailingCommit;
import datachoice.identity.CodeRequested;
import datachoice.identity.IdentityFixtures.Jane;
import datachoice.identity.WebTests;
import datachoice.identity.WebVisitor;
import datachoice.identity.proof.FailureBudgets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** Decision 11: an account, offered to those who came with a letter. Nobody learns who has one. */
class AccountOpeningTests extends WebTests {
    private static final String GOOD = "kettle violin harbour";

    private String newAddress() {
        return "new-" + UUID.randomUUID() + "@demo.example";
    }

    private WebVisitor asks(Jane jane, String email, String password) {
        return signedInByLetter(jane).get("/account/new").submit("/account/new", "email", email, "password", password);
    }

    @Test
    void opensAndSignsInWithIt() {
        var jane = people.withLetter();
        var email = newAddress();
        var visitor = asks(jane, email, GOOD);
        assertThat(visitor.location()).isEqualTo("/account/new/code");
        var before = visitor.cookie("datachoice");
        visitor.follow().submit("/account/new/code", "code", sent.lastCodeTo(email));
        assertThat(visitor.location()).isEqualTo("/choices");
        assertThat(visitor.cookie("datachoice")).isNotEqualTo(before);
        assertThat(visitor.get("/choices/test-probe").body()).isEqualTo("Zoë O’Brien-Müller [PATIENT]");
        assertThat(signsIn(visitor(), email, GOOD).location()).isEqualTo("/choices");
        assertThat(sent.codes).anySatisfy(code -> {
            assertThat(code.email()).isEqualTo(email);
            assertThat(code.purpose()).isEqualTo(CodeRequested.Purpose.OPEN_ACCOUNT);
            assertThat(code.lasts()).isEqualTo(Duration.ofMinutes(30));
        });
        assertThat(jdbc.sql(
                                "select count(*) from audit.entry_subject s join audit.entry e on e.id = s.entry where e.action = 'ACCOUNT_OPENED' and s.subject = ?")
                        .param(jane.id().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(sent.opened).as("told by post").containsOnlyOnce(jane.id());
    }

    /** V2.3.3: nobody is signed in to an account that is not there, and the code is as good as it was. */
    @Test
    void whatCannotBeCommittedSignsNobodyIn() throws Exception {
        var email = newAddress();
        var visitor = asks(people.withLetter(), email, GOOD).follow();
        try (var failing = new FailingCommit(database, "identity.account")) {
            assertThat(visitor.submit("/account/new/code", "code", sent.lastCodeTo(email))
                            .status())
                    .isEqualTo(500);
        }
        assertThat(signsIn(visitor(), email, GOOD).status()).isEqualTo(422);
        assertThat(visitor.get("/account/new/code").status())
                .as("still who came with the letter")
                .isEqualTo(200);
        assertThat(visitor.submit("/account/new/code", "code", sent.lastCodeTo(email))
                        .location())
                .isEqualTo("/choices");
    }

    /** B8: asked, not refused; the second press of the button is the answer. */
    @Test
    void asksWhetherAnAddressIsMisspelt() {
        var typed = newAddress().replaceFirst("@.*", "@gmial.com");
        var visitor = asks(people.withLetter(), typed, GOOD);
        assertThat(visitor.status()).isEqualTo(422);
        assertThat(visitor.page().select(".nhsuk-error-summary__list a").eachText())
                .containsExactly("Did you mean " + typed.replace("gmial", "gmail") + "? If " + typed
                        + " is right, press the button again");
        assertThat(visitor.page().select("#email").attr("value")).isEqualTo(typed);
        assertThat(sent.codes).extracting(CodeRequested::email).doesNotContain(typed);
        visitor.submit("/account/new", "email", typed, "password", GOOD);
        assertThat(visitor.location()).isEqualTo("/account/new/code");
        assertThat(sent.lastCodeTo(typed)).matches("[0-9]{6}");
    }

    @Test
    void neverTellsThatAnAddressOrAPersonHasAnAccount() {
        var owner = people.withLetter();
        var taken = people.withAccount(owner);
        var fresh = newAddress();
        var pages = List.of(
                asks(people.withLetter(), fresh, GOOD),
                asks(people.withLetter(), taken, GOOD),
                asks(owner, newAddress(), GOOD));
        var seen = new ArrayList<String>();
        for (var visitor : pages) {
            assertThat(visitor.location()).isEqualTo("/account/new/code");
            seen.add(withoutToken(visitor.follow().page()));
            visitor.submit("/account/new/code/again").follow();
            seen.add(withoutToken(visitor.page()));
        }
        assertThat(seen).hasSize(6);
        assertThat(seen.stream().distinct()).hasSize(2);
        assertThat(sent.warned).filteredOn(taken::equals).hasSize(2);
        assertThat(sent.codes).extracting(CodeRequested::email).doesNotContain(taken);
        for (var digits : List.of("000000", "123456")) {
            pages.get(1).submit("/account/new/code", "code", digits);
            assertThat(pages.get(1).body()).contains("That code is not right, or is more than 30 minutes old");
        }
    }

    /** Without the token and the link to the person's own page. */
    private static String withoutToken(Document page) {
        page.select("input[name=_csrf], .nhsuk-header__account-link").remove();
        return page.outerHtml();
    }

    @Test
    void twoAtOnceWithOneAddressOpenOneAccount() {
        var email = newAddress();
        var one = asks(people.withLetter(), email, GOOD).follow();
        var codeOfOne = sent.lastCodeTo(email);
        var other = asks(people.withLetter(), email, GOOD).follow();
        var codeOfOther = sent.lastCodeTo(email);
        assertThat(one.submit("/account/new/code", "code", codeOfOne).location())
                .isEqualTo("/choices");
        assertThat(other.submit("/account/new/code", "code", codeOfOther).status())
                .isEqualTo(422);
    }

    @Test
    void saysWhatIsWrongWithThePassword() {
        var jane = people.withLetter();
        assertThat(asks(jane, newAddress(), "short").body()).contains("Password must be 12 characters or more");
        assertThat(asks(jane, newAddress(), "password12345").body()).contains("This password is easy to guess");
        assertThat(asks(jane, newAddress(), "x".repeat(129)).body())
                .contains("Password must be 128 characters or fewer");
        assertThat(asks(jane, newAddress(), "").body()).contains("Enter a password");
        assertThat(asks(jane, "no address", GOOD).body()).contains("Enter an email address with a name");
        var page = asks(jane, newAddress(), "short").page();
        assertThat(page.title()).startsWith("Error: ");
        assertThat(page.getElementById("email").val()).endsWith("@demo.example");
        assertThat(page.getElementById("password").attr("autocomplete")).isEqualTo("new-password");
    }

    @Test
    void theCodeLastsHalfAnHourAndThreeTries() {
        var email = newAddress();
        var visitor = asks(people.withLetter(), email, GOOD).follow();
        clock.move(Duration.ofMinutes(31));
        visitor.submit("/account/new/code", "code", sent.lastCodeTo(email));
        assertThat(visitor.body()).contains("is more than 30 minutes old");
        visitor.submit("/account/new/code", "code", "").submit("/account/new/code", "code", "12ab");
        assertThat(visitor.body()).contains("The code has 6 numbers");
        visitor.submit("/account/new/code", "code", "000000").submit("/account/new/code", "code", "000000");
        assertThat(visitor.body()).contains("You have used all your tries");
    }

    @Test
    void doesNotSendCodesWithoutEnd() {
        var jane = people.withLetter();
        for (int i = 0; i < FailureBudgets.CODES_SENT; i++) {
            assertThat(asks(jane, newAddress(), GOOD).status()).isEqualTo(302);
        }
        assertThat(asks(jane, newAddress(), GOOD).status()).isEqualTo(429);
    }

    @Test
    void isForThoseWhoCameWithALetter() {
        assertThat(visitor().get("/account/new").location()).isEqualTo("/sign-in");
        assertThat(signedIn(people.withAccount(people.withLetter()))
                        .get("/account/new")
                        .status())
                .isEqualTo(404);
        assertThat(signedInByLetter(people.withLetter())
                        .get("/account/new/code")
                        .location())
                .isEqualTo("/account/new");
    }
}
