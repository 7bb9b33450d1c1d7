package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/security.md promises tests; each of them is there, and each line names one or says why not. */
class SecurityDocumentTests {
    private static final Path DOCUMENT = Path.of("docs", "security.md");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?`");
    private static final Pattern ROW = Pattern.compile("\\| ([TSDV]\\d[^|]*) \\|([^|]+)\\|([^|]+)\\|");

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

    @Test
    void leavesNoLineWithoutATest() throws IOException {
        var rows = ROW.matcher(Files.readString(DOCUMENT)).results().toList();
        assertThat(rows).hasSizeGreaterThan(80);
        assertThat(rows)
                .allMatch(
                        row -> row.group(3).contains("`") || row.group(3).contains("**Open**"),
                        "names a test, or says that it is open");
    }
}
