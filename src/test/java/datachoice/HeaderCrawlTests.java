package datachoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datachoice.AccessTests.Row;
import datachoice.core.Framed;
import datachoice.identity.WebVisitor;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * T17, V3.4, V4.1.1: each answer carries the one set of safety headers, each of them once and with its one value, and says
 * how long it may be kept; pages, files, parts of files, redirects, and refusals and faults of every kind.
 */
class HeaderCrawlTests extends Crawl {
    private static final Map<String, String> SAFETY = Map.of(
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
            "x-frame-options",
            "DENY",
            "x-content-type-options",
            "nosniff",
            "referrer-policy",
            "same-origin",
            "cross-origin-opener-policy",
            "same-origin",
            "cross-origin-resource-policy",
            "same-origin",
            "permissions-policy",
            "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), "
                    + "fullscreen=(self), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
                    + "picture-in-picture=(), publickey-credentials-create=(self), publickey-credentials-get=(self), "
                    + "screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()");

    /** S12: what editors have sent may do even less. */
    private static final String FILES_POLICY =
            "default-src 'none'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    /** What the one page that others may show inside of theirs says otherwise. */
    private static final Set<String> OF_FRAMES = Set.of("content-security-policy", "x-frame-options");

    /** What nobody needs to know: what runs here, and how. */
    private static final Set<String> TELLTALE = Set.of(
            "server",
            "x-powered-by",
            "via",
            "x-application-context",
            "x-aspnet-version",
            "access-control-allow-origin");

    private final Set<String> wrong = new TreeSet<>();
    private final Map<Integer, Integer> seen = new TreeMap<>();

    @BeforeEach
    void startsAnew() {
        wrong.clear();
        cast.forgetFailedTries();
    }

    @AfterEach
    void everyAnswerWasSafe() {
        assertThat(wrong).as("headers that are missing or wrong").isEmpty();
    }

    /** How long an answer may be kept, by whom. */
    private enum Kept {
        /** Its address changes when it does. */
        FOR_EVER("max-age=31536000, public(, immutable)?"),
        /** Then whoever has it asks whether it is still the same; or at once. */
        AFTER_A_MINUTE("public, max-age=60, must-revalidate|no-cache"),
        NEVER("(no-cache, )?no-store(, max-age=0, must-revalidate)?|no-cache, no-store, max-age=0, must-revalidate");

        private final String header;

        Kept(String header) {
            this.header = header;
        }
    }

    private void look(WebVisitor visitor, String what, Kept kept) {
        var status = visitor.status();
        seen.merge(status, 1, Integer::sum);
        boolean framed = what.matches("(.* )?" + Framed.ADDRESS + "( as .*)?") && status < 400;
        SAFETY.forEach((name, value) -> {
            var got = visitor.headers().getOrDefault(name, List.of());
            if (framed && OF_FRAMES.contains(name)) {
                expect(
                        got.equals(name.startsWith("x-") ? List.of() : List.of(Framed.POLICY)),
                        what,
                        name + " is " + got);
                return;
            }
            var ownFile = got.equals(List.of(FILES_POLICY)) && what.contains("film");
            var noScripts =
                    got.equals(List.of(value.replace("script-src 'self'; ", "").replace("connect-src 'self'; ", "")))
                            && what.contains("as=no-scripts");
            expect(ownFile || noScripts || got.equals(List.of(value)), what, name + " is " + got);
        });
        TELLTALE.forEach(name -> expect(visitor.header(name).isEmpty(), what, "says " + name));
        var cache = visitor.headers().getOrDefault("cache-control", List.of());
        expect(
                cache.size() == 1 && cache.get(0).matches(kept.header),
                what,
                status + " " + kept + " is kept: " + cache);
        var type = visitor.header("Content-Type").orElse("");
        if (!visitor.body().isEmpty()) {
            expect(!type.isEmpty(), what, "a body of no type");
        }
        if (type.startsWith("text/") || type.startsWith("application/json")) {
            expect(
                    type.toLowerCase()
                            .matches(".*;\\s*charset=utf-8|application/json|text/vtt.*|text/javascript|text/css"),
                    what,
                    "type " + type);
        }
        for (var cookie : visitor.headers().getOrDefault("set-cookie", List.of())) {
            expect(
                    cookie.startsWith("datachoice=")
                            && cookie.contains("; HttpOnly")
                            && cookie.contains("; SameSite=Lax")
                            && cookie.contains("Path=/"),
                    what,
                    "cookie " + cookie.replaceAll("=[^;]*", "=…"));
            expect(kept == Kept.NEVER, what, "a cookie with what may be kept");
        }
    }

    private void expect(boolean so, String what, String otherwise) {
        if (!so) {
            wrong.add(what + ": " + otherwise);
        }
    }

    private static Kept kept(String path, int status) {
        if (status >= 400) {
            return Kept.NEVER;
        }
        if (path.matches("/(media|assets)/.*")) {
            return Kept.FOR_EVER;
        }
        return AccessTests.isPublic(path) ? Kept.AFTER_A_MINUTE : Kept.NEVER;
    }

    @Test
    void everyPageForEverybody() {
        for (var table : AccessTests.TABLES) {
            for (var row : Row.of(table)) {
                for (var role : Row.roles(table)) {
                    var path = access.filledIn(role, row.path());
                    var visitor = access.visitors.get(role);
                    var what = row.method() + " " + row.path() + " as " + role;
                    if (row.method().equals("POST")) {
                        visitor.post(path, "_csrf", access.tokens.get(role));
                        look(visitor, what, Kept.NEVER);
                    } else {
                        head(row, path, role);
                    }
                }
            }
        }
        assertThat(seen.keySet()).contains(200, 204, 302, 403, 404, 409, 422);
    }

    /** HEAD says what GET would, and no more. */
    private void head(Row row, String path, String role) {
        var visitor = access.visitors.get(role);
        visitor.get(path);
        var what = row.method() + " " + row.path() + " as " + role;
        look(visitor, what, kept(path, visitor.status()));
        var got = visitor.headers();
        var status = visitor.status();
        visitor.send(visitor.request(path).method("HEAD", BodyPublishers.noBody()));
        look(visitor, "HEAD " + what, kept(path, visitor.status()));
        expect(visitor.status() == status, what, "HEAD says " + visitor.status() + ", GET " + status);
        expect(visitor.body().isEmpty(), what, "HEAD sends a body");
        for (var name : List.of("cache-control", "content-type", "location", "content-disposition")) {
            expect(
                    List.of(got.getOrDefault(name, List.of()))
                            .equals(List.of(visitor.headers().getOrDefault(name, List.of()))),
                    what,
                    "HEAD differs in " + name);
        }
    }

    /** 304, and 206 and 416 for parts. */
    @Test
    void filesAndWhatIsAskedForAgain() {
        var home = new WebVisitor(port).get("/").page();
        var files = new ArrayList<String>();
        home.select("link[href^=/assets], script[src^=/assets], img[src^=/assets]")
                .forEach(file -> files.add(file.attr("href") + file.attr("src")));
        assertThat(files).hasSizeGreaterThan(4);
        var film = "/media/" + access.things.get("film");
        files.add(film);
        for (var path : List.of(
                Framed.ADDRESS,
                "/",
                "/about",
                "/news",
                "/privacy",
                "/robots.txt",
                "/other-ways.pdf",
                "/.well-known/security.txt")) {
            files.add(path);
        }
        for (var file : files) {
            var visitor = new WebVisitor(port).get(file);
            var name = file.equals(film) ? "the film" : file;
            look(visitor, name, kept(file, 200));
            assertThat(visitor.status()).as(file).isEqualTo(200);
            var tag = visitor.header("ETag");
            var since = visitor.header("Last-Modified");
            expect(tag.isPresent() || since.isPresent(), file, "no way to ask whether it changed");
            visitor.get(
                    file,
                    since.isPresent() ? "If-Modified-Since" : "If-None-Match",
                    since.or(() -> tag).orElse("*"));
            assertThat(visitor.status()).as("%s asked for again", file).isEqualTo(304);
            look(visitor, "304 of " + name, kept(file, 304));
        }
        for (var part : List.of("bytes=0-99", "bytes=-5", "bytes=99999999999-", "bytes=5-1", "x")) {
            var visitor = new WebVisitor(port).get(film, "Range", part);
            look(visitor, "the film's " + part, kept(film, visitor.status()));
        }
        assertThat(seen.keySet()).contains(200, 206, 304, 416);
    }

    /** What only attackers and accidents bring about. */
    @Test
    void refusals() throws Exception {
        var visitor = new WebVisitor(port);
        var refused = new LinkedHashMap<String, HttpRequest.Builder>();
        refused.put("400 a zero byte", form("/demo/sign-in", "who=%00").header("Origin", "http://localhost:" + port));
        refused.put("400 no UTF-8", visitor.request("/demo/mail?to=%FF"));
        refused.put("404 a semicolon", visitor.request("/about;x=y"));
        refused.put("404 a slash in disguise", visitor.request("/news/a%2fb"));
        refused.put("404 a file", visitor.request("/assets/none.css"));
        refused.put("404 no film", visitor.request("/media/none"));
        refused.put("403 no token", form("/sign-in", "email=x"));
        refused.put(
                "403 from elsewhere",
                form("/demo/sign-in", "who=george@demo.example").header("Origin", "http://evil.example"));
        refused.put(
                "403 a file from nobody",
                visitor.request("/practice/uploads")
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.ofString("--x--\r\n")));
        for (var method : List.of("TRACE", "PUT", "DELETE", "PATCH", "PROPFIND")) {
            for (var path : List.of(
                    "/",
                    "/sign-in",
                    "/choices",
                    "/assets/css/app.css",
                    "/demo/mail",
                    "/media/" + access.things.get("film"))) {
                refused.put("4 " + method + " " + path, visitor.request(path).method(method, BodyPublishers.noBody()));
            }
        }
        refused.put("4 POST /about", form("/about", "x=y"));
        refused.put("4 POST " + Framed.ADDRESS, form(Framed.ADDRESS, "x=y"));
        refused.put("404 below the player", visitor.request(Framed.ADDRESS + "/"));
        refused.put("404 beside the player", visitor.request("/embed/films"));
        refused.put("404 the player in disguise", visitor.request(Framed.ADDRESS + ";x=y"));
        refused.forEach((what, request) -> {
            visitor.send(request);
            look(visitor, what, Kept.NEVER);
            assertThat(String.valueOf(visitor.status())).as(what).startsWith(what.split(" ")[0]);
        });

        var patient = access.visitors.get("patient");
        patient.send(patient.request("/choices")
                .POST(BodyPublishers.noBody())
                .header("Content-Type", "application/x-www-form-urlencoded"));
        look(patient, "a form without anything", Kept.NEVER);
        patient.send(patient.request("/choices").method("OPTIONS", BodyPublishers.noBody()));
        look(patient, "OPTIONS", Kept.NEVER);
        patient.post("/choices", "_csrf", access.tokens.get("patient"));
        look(patient, "405 a form to a page without one", Kept.NEVER);
        assertThat(patient.status()).isEqualTo(405);

        var editor = access.visitors.get("editor");
        editor.send(editor.request("/publishing/privacy/edit")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x\r\nContent-Disposition: form-data; name=\"body\"\r\n\r\n"
                        + "a".repeat(5_000_000) + "\r\n--x--\r\n")));
        look(editor, "413 a book", Kept.NEVER);
        assertThat(editor.status()).isEqualTo(413);

        var guesser = new WebVisitor(port);
        for (int i = 0; i < 25 && (i == 0 || guesser.status() != 429); i++) {
            guesser.get("/letter-code")
                    .submit(
                            "/letter-code",
                            "code",
                            "ZZZZ-ZZZZ",
                            "fullName",
                            "Ann Guess",
                            "dateOfBirth.day",
                            "1",
                            "dateOfBirth.month",
                            "2",
                            "dateOfBirth.year",
                            "1984");
        }
        assertThat(guesser.status()).isEqualTo(429);
        assertThat(guesser.header("Retry-After")).isPresent();
        look(guesser, "429 too many tries", Kept.NEVER);
        cast.forgetFailedTries();
    }

    private HttpRequest.Builder form(String path, String fields) {
        return new WebVisitor(port)
                .request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields));
    }

    /** 500: a table that is not where it was. 503: a table that somebody else holds. */
    @Test
    void faults() throws Exception {
        var source = PostgresForTests.owner(database);
        var owner = new JdbcTemplate(source);
        var staff = access.visitors.get("staff");
        owner.execute("alter table choice.practice_listing rename to practice_listing_gone");
        try {
            staff.get("/practice?status=");
            assertThat(staff.status()).isEqualTo(500);
            look(staff, "500 a page", Kept.NEVER);
            assertThat(staff.body()).doesNotContain("practice_listing", "Exception", "SQL", "org.");
        } finally {
            owner.execute("alter table choice.practice_listing_gone rename to practice_listing");
        }

        var held = new CountDownLatch(1);
        var enough = new CountDownLatch(1);
        var holder = CompletableFuture.runAsync(
                () -> new TransactionTemplate(new DataSourceTransactionManager(source)).executeWithoutResult(status -> {
                    owner.execute("lock table choice.practice_listing in access exclusive mode");
                    held.countDown();
                    try {
                        enough.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }));
        held.await();
        try {
            staff.get("/practice?status=");
            assertThat(staff.status()).isEqualTo(503);
            look(staff, "503 a page", Kept.NEVER);
            assertThat(staff.header("Retry-After")).isPresent();
        } finally {
            enough.countDown();
            holder.join();
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> staff.get("/practice?status=").status() == 200);
    }

    /** Decision 26: looking at what is public makes no session; T15: an id in an address is nobody's. */
    @Test
    void nobodyGetsASessionByLooking() {
        for (var row : Row.ofAll(AccessTests.TABLES)) {
            if (row.method().equals("GET") && AccessTests.isPublic(row.path())) {
                var stranger =
                        new WebVisitor(port).get(access.filledIn("nobody", row.path()), "Cookie", "datachoice=AAAA");
                assertThat(stranger.setCookies()).as(row.path()).isEmpty();
            }
        }
        var thief = new WebVisitor(port);
        var patient = access.visitors.get("patient").cookie("datachoice");
        for (var path : List.of(
                "/choices;jsessionid=" + patient, "/choices;datachoice=" + patient, "/choices?datachoice=" + patient)) {
            thief.get(path);
            assertThat(thief.status()).as("an id in the address").isIn(302, 404);
            assertThat(thief.header("Location").orElse("/sign-in")).isEqualTo("/sign-in");
        }
    }
}
