package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Whoever runs a portal finds each of its settings in the README. */
class SettingsDocumentTests {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[A-Z0-9_]+`(?:, `[A-Z0-9_]+`)*) \\|");

    @Test
    void theReadmeNamesEverySetting() throws Exception {
        var named = named();
        assertThat(named).contains("DATACHOICEHOME", "DATACHOICEOPERATORPHONEHOURS");
        assertThat(ours().filter(setting -> named.stream().noneMatch(name -> name.startsWith(written(setting)))))
                .as("settings that only whoever reads the sources can find")
                .isEmpty();
    }

    /** With neither dots, dashes nor underscores: Spring Boot reads several ways of writing them. */
    private static String written(String setting) {
        return setting.replaceAll("[._-]", "").toUpperCase(Locale.ROOT);
    }

    /** {@code `A_B`, `_C`} are A_B and A_C. */
    private static TreeSet<String> named() throws IOException {
        var named = new TreeSet<String>();
        for (var row :
                ROW.matcher(Files.readString(Path.of("README.md"))).results().toList()) {
            var names = List.of(row.group(1).replace("`", "").split(", "));
            var first = names.get(0);
            for (var name : names) {
                for (int end = first.indexOf('_'); end > 0; end = first.indexOf('_', end + 1)) {
                    named.add(written(name.startsWith("_") ? first.substring(0, end) + name : name));
                }
            }
        }
        return named;
    }

    private static Stream<String> ours() throws Exception {
        var settings = new TreeSet<String>();
        try (var files = Files.walk(MAIN)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var source = Files.readString(file);
                Pattern.compile("\\$\\{(datachoice\\.[\\w.-]+)")
                        .matcher(source)
                        .results()
                        .forEach(found -> settings.add(found.group(1)));
                if (source.contains("\n@ConfigurationProperties(")) {
                    var type = Class.forName(MAIN.relativize(file)
                            .toString()
                            .replaceAll("\\.java$", "")
                            .replace('/', '.'));
                    var prefix =
                            type.getAnnotation(ConfigurationProperties.class).value();
                    Arrays.stream(type.getRecordComponents())
                            .forEach(component -> settings.add(prefix + "." + component.getName()));
                }
            }
        }
        assertThat(settings).hasSizeGreaterThan(15);
        return settings.stream();
    }
}
