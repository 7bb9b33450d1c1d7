package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/security.md promises tests; each of them is there, and each line names one or says why not. */
class SecurityDocumentTests {
    private static final Path DOCUMENT = Path.of("docs", "security.md");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");
    private static final Pattern ROW = Pattern.compile("\\| ([TSDVB]\\d[^|]*) \\|([^|]+)\\|([^|]+)\\|");

    /** The threats, the rules of the framework and the database, and of the standard's level 2 what has an asset here. */
    private static final List<String> ASKED = Stream.of(
                    IntStream.rangeClosed(1, 32).mapToObj(n -> "T" + n),
                    IntStream.rangeClosed(1, 20).mapToObj(n -> "S" + n),
                    IntStream.rangeClosed(1, 19).mapToObj(n -> "D" + n),
                    IntStream.rangeClosed(1, 25).mapToObj(n -> "B" + n),
                    Stream.of(
                            ("V1.2.1 V1.2.4 V1.2.9 V1.3.1 V1.3.2 V1.3.6 V1.3.11 V1.5.1 V1.5.2 V2.1.1 V2.2.2 V2.2.3 V2.3.1"
                                            + " V2.3.2 V2.3.3 V2.3.4 V2.4.1 V3.2.1 V3.3.1 V3.3.2 V3.3.3 V3.3.4 V3.4.1 V3.4.2 V3.4.3"
                                            + " V3.4.4 V3.4.5 V3.4.6 V3.5.1 V3.5.3 V3.7.2 V4.1.1 V4.1.3 V4.2.1 V5.1.1 V5.2.1 V5.2.2"
                                            + " V5.2.3 V5.3.2 V5.4.1 V5.4.3 V6.1.1 V6.2.1 V6.2.9 V6.2.4 V6.2.12 V6.2.5 V6.2.7 V6.2.10"
                                            + " V6.3.2 V6.3.3 V6.3.4 V6.4.1 V6.4.2 V6.4.3 V6.5.1 V6.5.2 V6.5.5 V6.6.2 V6.6.3 V7.1.1 V7.3"
                                            + " V7.2.4 V7.4.1 V7.4.2 V7.4.3 V7.4.5 V7.5.2 V7.5.1 V8.1.1 V8.1.2 V8.2.1 V8.2.2 V8.2.3"
                                            + " V8.3.1 V8.4.1 V9.1 V9.2 V11.1.2 V11.3 V11.4 V11.5.1 V12.1 V12.2 V12.3 V13.2.2 V13.2.3"
                                            + " V13.3.1 V13.4 V14.2.1 V14.3.1 V14.3.2 V14.3.3 V15.1.2 V15.2.1 V15.2.2 V15.3.3 V15.3.7"
                                            + " V16.2.1 V16.2.2 V16.3 V16.2.5 V16.4.1 V16.4.2 V16.5.1 V16.5.2 V16.5.3")
                                    .split(" ")))
            .flatMap(ids -> ids)
            .toList();

    private static Map<String, Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            file -> file,
                            (a, b) -> a,
                            TreeMap::new));
        }
    }

    @Test
    void namesTestsThatExist() throws IOException {
        var sources = sources();
        var missing = new TreeSet<String>();
        var named = NAMED.matcher(Files.readString(DOCUMENT)).results().toList();
        assertThat(named).hasSizeGreaterThan(100);
        for (var name : named) {
            var source = sources.get(name.group(1));
            if (source == null) {
                missing.add(name.group());
            } else if (name.group(2) != null
                    && !Pattern.compile("\\b(void|Stream<DynamicTest>) " + name.group(2) + "\\(")
                            .matcher(Files.readString(source))
                            .find()) {
                missing.add(name.group());
            }
        }
        assertThat(missing).as("tests that the document names and nobody wrote").isEmpty();
    }

    /** What takes long is in no ordinary build: the line says by which profile it runs, right behind its name. */
    @Test
    void saysHowTestsAreRunThatTheBuildLeavesOut() throws IOException {
        var profiles = Pattern.compile("<id>([\\w-]+)</id>\\s*<properties>\\s*<test.groups>(\\w+)<")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .collect(Collectors.toMap(profile -> profile.group(2), profile -> profile.group(1)));
        var sources = sources();
        var document = Files.readString(DOCUMENT);
        var unsaid = new TreeSet<String>();
        int tagged = 0;
        for (var name : NAMED.matcher(document).results().toList()) {
            var source = sources.get(name.group(1));
            var tag = source == null ? null : tag(Files.readString(source), name.group(2));
            if (tag == null) {
                continue;
            }
            tagged++;
            if (!document.startsWith(" (`-P" + profiles.get(tag) + "`", name.end())) {
                unsaid.add(name.group() + " needs (`-P" + profiles.get(tag) + "`)");
            }
        }
        assertThat(tagged).isPositive();
        assertThat(unsaid).isEmpty();
    }

    /** The tag of the method, else that of its class; null without. */
    private static @Nullable String tag(String source, @Nullable String method) {
        var own = Pattern.compile("@Tag\\(\"(\\w+)\"\\)\\s+(?:@\\w+\\s+)*void " + method + "\\(")
                .matcher(source);
        var whole = Pattern.compile("(?m)^@Tag\\(\"(\\w+)\"\\)").matcher(source);
        return own.find() ? own.group(1) : whole.find() ? whole.group(1) : null;
    }

    /** All that is asked of such a portal stands in one of the tables, or in the sentence below it that says why not. */
    @Test
    void leavesNothingOut() throws IOException {
        var document = Files.readString(DOCUMENT);
        var said = new TreeSet<String>();
        for (var row : ROW.matcher(document).results().toList()) {
            said.addAll(ids(row.group(1)));
        }
        Pattern.compile("(?m)^(T26 and T27 belong|Not done:|Not asked here:).*")
                .matcher(document)
                .results()
                .forEach(sentence -> said.addAll(ids(sentence.group())));
        assertThat(ASKED.stream()
                        .filter(id -> !said.contains(id) && said.stream().noneMatch(it -> id.startsWith(it + "."))))
                .as("asked, and not answered")
                .isEmpty();
    }

    /** Ranges such as "V3.3.1–4" and "T1, T2" are all that they name. */
    private static List<String> ids(String text) {
        return Pattern.compile("\\b([TSDB]\\d+|V\\d+(?:\\.\\d+)*)(?:–(\\d+))?")
                .matcher(text)
                .results()
                .flatMap(id -> {
                    if (id.group(2) == null) {
                        return Stream.of(id.group(1));
                    }
                    var stem = id.group(1).replaceFirst("\\d+$", "");
                    var first = Integer.parseInt(id.group(1).substring(stem.length()));
                    return IntStream.rangeClosed(first, Integer.parseInt(id.group(2)))
                            .mapToObj(n -> stem + n);
                })
                .toList();
    }

    @Test
    void leavesNoLineWithoutATest() throws IOException {
        var rows = ROW.matcher(Files.readString(DOCUMENT)).results().toList();
        assertThat(rows).hasSizeGreaterThan(80);
        assertThat(rows)
                .filteredOn(row -> !row.group(3).contains("No place here"))
                .allMatch(
                        row -> row.group(3).contains("`") || row.group(3).contains("**Open**"),
                        "names a test, or says that it is open");
    }
}
