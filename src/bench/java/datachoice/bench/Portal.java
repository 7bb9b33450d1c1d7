package datachoice.bench;

import static io.gatling.javaapi.core.CoreDsl.css;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** The demo under load, and how long it is pressed; told by {@code src/bench/run}. */
final class Portal {
    static final String ADDRESS = System.getProperty("bench.address", "http://127.0.0.1:8080");
    static final Path HOME = Path.of(System.getProperty("bench.home", ""));

    /** How long each rate is kept up. */
    static final Duration STEP = Duration.ofSeconds(Long.getLong("bench.seconds", 30));

    static final Duration WARM_UP = Duration.ofSeconds(Long.getLong("bench.warm-up", 20));

    /** Only what Spring Security's tokens and our session ids are made of. */
    private static final Pattern SESSION = Pattern.compile("datachoice=([A-Za-z0-9_-]{32})");

    private Portal() {}

    /** Users share connections, as they do behind a proxy; nobody's cache answers, each page is asked for each time. */
    static HttpProtocolBuilder protocol() {
        return http.baseUrl(ADDRESS)
                .shareConnections()
                .disableCaching()
                .disableFollowRedirect()
                .acceptHeader("text/html")
                .userAgentHeader("datachoice-bench");
    }

    /** Keeps the token that the form of this page carries. */
    static CheckBuilder.Final token() {
        return css("input[name=_csrf]", "value").find(0).saveAs("token");
    }

    /** Rates in arrivals a second, from a setting such as {@code 10,20,40}. */
    static double[] rates(String setting, String byDefault) {
        var written = System.getProperty(setting, byDefault).split(",");
        var rates = new double[written.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = Double.parseDouble(written[i].strip());
        }
        return rates;
    }

    /** Such as {@code 20/s}, which sorts and reads well behind the name of a request. */
    static String perSecond(double rate) {
        return (rate == Math.rint(rate) ? String.valueOf((long) rate) : String.valueOf(rate)) + "/s";
    }

    /** A page as everybody sees it. */
    static String page(String path) {
        var response = send(
                client(), HttpRequest.newBuilder(URI.create(ADDRESS + path)).build());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + response.statusCode());
        }
        return response.body();
    }

    /** The mark by which a browser asks whether that page has changed. */
    static String etag(String path) {
        return send(client(), HttpRequest.newBuilder(URI.create(ADDRESS + path)).build())
                .headers()
                .firstValue("etag")
                .orElseThrow(() -> new IllegalStateException(path + " has no ETag"));
    }

    /** Signs in with one click as that account of the demo; returns the session's cookie. */
    static String oneClick(String email) {
        var client = client();
        var form = HttpRequest.newBuilder(URI.create(ADDRESS + "/demo/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", ADDRESS)
                .POST(HttpRequest.BodyPublishers.ofString("who=" + email.replace("@", "%40")))
                .build();
        return session(send(client, form));
    }

    /** Signs in with the password all demo accounts have; returns the session's cookie. */
    static String withPassword(String email, String password) {
        var client = client();
        var page = send(
                client, HttpRequest.newBuilder(URI.create(ADDRESS + "/sign-in")).build());
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        if (!token.find()) {
            throw new IllegalStateException("The sign-in page carries no token");
        }
        var form = HttpRequest.newBuilder(URI.create(ADDRESS + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "_csrf=" + token.group(1) + "&email=" + email.replace("@", "%40") + "&password=" + password))
                .build();
        return session(send(client, form));
    }

    private static String session(HttpResponse<String> response) {
        return response.headers().allValues("set-cookie").stream()
                .map(SESSION::matcher)
                .filter(cookie -> cookie.lookingAt())
                .map(cookie -> cookie.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody was signed in: " + response.statusCode()));
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("No answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
