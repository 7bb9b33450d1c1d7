package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import datachoice.identity.WebVisitor;
import jakarta.persistence.EntityManagerFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** What attackers send, sent to every page and form there is: an agreed answer each time, and nothing of it stored. */
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // what lets forms succeed comes last
class InputCrawlTests extends Crawl {
    private static final String MARK = "zq9crawl";

    /** On a busy machine. A pattern that tries again and again takes minutes for such a text, or for ever. */
    private static final long SLOWEST_MILLIS = 5_000;

    /** Sent to be refused; the mark shows where it was stored instead. As a form writes them. */
    private static final Map<String, String> REFUSED = new LinkedHashMap<>();

    /** Read as nothing, or refused: never understood. */
    private static final List<String> ABSURD = List.of(
            "",
            "-1",
            "99999999999999999999",
            "1e309",
            "NaN",
            "abc",
            "MAYBE",
            "null",
            "9999-12-31",
            "999999999-12-31",
            "31/2/2026",
            "29/3/2026 01:30",
            "0000-00-00",
            "name'--",
            "password",
            "${7*7}",
            "__${7*7}__",
            "00000000-0000-0000-0000-000000000000",
            "../../etc/passwd");

    static {
        REFUSED.put("a zero byte", MARK + "%00x");
        REFUSED.put("bytes that are no UTF-8", MARK + "%FF%C3%28");
        REFUSED.put("half a character", MARK + "%ED%A0%80");
        REFUSED.put("a megabyte", MARK + "x".repeat(1_000_000));
    }

    @Autowired
    EntityManagerFactory entities;

    @Autowired
    Scheduler scheduler;

    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final Set<String> wrong = new TreeSet<>();

    @BeforeEach
    void startsAnew() {
        if (access.visitors.get("patient").get("/choices").status() != 200) { // the test before signed them out
            everybodySignsIn();
        }
        wrong.clear();
        answers.clear();
        cast.forgetFailedTries();
    }

    @AfterEach
    void jobsGoOn() {
        scheduler.resume();
    }

    /** The answer to the last request of this door is one of those agreed on. */
    private int answered(Door door, String what) {
        var status = visitor(door).status();
        answers.merge(status, 1, Integer::sum);
        if (!Set.of(200, 204, 302, 400, 404, 409, 413, 416, 422, 429).contains(status)) {
            wrong.add(door + " " + what + ": " + status);
        }
        if (status == 429) {
            cast.forgetFailedTries();
        }
        return status;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** S19, B6, B10, B23. */
    @Test
    @Order(1)
    void storesNothingThatCannotBeText(CapturedOutput log) throws Exception {
        Jobs.pause(scheduler);
        var before = rows();
        int fields = 0;
        for (var door : doors()) {
            for (var field : door.fields()) {
                fields++;
                for (var bad : REFUSED.entrySet()) {
                    var what = bad.getKey() + " in " + field;
                    if (door.isForm()) {
                        posts(door, encoded(field) + "=" + bad.getValue());
                        answered(door, what);
                    }
                    if (bad.getValue().length() < 1_000) {
                        visitor(door).get(door.path() + "?" + encoded(field) + "=" + bad.getValue());
                        if (!door.isForm()) {
                            answered(door, what + " of the address");
                        }
                    }
                }
            }
        }
        assertThat(wrong).as("answers that were not agreed on").isEmpty();
        assertThat(fields).isGreaterThan(100);
        assertThat(tablesWith(MARK)).as("tables it was stored in").isEmpty();
        assertThat(changes(before)).as("tables with more rows").isEmpty();
        assertThat(log.getAll()).as("log").doesNotContain(MARK); // T20
        assertThat(answers.keySet()).contains(400, 422);
    }

    private List<String> changes(Map<String, Long> before) {
        var after = rows();
        return before.keySet().stream()
                .filter(table -> !table.startsWith("publication.")) // a title may be called anything
                .filter(table -> !List.of("choice.national_count", "letter.people_counted")
                        .contains(table)) // counted when somebody looks
                .filter(table -> before.get(table) < after.get(table)) // an upload is dropped on the way
                .map(table -> table + " " + before.get(table) + " to " + after.get(table))
                .toList();
    }

    /** B23: the same in the address itself. */
    @Test
    @Order(2)
    void findsNothingAtAddressesThatCannotBeText() throws Exception {
        for (var door : doors()) {
            var gap = door.path().lastIndexOf('/') + 1;
            for (var bad :
                    List.of("%00", "%FF%C3%28", "%ED%A0%80", "x".repeat(6_000), "%2e%2e%2f", "..%5c", "a%0d%0ab")) {
                var address = door.path().substring(0, gap) + MARK + bad;
                visitor(door).get(address);
                var status = answered(door, "at " + bad.substring(0, Math.min(12, bad.length())));
                if (status == 200) {
                    wrong.add(door + " at " + bad + ": a page");
                }
                assertThat(visitor(door).body()).doesNotContain("Exception", "org.springframework", "SELECT ");
            }
        }
        assertThat(wrong).as("answers that were not agreed on").isEmpty();
        assertThat(tablesWith(MARK)).isEmpty();
    }

    /** B3, B4, B22. */
    @Test
    @Order(3)
    void understandsNothingAbsurd() throws Exception {
        Jobs.pause(scheduler);
        var before = rows();
        for (var door : doors()) {
            if (door.isForm() && door.fields().isEmpty()) {
                continue; // a button on its own means one thing only
            }
            for (var value : ABSURD) {
                var names = new LinkedHashSet<>(door.fields());
                names.addAll(List.of("page", "size", "sort", "from", "to", "lang"));
                var query = String.join(
                        "&",
                        names.stream()
                                .map(name -> encoded(name) + "=" + encoded(value))
                                .toList());
                if (door.isForm()) {
                    posts(door, query);
                } else {
                    visitor(door).get(door.path() + "?" + query);
                }
                answered(door, value);
            }
        }
        assertThat(wrong).as("answers that were not agreed on").isEmpty();
        assertThat(changes(before))
                .filteredOn(change -> !change.startsWith("choice.doubt")) // tells in any words what was not oneself
                .as("tables with more rows")
                .isEmpty();
        assertThat(answers.keySet()).contains(200, 302, 404, 409, 422);
    }

    /** B11, V15.3.7: of two answers to one question neither counts. */
    @Test
    @Order(4)
    void storesNeitherOfTwoAnswers() throws Exception {
        for (var door : doors()) {
            if (door.isForm()) {
                for (var field : door.fields()) {
                    var form = new ArrayList<String>();
                    for (var name : door.fields()) {
                        form.add(encoded(name) + "="
                                + encoded(
                                        name.equals(field)
                                                ? MARK + "one"
                                                : PLAUSIBLE.getOrDefault(name, "Some words")));
                    }
                    form.add(encoded(field) + "=" + MARK + "two");
                    posts(door, String.join("&", form));
                    answered(door, "twice " + field);
                }
            }
        }
        assertThat(wrong).as("answers that were not agreed on").isEmpty();
        assertThat(tablesWith(MARK)).as("tables it was stored in").isEmpty();
    }

    /** T16: whatever is asked for, the next page is one of ours. */
    @Test
    @Order(5)
    void leadsNowhereElse() throws Exception {
        var elsewhere = List.of(
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example",
                "\\\\evil.example",
                "https:evil.example",
                "/\t/evil.example",
                "javascript:alert(1)",
                "/x\r\nLocation: https://evil.example/",
                "@evil.example");
        int redirects = 0;
        for (var door : doors()) {
            for (var payload : elsewhere) {
                var names = new LinkedHashSet<>(door.fields());
                names.addAll(List.of(
                        "continue",
                        "next",
                        "url",
                        "uri",
                        "redirect",
                        "redirect_uri",
                        "returnTo",
                        "return",
                        "target",
                        "goto",
                        "dest",
                        "path",
                        "back",
                        "from",
                        "saved",
                        "service"));
                var query = String.join(
                        "&",
                        names.stream()
                                .map(name -> encoded(name) + "=" + encoded(payload))
                                .toList());
                var forged = new String[] {
                    "Referer",
                    "https://evil.example/",
                    "X-Forwarded-Host",
                    "evil.example",
                    "X-Forwarded-Proto",
                    "https",
                    "X-Original-URL",
                    "//evil.example/",
                    "Forwarded",
                    "host=evil.example"
                };
                if (door.isForm()) {
                    posts(door, query, forged);
                } else {
                    visitor(door).get(door.path() + "?" + query, forged);
                }
                answered(door, payload);
                var to = visitor(door).header("Location");
                if (to.isPresent()) {
                    redirects++;
                    if (!isOurs(to.get())) {
                        wrong.add(door + " " + payload + ": leads to " + to.get());
                    }
                }
                if (visitor(door).header("Refresh").isPresent()) {
                    wrong.add(door + " " + payload + ": sends on by Refresh");
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(redirects).as("redirects that were looked at").isGreaterThan(50);
    }

    /** T30: what is no form is not read. */
    @Test
    @Order(6)
    void readsNeitherXmlNorJson() throws Exception {
        var xml = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x>" + MARK
                + "&e;</x>";
        var json = "{\"title\": \"" + MARK + "\", \"choice\": \"DO_NOT_ALLOW\"}";
        int read = 0;
        for (var door : doors()) {
            if (door.isForm()) {
                for (var type : List.of(
                        "application/xml",
                        "text/xml",
                        "application/json",
                        "text/plain",
                        "application/x-java-serialized-object")) {
                    visitor(door)
                            .send(request(door, "Content-Type", type, "X-CSRF-TOKEN", access.tokens.get(door.role()))
                                    .POST(BodyPublishers.ofString(type.endsWith("json") ? json : xml)));
                    if (visitor(door).status() == 415) {
                        read++;
                    } else if (visitor(door).status() != 403) { // without a session there is no token
                        answered(door, type);
                        read++;
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(read).as("that got past the token").isGreaterThan(100);
        assertThat(tablesWith(MARK)).isEmpty();
    }

    /** V3.5.3: whoever only looks, as a robot or as whom it is for, changes nothing, neither a row nor what is in it. */
    @Test
    @Order(0)
    void lookingChangesNothing() throws Exception {
        Jobs.pause(scheduler);
        doors().stream().filter(door -> !door.isForm()).forEach(door -> visitor(door)
                .get(door.path())); // what is counted
        var before = contents();
        int pages = 0;
        for (var door : doors()) {
            if (!door.isForm()) {
                for (var visitor : List.of(visitor(door), new WebVisitor(port))) {
                    visitor.get(door.path(), "User-Agent", "robot");
                    pages++;
                }
            }
        }
        assertThat(pages).isGreaterThan(100);
        assertThat(contents()).isEqualTo(before);
    }

    /** Of each table a sum over all its rows, but of those that every visit adds to: sessions, counts, the audit. */
    private Map<String, String> contents() {
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        var contents = new TreeMap<String, String>();
        rows().keySet().stream()
                .filter(table -> !table.equals("publication.reach")) // written every half minute, of all visits since
                .forEach(table -> contents.put(
                        table,
                        owner.queryForObject(
                                "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from "
                                        + table + " t",
                                String.class)));
        return contents;
    }

    /** T29: as long as a form may be, and made for patterns that try and try again. */
    @Test
    @Order(6)
    void readsTheSlowestTextsFast() throws Exception {
        var slow = List.of(
                "a".repeat(100_000) + "!",
                "a@".repeat(50_000),
                "a.".repeat(50_000) + "@",
                "\u00a0 ".repeat(25_000) + "x",
                "1 ".repeat(50_000),
                "9".repeat(100_000) + "x",
                "[".repeat(50_000) + "](".repeat(25_000),
                "-".repeat(100_000) + "=");
        int fields = 0;
        for (var door : doors()) {
            if (door.isForm()) {
                for (var field : door.fields()) {
                    fields++;
                    var text = slow.get(fields % slow.size());
                    var begun = System.nanoTime();
                    posts(door, encoded(field) + "=" + encoded(text));
                    var took = (System.nanoTime() - begun) / 1_000_000;
                    answered(door, "slow text in " + field);
                    if (took > SLOWEST_MILLIS) {
                        wrong.add(door + " " + field + ": " + took + " ms for " + text.substring(0, 4));
                    }
                }
            }
        }
        assertThat(fields).isGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    private static boolean isOurs(String location) {
        return location.matches("/(?![/\\\\]).*|/")
                && URI.create("http://localhost:1/").resolve(location).getHost().equals("localhost");
    }

    private static final Map<String, String> PLAUSIBLE = Map.ofEntries(
            Map.entry("email", "mass.assignment@demo.example"),
            Map.entry("password", Cast.PASSWORD),
            Map.entry("newPassword", Cast.PASSWORD),
            Map.entry("code", "123456"),
            Map.entry("dateOfBirth.day", "27"),
            Map.entry("dateOfBirth.month", "3"),
            Map.entry("dateOfBirth.year", "1984"),
            Map.entry("choice", "DO_NOT_ALLOW"),
            Map.entry("gpRecord", "ALLOW"),
            Map.entry("elsewhere", "ALLOW"),
            Map.entry("why", "ASKED"),
            Map.entry("words", "Some words"),
            Map.entry("reach", "01632 960 321"),
            Map.entry("reason", "APPLYING"));

    /** T21, V15.3.3: each form as a person fills it in, and with it every name that anything stored here has. */
    @Test
    @Order(7)
    void storesNoFieldThatWasNotAskedFor() throws Exception {
        var planted = UUID.fromString("0e9f0bad-0000-4000-8000-00000000c4a1");
        var extra = new StringBuilder();
        var names = storedNames();
        assertThat(names).hasSizeGreaterThan(100).contains("recordedAt", "role", "practice", "approvedBy");
        var accepted = new TreeSet<String>();
        var doors = new LinkedHashMap<String, Door>();
        doors().forEach(door -> doors.put(door.page(), door));
        var roles = roles(Set.of());
        for (var page : List.copyOf(doors.keySet())) {
            if (!isSignedIn(doors.get(page))) { // some buttons end visits
                everybodySignsIn();
                doors().forEach(door -> doors.put(door.page(), door));
            }
            var door = doors.get(page);
            if (!door.isForm()) {
                continue;
            }
            var fields = filledIn(door);
            extra.setLength(0);
            names.stream()
                    .filter(name -> !fields.containsKey(name) && !door.fields().contains(name) && !name.equals("_csrf"))
                    .forEach(name ->
                            extra.append('&').append(encoded(name)).append('=').append(planted));
            for (var role : List.of("role", "roles", "authorities")) {
                if (!door.fields().contains(role)) {
                    extra.append('&').append(role).append("=PLATFORM_ADMIN");
                }
            }
            var form = String.join(
                    "&",
                    fields.entrySet().stream()
                            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                            .toList());
            posts(door, form + extra);
            var status = answered(door, "with more fields");
            if (status == 302 || status == 200 || status == 204) {
                accepted.add(door.method() + " " + door.pattern());
            }
        }
        assertThat(accepted)
                .as("forms that were filled in well enough")
                .hasSizeGreaterThan(30)
                .contains(
                        "POST /account/new",
                        "POST /admin/accounts/{account}/roles",
                        "POST /admin/practices/{code}",
                        "POST /choices/{p}/change",
                        "POST /choices/{p}/change/separately",
                        "POST /choices/{p}/check/{draft}",
                        "POST /practice/applied",
                        "POST /practice/staff/invite",
                        "POST /publishing/new",
                        "POST /publishing/{slug}/edit");
        assertThat(wrong).isEmpty();
        assertThat(tablesWith(planted.toString()))
                .as("tables with what was planted")
                .isEmpty();
        assertThat(roles(roles.keySet())).as("who may what").isEqualTo(roles);
    }

    private boolean isSignedIn(Door door) {
        return door.role().equals("nobody")
                || !visitor(door).get("/choices").header("Location").orElse("").equals("/sign-in");
    }

    /** What accounts may do: these, or all there are. */
    private Map<String, String> roles(Set<String> accounts) {
        var roles = new TreeMap<String, String>();
        jdbc.query(
                "select account::text, string_agg(role, ' ' order by role) from identity.account_role group by account",
                row -> {
                    if (accounts.isEmpty() || accounts.contains(row.getString(1))) {
                        roles.put(row.getString(1), row.getString(2));
                    }
                });
        return roles;
    }

    /** The names of everything that is stored, as fields of forms would be called. */
    private Set<String> storedNames() {
        var names = new TreeSet<String>();
        entities.getMetamodel().getEntities().forEach(entity -> entity.getAttributes()
                .forEach(attribute -> names.add(attribute.getName())));
        jdbc.queryForList(
                        "select distinct column_name::text from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')",
                        String.class)
                .forEach(column -> names.add(camelCase(column)));
        return names;
    }

    private static String camelCase(String column) {
        var words = column.split("_");
        return words[0]
                + String.join(
                        "",
                        Stream.of(words)
                                .skip(1)
                                .filter(word -> !word.isEmpty())
                                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                                .toList());
    }

    /** The form as its page shows it, and what a person would write into it; by hand where no page shows it. */
    private Map<String, String> filledIn(Door door) {
        var page = visitor(door).get(door.path().replaceAll("/(applied|undone|again|load|drop)$", ""));
        var fields = new LinkedHashMap<String, String>();
        if (page.status() == 200) {
            for (var form : page.page().select("main form[method=post]")) {
                if (form.attr("action").equals(door.path())
                        || form.attr("action").isEmpty()) {
                    form.select("input, select, textarea").forEach(control -> fill(control, fields));
                }
            }
        }
        door.fields().forEach(field -> {
            if (fields.getOrDefault(field, "").isEmpty()
                    && (PLAUSIBLE.containsKey(field) || fields.containsKey(field))) {
                fields.put(
                        field,
                        field.equals("email") // nobody's yet: the crawls before may have invited somebody
                                ? "mass." + UUID.randomUUID() + "@demo.example"
                                : PLAUSIBLE.getOrDefault(field, "Some words"));
            }
        });
        fields.remove("_csrf");
        var form = door.role().equals("half-in") ? "/sign-in/code" : "/sign-in";
        access.tokens.put(door.role(), visitor(door).get(form).token()); // some steps begin with a new one
        return fields;
    }

    private static void fill(Element control, Map<String, String> fields) {
        var name = control.attr("name");
        var value = control.tagName().equals("select")
                ? control.select("option[value~=.]").attr("value")
                : control.tagName().equals("textarea") ? control.text() : control.attr("value");
        if (!name.isEmpty() && !control.attr("type").matches("file|submit")) {
            fields.putIfAbsent(name, value);
        }
    }
}
