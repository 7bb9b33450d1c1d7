package datachoice.publication;

import static datachoice.TestPeople.asJob;
import static org.assertj.core.api.Assertions.assertThat;

import datachoice.PostgresForTests;
import datachoice.core.Role;
import datachoice.identity.Accounts;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** B20: what the server itself cuts off, over real HTTP. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "datachoice.home=${test.folder:target}/large-form-tests")
@Import(PostgresForTests.class)
class LargeFormTests {
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @BeforeEach
    void hireAnEditor() {
        if (jdbc.sql("select count(*) from identity.account where email = 'editor@demo.example'")
                        .query(Integer.class)
                        .single()
                == 0) {
            asJob(() -> accounts.openForWorker(
                    "editor@demo.example", "better-information-2014", "Ed", null, Set.of(Role.CONTENT_EDITOR)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1500000, 422, Error: Edit", "5000000, 413, That file is too large"})
    void refusesATextThatNobodyWouldRead(int letters, int status, String title) throws Exception {
        send(request("/demo/sign-in")
                .header("Origin", "http://localhost:" + port)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("who=editor@demo.example")));
        var edit = Jsoup.parse(send(request("/publishing/privacy/edit")).body());
        var answer = send(request("/publishing/privacy/edit")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(
                        part("_csrf", edit.select("main input[name=_csrf]").val())
                                + part("revision", "0")
                                + part("body", "a".repeat(letters))
                                + "--x--\r\n")));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Jsoup.parse(answer.body()).title()).startsWith(title);
    }

    private static String part(String name, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }
}
