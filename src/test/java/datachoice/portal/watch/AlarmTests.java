package datachoice.portal.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Needed;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alarms ring, and stay silent, over the made-up days of alarms.test.yml; judged by Prometheus' own program. */
class AlarmTests {
    private static final Path MONITORING = Path.of("src/main/monitoring");

    @Test
    void ringWhenTheyShouldAndOnlyThen() throws Exception {
        var promtool = promtool();
        Needed.here(promtool.isPresent(), "promtool is not installed, and PROMTOOL does not name it");
        var run = new ProcessBuilder(promtool.get().toString(), "test", "rules", "alarms.test.yml")
                .directory(MONITORING.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(run.getInputStream().readAllBytes(), UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
        assertThat(said).contains("SUCCESS");
    }

    @Test
    void eachIsDrivenAndExplained() throws Exception {
        var days = Files.readString(MONITORING.resolve("alarms.test.yml"));
        var words = Files.readString(Path.of("docs/operations.md"));
        try (var lines = Files.lines(MONITORING.resolve("alarms.yml"))) {
            var alarms = lines.filter(line -> line.contains("- alert: "))
                    .map(line -> line.replaceAll(".*: ", ""))
                    .toList();
            assertThat(alarms).hasSize(3).allSatisfy(alarm -> {
                assertThat(words).contains("`" + alarm + "`");
                assertThat(days).containsPattern("alertname: " + alarm + ",? .*exp_alerts: \\[\\]");
                assertThat(days).containsPattern("alertname: " + alarm + "\\n +eval_time: .*\\n +exp_alerts:\\n");
            });
        }
    }

    private static Optional<Path> promtool() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("PROMTOOL")),
                        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .map(folder -> folder + "/promtool"))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
