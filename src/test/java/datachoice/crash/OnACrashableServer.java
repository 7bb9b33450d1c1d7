package datachoice.crash;

import static org.awaitility.Awaitility.await;

import datachoice.PostgresForTests;
import datachoice.PostgresForTests.Crashable;
import datachoice.identity.WebVisitor;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** The whole application over real HTTP, with its real connection pool, on a server of its own. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "datachoice.home=${test.folder:target}/home-for-crashes",
            "datachoice.choices.per-hour=1000000", // nobody else changes their mind that often
            "datachoice.choices.per-day=1000000",
            "logging.level.com.zaxxer.hikari=off", // what is broken on purpose is not news
            "logging.level.com.github.kagkarlsson=off",
            "logging.level.datachoice.identity.access.DatabaseAway=off",
            "logging.level.org.hibernate=off",
            "logging.level.org.springframework.jdbc=off",
            "logging.level.org.springframework.scheduling=off",
            "logging.level.org.springframework.transaction=off",
            "logging.level.org.springframework.boot.jdbc=off",
            "logging.level.org.thymeleaf=off",
            "logging.level.org.apache.catalina=off"
        })
@Import(CrashableServer.class)
abstract class OnACrashableServer {
    @LocalServerPort
    int port;

    @Autowired
    Crashable server;

    @Autowired
    FewPeople people;

    DataSource superuser;
    Books books;

    /** Whatever the test before did to the server. */
    @BeforeEach
    void awaitTheService() {
        var anybody = new WebVisitor(port);
        await().atMost(SavingPatient.PATIENCE)
                .until(() -> anybody.get("/actuator/health", "Accept", "*/*").status() == 200);
    }

    @BeforeEach
    void openTheBooks() {
        superuser = PostgresForTests.superuser(server.database());
        books = new Books(superuser);
    }
}
