package datachoice.identity;

import datachoice.PostgresForTests;
import datachoice.identity.IdentityFixtures.Jane;
import datachoice.identity.IdentityFixtures.MovingClock;
import datachoice.identity.IdentityFixtures.People;
import datachoice.identity.IdentityFixtures.Sent;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole application over real HTTP, on the real database. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"datachoice.mode=demo", "datachoice.home=${test.folder:target}/identity-tests"})
@Import({PostgresForTests.class, IdentityFixtures.class})
public abstract class WebTests {
    @LocalServerPort
    protected int port;

    @Autowired
    protected People people;

    @Autowired
    protected Sent sent;

    @Autowired
    protected MovingClock clock;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected JdbcConnectionDetails database;

    @BeforeEach
    protected void startFresh() {
        clock.reset();
        jdbc.sql("delete from identity.limit_window").update();
    }

    protected WebVisitor visitor() {
        return new WebVisitor(port);
    }

    /** Sends the letter's details; the answer is the visitor's last page. */
    protected WebVisitor entersLetter(WebVisitor visitor, String... details) {
        return visitor.get("/letter-code").submit("/letter-code", details);
    }

    protected WebVisitor signedInByLetter(Jane jane) {
        return entersLetter(visitor(), jane.details());
    }

    protected WebVisitor signsIn(WebVisitor visitor, String email, String password) {
        return visitor.get("/sign-in").submit("/sign-in", "email", email, "password", password);
    }

    protected WebVisitor signedIn(String email) {
        return signsIn(visitor(), email, IdentityFixtures.PASSWORD);
    }

    protected WebVisitor signedInStaff(String email) {
        return signedIn(email).follow().submit("/sign-in/code", "code", sent.lastCodeTo(email));
    }
}
