package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.OdsCode;
import datachoice.identity.WebVisitor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.MethodParameter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** T20: whatever a form's fields are called, nothing breaks, and nothing that was typed gets into the log. */
@WholePortal
@ExtendWith(OutputCaptureExtension.class)
class FieldNameTests {
    private static final String TYPED = "my-secret-zq7\r\n2026-01-01T00:00:00Z ERROR forged-zq7";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    private final Map<String, WebVisitor> visitors = new LinkedHashMap<>();

    @Test
    void everyFormTakesItsOwnFieldsOnly(CapturedOutput log) {
        var practice = cast.practice("Field Surgery");
        var person = cast.adult("Fay Field", practice);
        visitors.put("/account/new", cast.byLetter(port, cast.adult("Lea Field", practice)));
        visitors.put("/account", cast.signedIn(port, cast.accountOf(cast.adult("Ann Field", practice))));
        visitors.put("/admin", cast.signedIn(port, cast.admin()));
        visitors.put("/practice/staff", cast.signedIn(port, cast.leadOf(practice)));
        visitors.put("/choices", cast.signedIn(port, cast.accountOf(person)));
        visitors.put("/admin/practices", cast.signedIn(port, cast.admin()));
        visitors.put("/audit", cast.signedIn(port, cast.auditor()));
        visitors.put("/practice/letters", cast.signedIn(port, cast.leadOf(practice)));
        visitors.put("/practice/activity", cast.signedIn(port, cast.leadOf(practice)));
        visitors.put("/practice/uploads", cast.signedIn(port, cast.leadOf(practice)));
        visitors.put("/practice", cast.signedIn(port, cast.staffOf(practice)));
        visitors.put("/publishing/approver", cast.signedIn(port, cast.approver()));
        visitors.put("/publishing", cast.signedIn(port, cast.editor()));
        visitors.put("/", new WebVisitor(port));
        visitors.values().forEach(visitor -> visitor.get("/sign-in"));

        var wrong = new ArrayList<String>();
        int asked = 0;
        for (var form : forms().entrySet()) {
            var address = form.getKey()
                    .split(" ")[1]
                    .replace("{p}", person.toString())
                    .replace("/practice/letters/{id}", "/practice/letters/" + roundAt(practice))
                    .replace("{slug}", "better-information-means-better-care")
                    .replaceAll("\\{n:[^/]+", "1")
                    .replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());
            for (var field : form.getValue()) {
                for (var name : List.of(field, field + "[0]", field + "[x]", field + ".x", field + "[", field + "]")) {
                    var visitor = visitor(address);
                    var status = form.getKey().startsWith("GET")
                            ? visitor.get(query(address, name)).status()
                            : visitor.post(address, "_csrf", token(visitor), field, "typed", name, TYPED)
                                    .status();
                    asked++;
                    if (status >= 500
                            || status == 403 && !address.startsWith("/demo/") && !address.startsWith("/reach/")) {
                        wrong.add(form.getKey() + " " + name + ": " + status);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(200);
        assertThat(log.getAll()).doesNotContain("zq7");
    }

    /** One that nobody is at, so that it stays one that can be stopped. */
    private UUID roundAt(OdsCode practice) {
        var round = UUID.nameUUIDFromBytes(practice.value().getBytes(StandardCharsets.UTF_8));
        jdbc.update(
                "insert into letter.round (id, practice, whom, asked_by, asked_at, wanted) values (?, ?, 'NEVER', ?, now(), 1) on conflict do nothing",
                round,
                practice.value(),
                round);
        return round;
    }

    /** Every address with fields, and their names. */
    private Map<String, List<String>> forms() {
        var forms = new TreeMap<String, List<String>>();
        handlers.getHandlerMethods().forEach((mapping, handler) -> {
            var fields = Stream.of(handler.getMethodParameters())
                    .flatMap(FieldNameTests::fields)
                    .toList();
            if (handler.getBeanType().getName().startsWith("datachoice.") && !fields.isEmpty()) {
                for (var method : mapping.getMethodsCondition().getMethods()) {
                    for (var path : mapping.getPatternValues()) {
                        forms.put((method == RequestMethod.GET ? "GET " : "POST ") + path, fields);
                    }
                }
            }
        });
        assertThat(forms).containsKeys("POST /letter-code", "GET /practice", "POST /choices/{p}/change");
        return forms;
    }

    static Stream<String> fields(MethodParameter parameter) {
        if (parameter.hasParameterAnnotation(RequestParam.class)) {
            return Stream.of(String.valueOf(parameter.getParameter().getName()));
        }
        return parameter.getParameterType().isRecord()
                        && !parameter.getParameterType().getName().startsWith("datachoice.core.")
                ? Stream.of(parameter.getParameterType().getRecordComponents()).flatMap(FieldNameTests::names)
                : Stream.of();
    }

    private static Stream<String> names(RecordComponent field) {
        return field.getType().isRecord()
                ? Stream.concat(
                        Stream.of(field.getName()),
                        Stream.of(field.getType().getRecordComponents())
                                .map(part -> field.getName() + "." + part.getName()))
                : Stream.of(field.getName());
    }

    private static String query(String address, String name) {
        return UriComponentsBuilder.fromPath(address)
                .queryParam("{name}", "{typed}")
                .encode()
                .buildAndExpand(Map.of("name", name, "typed", TYPED))
                .toUriString();
    }

    private WebVisitor visitor(String address) {
        if (address.matches("/publishing/.*/(approve|send-back|schedule|withdraw|publish)")) {
            return visitors.get("/publishing/approver");
        }
        return visitors.entrySet().stream()
                .filter(entry -> address.startsWith(entry.getKey()))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private String token(WebVisitor visitor) {
        return visitor.get("/sign-in").page().select("input[name=_csrf]").attr("value");
    }

    @Test
    void nobodyWritesLinesOfTheirOwnIntoTheLog(CapturedOutput log) {
        var forged = "\r\n\u0085\u2028\u001b[2K2026-01-01T00:00:00Z ERROR forged\u202e";
        LoggerFactory.getLogger(FieldNameTests.class)
                .warn(
                        "Refused: {}",
                        "x" + forged,
                        new IllegalStateException("y" + forged, new Exception("z" + forged)));
        assertThat(log.getAll().lines())
                .filteredOn(line -> line.contains("forged"))
                .hasSize(3)
                .allMatch(line ->
                        line.contains("\\u000d\\u000a\\u0085\\u2028\\u001b[2K2026") && line.endsWith("forged\\u202e"))
                .noneMatch(line -> line.startsWith("2026-01-01"));
        assertThat(log.getAll()).contains("\n\tat ");
    }

    /** What somebody put into a link is not typed into a form. */
    @Test
    void addressesFillInNoForms() {
        var visitor = new WebVisitor(port);
        assertThat(visitor.get("/sign-in?email=someone%40else.example").body()).doesNotContain("someone");
        assertThat(visitor.get("/letter-code?code=9ZZ9-9ZZ9&fullName=Someone%20Else&dateOfBirth.day=27")
                        .body())
                .doesNotContain("9ZZ9", "Someone", "value=\"27\"");
    }

    /** A token is sent once. */
    @Test
    void refusesAFormWithTwoTokens() {
        var visitor = new WebVisitor(port).get("/sign-in");
        var token = visitor.token();
        assertThat(visitor.post("/sign-in", "_csrf", token, "_csrf", "x", "email", "x")
                        .status())
                .isEqualTo(403);
        assertThat(visitor.get("/sign-in")
                        .post("/sign-in", "_csrf", token, "email", "x")
                        .status())
                .isEqualTo(422);
    }
}
