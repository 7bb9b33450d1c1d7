package datachoice.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import datachoice.PostgresForTests;
import datachoice.TestFolder;
import datachoice.core.SecretFiles;
import datachoice.identity.proof.FailureBudgets;
import datachoice.identity.signin.DemoSignIn;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Decisions 5 and 23: what differs when it is for real. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "datachoice.mode=production",
            "datachoice.operator.name=Choice Body",
            "datachoice.operator.address=1 High Street, Leeds LS1 1AA",
            "datachoice.operator.phone=0113 496 0000",
            "datachoice.operator.phone-hours=Monday to Friday",
            "datachoice.operator.email=help@body.example",
            "datachoice.operator.data-protection-officer=dpo@body.example",
            "datachoice.base-url=https://localhost",
            "datachoice.home=${test.folder:target}/production-tests",
            // Looked at by the checks at start; the database itself is the tests' own.
            "spring.datasource.url=jdbc:postgresql://database.example/datachoice",
            "spring.datasource.username=app",
            "spring.flyway.user=owner",
            "spring.mail.host=mail.example",
            "datachoice.database-tls=false", // where it comes from is for PostgresForTests to know
            "DATACHOICE_PROXIES=127.0.0.0/8, ::1"
        })
@Import(PostgresForTests.class)
class ProductionTests {
    @LocalServerPort
    int port;

    @Autowired
    DemoSignIn demo;

    @Autowired
    FailureBudgets budgets;

    @Autowired
    JavaMailSenderImpl mail;

    @Autowired
    HikariDataSource database;

    @DynamicPropertySource
    static void keyFile(DynamicPropertyRegistry properties) throws IOException {
        var file = Files.createDirectories(TestFolder.of("")).resolve("production-tests.key");
        Files.deleteIfExists(file);
        SecretFiles.write(file, "0123456789abcdef".repeat(4));
        properties.add("datachoice.key-file", file::toString);
    }

    @Test
    void theCookieIsSecureAndBoundToTheHost() {
        assertThat(new WebVisitor(port).get("/sign-in").setCookies())
                .singleElement()
                .asString()
                .matches("__Host-datachoice=[A-Za-z0-9_-]{32}; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void browsersAreToldToUseHttps() {
        for (var path : new String[] {"/sign-in", "/nothing", "/signed-out", "/assets/css/app.css"}) {
            assertThat(new WebVisitor(port).get(path).header("Strict-Transport-Security"))
                    .contains("max-age=31536000; includeSubDomains");
        }
    }

    @Test
    void thereIsNoDemo() {
        assertThat(new WebVisitor(port).get("/demo/mail").status()).isEqualTo(404);
        assertThat(new WebVisitor(port)
                        .post("/demo/sign-in", Map.of("Origin", "http://localhost:" + port))
                        .status())
                .isEqualTo(404);
        assertThatThrownBy(() ->
                        demo.as("george@demo.example", new MockHttpServletRequest(), new MockHttpServletResponse()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(new WebVisitor(port).get("/sign-in").body()).doesNotContain("app-strip--demo");
    }

    /** S14, T23. */
    @Test
    void answersToItsOwnNameOnly() throws IOException {
        assertThat(statusFor("/sign-in", "localhost")).isEqualTo(200);
        for (var other : new String[] {
            "choice.example", "localhost.evil.example", "localhost.", "10.0.0.7", "127.0.0.1", "[::1]", "0.0.0.0"
        }) {
            assertThat(statusFor("/sign-in", other)).as(other).isEqualTo(400);
            assertThat(statusFor("/about", other)).as(other).isEqualTo(400);
        }
        assertThat(statusFor("/actuator/health", "10.0.0.7")).isEqualTo(200);
        assertThat(statusFor("/actuator/health", "[fd00::7]")).isEqualTo(200);
        assertThat(statusFor("/actuator/health", "evil.example")).isEqualTo(400);
    }

    /** T2: behind a proxy each network has a budget of its own. */
    @Test
    void believesItsProxyForWhomItAsks() {
        for (int i = 0; i < FailureBudgets.LETTER_CODES_FROM_NETWORK; i++) {
            budgets.letterTry("203.0.113.1");
        }
        assertThat(triesALetterFrom("203.0.113.1")).isEqualTo(429);
        assertThat(triesALetterFrom("198.51.100.9, 203.0.113.1")).isEqualTo(429);
        assertThat(triesALetterFrom("203.0.113.2")).isEqualTo(422);
    }

    private int triesALetterFrom(String address) {
        var details = IdentityFixtures.Jane.details("7KQ2-M4XD", "Jane Doe", LocalDate.of(1984, 3, 27));
        return new WebVisitor(port)
                .get("/letter-code")
                .submit("/letter-code", Map.of("X-Forwarded-For", address), details)
                .status();
    }

    /** T20, D14: an error that quotes the refused row would end up in the log. */
    @Test
    void theDriverQuotesNoRows() {
        assertThat(database.getDataSourceProperties().toString())
                .contains("logServerErrorDetail=false", "reWriteBatchedInserts=true");
        assertThatThrownBy(() -> JdbcClient.create(database)
                        .sql("insert into identity.limit_window (bucket, window_start, failures)"
                                + " values ('Jane Doe', now(), null)")
                        .update())
                .hasMessageContaining("null value")
                .hasMessageNotContaining("Jane Doe, ");
    }

    /** Security codes go encrypted, to the server that was named, or not at all. */
    @Test
    void mailNeedsEncryption() {
        assertThat(mail.getJavaMailProperties())
                .containsEntry("mail.smtp.starttls.enable", "true")
                .containsEntry("mail.smtp.starttls.required", "true")
                .containsEntry("mail.smtp.ssl.checkserveridentity", "true");
    }

    private int statusFor(String path, String host) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes());
            var answer = new String(socket.getInputStream().readAllBytes());
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
