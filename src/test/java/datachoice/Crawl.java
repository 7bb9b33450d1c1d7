package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.AccessTests.Row;
import datachoice.identity.WebVisitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest.Builder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Goes to every page there is. The running application is asked which pages that are, and {@link AccessTests} who opens
 * them and with what, so that a new page is covered as soon as it has its row there.
 */
@WholePortal
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Crawl {
    /** What opens a door best, first. */
    private static final List<String> OPEN = List.of("200", "422", "go", "204", "409", "404");

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    ApplicationContext context;

    /** The rows of the table, and everybody and everything they name. */
    AccessTests access;

    @BeforeAll
    void everybodySignsIn() {
        access = context.getAutowireCapableBeanFactory().createBean(AccessTests.class);
        access.everybodySignsIn();
    }

    /**
     * A page or form, who opens it, and the fields it reads.
     *
     * @param pattern the address with its gaps
     * @param path the address filled in
     */
    record Door(String method, String pattern, String role, String path, List<String> fields) {
        boolean isForm() {
            return method.equals("POST");
        }

        String page() {
            return method + " " + pattern;
        }

        @Override
        public String toString() {
            return page() + " as " + role;
        }
    }

    /** One for each page of the application, in the order of the table; what has no row there is nobody's. */
    List<Door> doors() throws Exception {
        var mappings =
                context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values();
        var fields = new TreeMap<String, List<String>>();
        for (var mapping : mappings) {
            mapping.getHandlerMethods().forEach((info, handler) -> {
                var methods = info.getMethodsCondition().getMethods();
                for (var pattern : info.getPatternValues()) {
                    (methods.isEmpty() ? Stream.of("GET") : methods.stream().map(Enum::name))
                            .forEach(method -> fields.put(method + " " + pattern, fieldsOf(handler)));
                }
            });
        }
        var best = new java.util.LinkedHashMap<String, Door>();
        var ranks = new TreeMap<String, Integer>();
        for (var table : AccessTests.TABLES) {
            var roles = Row.roles(table);
            for (var row : Row.of(table)) {
                var page = AccessTests.pageOf(mappings, row.method(), access.filledIn("patient", row.path()));
                for (int i = 0; i < roles.size(); i++) {
                    var rank = OPEN.indexOf(row.expected().get(i));
                    if (rank >= 0 && rank < ranks.getOrDefault(page, OPEN.size())) {
                        ranks.put(page, rank);
                        best.put(page, door(page, roles.get(i), row.path(), fields));
                    }
                }
            }
        }
        // what nobody opens is at least asked for by somebody who works there
        best.replaceAll((page, door) -> ranks.get(page) < OPEN.indexOf("404")
                ? door
                : best.values().stream()
                        .filter(other -> area(other).equals(area(door)) && ranks.get(other.page()) == 0)
                        .findFirst()
                        .map(other -> new Door(door.method(), door.pattern(), other.role(), door.path(), door.fields()))
                        .orElse(door));
        var doors = new ArrayList<>(best.values());
        fields.keySet().stream().filter(page -> !best.containsKey(page)).forEach(page -> {
            var pattern = page.split(" ")[1];
            doors.add(door(page, "nobody", pattern.replaceAll("\\{[^}]+}", "{unknown}"), fields));
        });
        assertThat(doors).hasSizeGreaterThanOrEqualTo(80).hasSize(fields.size());
        return doors;
    }

    private static String area(Door door) {
        return door.path().split("/", 3)[1];
    }

    private Door door(String page, String role, String path, Map<String, List<String>> fields) {
        var words = page.split(" ");
        return new Door(words[0], words[1], role, access.filledIn(role, path), fields.getOrDefault(page, List.of()));
    }

    private static List<String> fieldsOf(HandlerMethod handler) {
        return Stream.of(handler.getMethodParameters())
                .flatMap(FieldNameTests::fields)
                .distinct()
                .toList();
    }

    /** Whoever opens the door. */
    WebVisitor visitor(Door door) {
        return access.visitors.get(door.role());
    }

    /** Sends this text as a form, with a good token. */
    WebVisitor posts(Door door, String form, String... headers) {
        return sends(door, request(door, headers), form);
    }

    WebVisitor sends(Door door, Builder request, String form) {
        var all = "_csrf=" + access.tokens.get(door.role()) + (form.isEmpty() ? "" : "&" + form);
        return visitor(door)
                .send(request.header("Origin", "http://localhost:" + port)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(all)));
    }

    Builder request(Door door, String... headers) {
        return visitor(door).request(door.path(), headers);
    }

    /** The tables of all modules. */
    List<String> tables() {
        return jdbc.queryForList(
                "select schemaname || '.' || tablename from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1",
                String.class);
    }

    /** Where these words were stored. */
    List<String> tablesWith(String words) {
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        return tables().stream()
                .filter(table -> Boolean.TRUE.equals(owner.queryForObject(
                        "select exists (select from " + table + " t where t::text ilike ?)",
                        Boolean.class,
                        "%" + words + "%")))
                .toList();
    }

    /** How many rows each table has, but for those that every visit adds to. */
    Map<String, Long> rows() {
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        var rows = new TreeMap<String, Long>();
        tables().stream()
                .filter(table -> !table.matches("audit\\..*|job\\..*|identity\\.(session|limit|known).*|.*flyway.*"))
                .forEach(table -> rows.put(table, owner.queryForObject("select count(*) from " + table, Long.class)));
        return rows;
    }
}
