package datachoice.identity.own;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.SecretKeys;
import datachoice.identity.AccountNotice.Kind;
import datachoice.identity.CodeRequested;
import datachoice.identity.CountedStatements;
import datachoice.identity.IdentityFixtures;
import datachoice.identity.WebTests;
import datachoice.identity.WebVisitor;
import datachoice.identity.account.AccountRows;
import datachoice.identity.account.Passwords;
import datachoice.identity.proof.FailureBudgets;
import datachoice.identity.proof.OneTimeCodes;
import datachoice.identity.proof.RefusalTrail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.support.TransactionTemplate;

/** Decision 12, T1, T19, V6.3.4, V6.4.3, V6.5: a way back in that tells a stranger nothing. */
class PasswordResetTests extends WebTests {
    private static final String NEW = "kettle violin harbour";

    @Autowired
    PasswordReset reset;

    @Autowired
    DataSource database;

    @Autowired
    SecretKeys keys;

    @Autowired
    Passwords passwords;

    @Autowired
    RefusalTrail refusals;

    private WebVisitor asks(String email) {
        return visitor().get("/password/reset").submit("/password/reset", "email", email);
    }

    private static WebVisitor enters(WebVisitor visitor, String code, String password) {
        return visitor.get("/password/reset/code").submit("/password/reset/code", "code", code, "password", password);
    }

    private static String problems(WebVisitor visitor) {
        return visitor.page().select(".nhsuk-error-summary__list").text();
    }

    @Test
    void letsTheOwnerBackInAndEverybodyElseOut() {
        var email = people.withAccount(people.withLetter());
        var thief = signedIn(email);
        var visitor = asks("  " + email.toUpperCase());
        assertThat(visitor.location()).isEqualTo("/password/reset/code");
        enters(visitor, sent.lastCodeTo(email), NEW);
        assertThat(visitor.location()).isEqualTo("/sign-in");
        assertThat(visitor.follow().page().select(".nhsuk-notification-banner").text())
                .contains("Your password is changed");
        assertThat(thief.get("/choices/test-probe").location()).as("V7.4.3").isEqualTo("/sign-in");
        assertThat(signsIn(visitor(), email, IdentityFixtures.PASSWORD).status())
                .isEqualTo(422);
        assertThat(signsIn(visitor(), email, NEW).location()).isEqualTo("/choices");
        assertThat(sent.toldTo(email)).containsExactly(Kind.PASSWORD_RESET);
        assertThat(visitor.get("/password/reset/code").location())
                .as("V6.5.1: once")
                .isEqualTo("/password/reset");
    }

    /** Whether there is an account or not; the code is not used up by it. */
    @Test
    void theAddressIsNoPassword() {
        var email = people.withAccount(people.withLetter());
        var visitor = asks(email);
        var says = "Password must not be your email address. Choose another one";
        assertThat(problems(enters(visitor, sent.lastCodeTo(email), email))).isEqualTo(says);
        var nobody = "nobody-" + email;
        assertThat(problems(enters(asks(nobody), "123456", nobody))).as("T3").isEqualTo(says);
        enters(visitor, sent.lastCodeTo(email), NEW);
        assertThat(visitor.location()).isEqualTo("/sign-in");
    }

    /** V6.4.3, and ten minutes instead of thirty. */
    @Test
    void workersStillNeedTheirSecondFactor() {
        var email = people.staff();
        enters(asks(email), sent.lastCodeTo(email), NEW);
        var visitor = signsIn(visitor(), email, NEW);
        assertThat(visitor.location()).isEqualTo("/sign-in/code");
        assertThat(visitor.get("/practice/test-probe").location()).isEqualTo("/sign-in/code");

        var late = asks(email);
        assertThat(sent.codes.get(sent.codes.size() - 1).lasts()).isEqualTo(Duration.ofMinutes(10));
        clock.move(Duration.ofMinutes(11));
        assertThat(problems(enters(late, sent.lastCodeTo(email), NEW)))
                .isEqualTo("That code is not right, or is too old");
        late.submit("/password/reset/code/again");
        assertThat(sent.codes.get(sent.codes.size() - 1).lasts())
                .as("the next one lasts no longer")
                .isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void neverTellsWhetherAnAddressHasAnAccount() {
        var known = people.withAccount(people.withLetter());
        var off = people.withAccount(people.withLetter());
        people.switchOff(off);
        var unknown = "nobody-" + UUID.randomUUID() + "@demo.example";
        var seen = new ArrayList<String>();
        for (var email : List.of(known, off, unknown, people.staff())) {
            var visitor = asks(email);
            seen.add(visitor.status() + visitor.location() + page(visitor.follow()));
            visitor.submit("/password/reset/code/again").follow();
            seen.add(page(visitor));
            seen.add(page(enters(visitor, "000000", NEW)));
            seen.add(page(enters(visitor, "000000", NEW)));
            seen.add(page(enters(visitor, "000000", NEW)));
        }
        assertThat(seen.stream().distinct()).as("4 addresses, 5 answers each").hasSizeLessThanOrEqualTo(4);
        assertThat(sent.codes).extracting(CodeRequested::email).contains(known).doesNotContain(off, unknown);
        assertThat(sent.warned).doesNotContain(known, off, unknown);
    }

    private static String page(WebVisitor visitor) {
        var page = visitor.page();
        page.select("input[name=_csrf]").remove();
        return page.outerHtml();
    }

    /** V6.6.2, V6.6.3: three tries, four numbers, in the browser that asked. */
    @Test
    void numbersWorkThreeTriesLongInOneBrowser() {
        var email = people.withAccount(people.withLetter());
        var visitor = asks(email);
        var code = sent.lastCodeTo(email);
        var other = asks(people.withAccount(people.withLetter()));
        assertThat(problems(enters(other, code, NEW))).isEqualTo("That code is not right, or is too old");
        assertThat(visitor().get("/password/reset/code").location()).isEqualTo("/password/reset");

        assertThat(problems(enters(visitor, "12ab", NEW))).isEqualTo("The code has 6 numbers");
        assertThat(problems(enters(visitor, code, "short"))).isEqualTo("Password must be 12 characters or more");
        for (int i = 0; i < 3; i++) {
            enters(visitor, "000000", NEW);
        }
        assertThat(problems(visitor)).startsWith("You have used all your tries");
        assertThat(problems(enters(visitor, code, NEW))).startsWith("You have used all your tries");
        assertThat(signsIn(visitor(), email, IdentityFixtures.PASSWORD).location())
                .isEqualTo("/choices");

        var many = asks(email);
        for (int i = 0; i < 3; i++) {
            many.get("/password/reset/code").submit("/password/reset/code/again");
        }
        assertThat(sent.codes.stream().filter(it -> it.email().equals(email))).hasSize(5);
        many.get("/password/reset/code").submit("/password/reset/code/again").follow();
        assertThat(many.page().select(".nhsuk-notification-banner").text()).contains("We cannot send any more");
        assertThat(sent.codes.stream().filter(it -> it.email().equals(email))).hasSize(5);
    }

    /** V6.1.1, V2.4.1: floods are refused, and lock out nobody's owner. */
    @Test
    void refusesFloodsAndStillWritesToTheOwner() {
        var email = people.withAccount(people.withLetter());
        for (int i = 0; i < FailureBudgets.RESETS_OF_ADDRESS; i++) {
            assertThat(asks(email).status()).isEqualTo(302);
        }
        assertThat(asks(email).status()).isEqualTo(429);
        jdbc.sql("delete from identity.limit_window").update();

        for (int i = 0; i < 40; i++) {
            reset.ask(email, from("192.0.2." + i));
            reset.ask(email, from("192.0.2." + i));
        }
        var flooded = codesTo(email);
        assertThat(flooded).as("one for each network, after the first ten").isLessThanOrEqualTo(5 + 10 + 40);
        reset.ask(email, from("198.51.100.7"));
        assertThat(codesTo(email)).as("the owner's home").isEqualTo(flooded + 1);
    }

    private long codesTo(String email) {
        return sent.codes.stream().filter(it -> it.email().equals(email)).count();
    }

    private static MockHttpServletRequest from(String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return request;
    }

    /** T19: all that differs is the e-mail. How long it takes is measured by src/bench/stopwatch. */
    @Test
    void knownAndUnknownAddressesTakeTheSameWork() {
        var counting = new CountedStatements(database);
        var jdbc = JdbcClient.create(counting);
        var sendsOut = new ArrayList<Object>();
        ApplicationEventPublisher events = sendsOut::add;
        var asked = new PasswordReset(
                made(AccountRows.class, jdbc, events),
                passwords,
                made(OneTimeCodes.class, jdbc, keys, clock, events),
                made(FailureBudgets.class, jdbc, keys, clock),
                refusals,
                events,
                new TransactionTemplate(new JdbcTransactionManager(counting)),
                clock);
        var known = people.withAccount(people.withLetter());
        var off = people.withAccount(people.withLetter());
        people.switchOff(off);
        var unknown = "nobody-" + UUID.randomUUID() + "@demo.example";
        var work = new ArrayList<List<String>>();
        for (var email : List.of(unknown, known, people.staff(), off)) {
            work.add(counting.of(() -> asked.ask(email, from("203.0.113.1"))));
        }
        assertThat(work.get(0)).anyMatch(sql -> sql.contains("insert into identity.one_time_code"));
        assertThat(work).containsOnly(work.get(0));
        assertThat(sendsOut).as("e-mails: to the owner and the worker").hasSize(2);
    }

    @SuppressWarnings("unchecked")
    private static <T> T made(Class<T> type, Object... with) {
        return (T) BeanUtils.instantiateClass(type.getDeclaredConstructors()[0], with);
    }
}
