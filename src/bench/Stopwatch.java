import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How long each way of failing to sign in takes, one after the other in turn, so that what slows the machine slows all of
 * them. Started by src/bench/stopwatch with the demo's address, its data folder, and how often.
 */
final class Stopwatch {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("<code>([0-9A-Z]{4}-[0-9A-Z]{4})</code>");

    private final String address;
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private Stopwatch(String address) {
        this.address = address;
    }

    public static void main(String[] args) throws Exception {
        var watch = new Stopwatch(args[0]);
        var home = Path.of(args[1]);
        int times = Integer.parseInt(args[2]);
        var code = CODE.matcher(watch.get("/demo/mail"));
        if (!code.find()) {
            throw new IllegalStateException("no letter with a code on " + args[0] + "/demo/mail");
        }
        var signIn = new ArrayList<>(List.of(Map.entry("no such account", "nobody%d@demo.example"),
                Map.entry("a patient's, wrong password", "george@demo.example"),
                Map.entry("a worker's, wrong password", "staff@elm.example")));
        var letter = new ArrayList<>(List.of(Map.entry("no such code", "ZZZZ-ZZZZ"),
                Map.entry("somebody's code, wrong name", code.group(1))));
        var port = Files.readAllLines(home.resolve("postgres/data/postmaster.pid")).get(3).strip();
        try (var database = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/datachoice", "app",
                        Files.readString(home.resolve("keys/database-app")).strip());
                var forget = database.prepareStatement("delete from identity.limit_window")) {
            Map<String, long[]> taken = new LinkedHashMap<>();
            for (int i = -times / 10; i < times; i++) { // the first tenth warms up
                Collections.rotate(signIn, 1); // whoever comes after another kind of try pays for it: each in its turn
                Collections.rotate(letter, 1);
                for (var outcome : signIn) {
                    forget.executeUpdate();
                    watch.time(taken, "password: " + outcome.getKey(), i, times, "/sign-in",
                            Map.of("email", outcome.getValue().formatted(i), "password", "not the right one"));
                }
                for (var outcome : letter) {
                    forget.executeUpdate();
                    watch.time(taken, "letter: " + outcome.getKey(), i, times, "/letter-code",
                            Map.of("code", outcome.getValue(), "fullName", "Ann Nobody", "dateOfBirth.day", "1",
                                    "dateOfBirth.month", "2", "dateOfBirth.year", "1984"));
                }
            }
            taken.keySet().stream().sorted().forEach(what -> {
                var nanos = taken.get(what);
                Arrays.sort(nanos);
                System.out.printf("%-40s median %7.2f ms   p95 %7.2f ms%n", what, nanos[times / 2] / 1e6, nanos[times * 95 / 100] / 1e6);
            });
            for (var door : List.of("password", "letter")) {
                var medians = taken.entrySet().stream().filter(it -> it.getKey().startsWith(door))
                        .mapToLong(it -> it.getValue()[times / 2]).summaryStatistics();
                System.out.printf("%s: medians within %.2f ms (target 5 ms)%n", door, (medians.getMax() - medians.getMin()) / 1e6);
            }
        }
    }

    private void time(Map<String, long[]> taken, String what, int turn, int times, String path, Map<String, String> fields)
            throws Exception {
        var token = TOKEN.matcher(get(path));
        if (!token.find()) {
            throw new IllegalStateException("no form at " + path);
        }
        var form = new StringBuilder("_csrf=" + encoded(token.group(1)));
        fields.forEach((name, value) -> form.append('&').append(name).append('=').append(encoded(value)));
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString())).build();
        var begun = System.nanoTime();
        var status = browser.send(request, BodyHandlers.ofString()).statusCode();
        var nanos = System.nanoTime() - begun;
        if (status != 422) {
            throw new IllegalStateException(what + " was answered " + status);
        }
        if (turn >= 0) {
            taken.computeIfAbsent(what, it -> new long[times])[turn] = nanos;
        }
    }

    private String get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString()).body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
