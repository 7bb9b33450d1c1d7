package datachoice.identity;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/**
 * A browser without scripts, over real HTTP: keeps cookies, sends the hidden fields of the form it last saw, and follows
 * no redirect by itself.
 */
public class WebVisitor {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final URI home;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final List<String> setCookies = new ArrayList<>();
    private HttpResponse<String> last;

    public WebVisitor(int port) {
        this.home = URI.create("http://localhost:" + port);
    }

    public WebVisitor get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Fills in the form with this action on the page last seen, and sends it. */
    public WebVisitor submit(String action, String... fields) {
        return submit(action, Map.of(), fields);
    }

    public WebVisitor submit(String action, Map<String, String> headers, String... fields) {
        var form = page().selectFirst("form[action=" + action + "]");
        if (form == null) {
            throw new AssertionError("No form for " + action + " on:\n" + body());
        }
        var all = new ArrayList<String>();
        for (var hidden : form.select("input[type=hidden]")) {
            all.add(hidden.attr("name"));
            all.add(hidden.attr("value"));
        }
        all.addAll(List.of(fields));
        return post(action, headers, all.toArray(String[]::new));
    }

    /** Sends exactly these fields. */
    public WebVisitor post(String path, String... fields) {
        return post(path, Map.of(), fields);
    }

    public WebVisitor post(String path, Map<String, String> headers, String... fields) {
        var body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&").append(encode(fields[i])).append('=').append(encode(fields[i + 1]));
        }
        var request = request(path).POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        request.header("Content-Type", "application/x-www-form-urlencoded");
        headers.forEach(request::header);
        return send(request);
    }

    public WebVisitor send(HttpRequest.Builder request) {
        try {
            last = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        for (var cookie : last.headers().allValues("set-cookie")) {
            setCookies.add(cookie);
            var pair = cookie.split(";", 2)[0].split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
        return this;
    }

    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(home.resolve(path)).header("Accept", "text/html, */*;q=0.5");
        if (!cookies.isEmpty()) {
            var text = new StringBuilder();
            cookies.forEach((name, value) -> text.append(text.isEmpty() ? "" : "; ")
                    .append(name)
                    .append('=')
                    .append(value));
            request.header("Cookie", text.toString());
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    public WebVisitor follow() {
        return get(location());
    }

    public int status() {
        return last.statusCode();
    }

    public String location() {
        return header("Location").orElseThrow(() -> new AssertionError("No redirect: " + status() + "\n" + body()));
    }

    public Optional<String> header(String name) {
        return last.headers().firstValue(name);
    }

    public Map<String, List<String>> headers() {
        return last.headers().map();
    }

    public String body() {
        return last.body();
    }

    public Document page() {
        return Jsoup.parse(body());
    }

    /** The token of the first form on the page last seen. */
    public String token() {
        return page().select("input[name=_csrf]").attr("value");
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    public WebVisitor withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    public List<String> setCookies() {
        return setCookies;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
