package datachoice.letter.rounds;

import static datachoice.TestPeople.asJob;
import static org.assertj.core.api.Assertions.assertThat;

import datachoice.TestPeople;
import datachoice.core.OdsCode;
import datachoice.core.Role;
import datachoice.identity.Accounts;
import datachoice.identity.IdentityFixtures;
import datachoice.identity.WebTests;
import datachoice.identity.WebVisitor;
import datachoice.practice.PracticeManagement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** V7.5.1: thousands of letters are not made by whoever finds a screen that somebody left. */
class RoundAsksAgainTests extends WebTests {
    private static final String CHECK = "/practice/letters/new?whom=NEVER";
    private static final String MAKE = "/practice/letters/new/make";
    private static final AtomicInteger NEXT = new AtomicInteger(60_000);

    @Autowired
    Accounts accounts;

    @Autowired
    PracticeManagement practices;

    @Autowired
    JdbcTemplate template;

    private String email;
    private WebVisitor lead;
    private OdsCode practice;

    @BeforeEach
    void aLeadWithSomebodyWhoNeverHadALetter() {
        practice = new OdsCode("W" + NEXT.incrementAndGet());
        email = "lead-" + practice.value().toLowerCase() + "@work.example";
        asJob(() -> practices.add(practice, "Weir Surgery", List.of("1 Weir", "Elmhaven", "QE1 1AA"), "01632 960000"));
        asJob(() -> accounts.openForWorker(
                email, IdentityFixtures.PASSWORD, "Lou Lead", practice, Set.of(Role.PRACTICE_LEAD)));
        TestPeople.aPerson().registeredAt(practice).in(template);
        lead = signedInStaff(email);
    }

    @Test
    void beforeThePageThatSaysWhatWillBeMade() {
        assertThat(lead.get(CHECK).status()).as("just signed in").isEqualTo(200);
        clock.move(Duration.ofMinutes(11));
        assertThat(lead.get("/practice/letters").status()).as("looking").isEqualTo(200);
        assertThat(lead.get(CHECK).location()).isEqualTo("/account/confirm");
        showsWhoTheyAre();
        assertThat(lead.location()).isEqualTo(CHECK);
        assertThat(lead.follow().page().select("h1").text()).isEqualTo("Make 1 letter?");
        lead.submit(MAKE, "x", "y");
        assertThat(rounds()).isEqualTo(1);
    }

    /** Whoever reads that page has a while for it; a form from elsewhere, or of yesterday, makes nothing. */
    @Test
    void beforeAnyIsMade() {
        lead.get("/practice/letters");
        var token = lead.token();
        clock.move(Duration.ofMinutes(11));
        lead.post(MAKE, "_csrf", token, "whom", "NEVER", "count", "1");
        assertThat(lead.location()).isEqualTo("/account/confirm");
        assertThat(rounds()).isZero();

        showsWhoTheyAre();
        lead.follow();
        clock.move(Duration.ofMinutes(14));
        assertThat(lead.submit(MAKE, "x", "y").location())
                .as("a quarter of an hour on that page")
                .startsWith("/practice/letters/");
        assertThat(rounds()).isEqualTo(1);
    }

    @Test
    void alsoOfWhoeverLeftThatPageOpenForHalfAnHour() {
        lead.get(CHECK);
        clock.move(Duration.ofMinutes(14));
        lead.get("/practice/letters");
        clock.move(Duration.ofMinutes(13));
        lead.post(MAKE, "_csrf", lead.token(), "whom", "NEVER", "count", "1");
        assertThat(lead.location()).isEqualTo("/account/confirm");
        assertThat(rounds()).isZero();
    }

    /** Nobody ends what a practice's lead has begun, or takes letters back, by a screen that somebody left. */
    @Test
    void beforeARoundIsStopped() {
        var round = UUID.randomUUID();
        template.update(
                "insert into letter.round (id, practice, whom, asked_by, asked_at, wanted) values (?, ?, 'NEVER', ?, now(), 1)",
                round,
                practice.value(),
                round);
        var stop = "/practice/letters/" + round + "/stop";
        lead.get("/practice/letters");
        var token = lead.token();
        clock.move(Duration.ofMinutes(11));
        lead.post(stop, "_csrf", token, "waiting", "TAKE_BACK");
        assertThat(lead.location()).isEqualTo("/account/confirm");
        assertThat(lead.get(stop).location()).isEqualTo("/account/confirm");
        showsWhoTheyAre();
        assertThat(lead.location()).isEqualTo(stop);
        assertThat(lead.follow().page().select("h1").text()).isEqualTo("Stop making these letters?");
        lead.submit(stop, "waiting", "KEEP");
        assertThat(jdbc.sql("select state from letter.round where practice = ?")
                        .param(practice.value())
                        .query(String.class)
                        .single())
                .isEqualTo("STOPPED");
    }

    private void showsWhoTheyAre() {
        lead.get("/account/confirm")
                .submit("/account/confirm", "password", IdentityFixtures.PASSWORD)
                .follow()
                .submit("/account/confirm/code", "code", sent.lastCodeTo(email));
    }

    private int rounds() {
        return jdbc.sql("select count(*) from letter.round where practice = ?")
                .param(practice.value())
                .query(Integer.class)
                .single();
    }
}
