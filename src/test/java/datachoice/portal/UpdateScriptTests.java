package datachoice.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import datachoice.Needed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The update, with releases that consist of nothing but their names; only good ones answer. */
@EnabledOnOs(OS.LINUX)
class UpdateScriptTests {
    @TempDir
    Path folder;

    private HttpServer portal;

    @BeforeEach
    void theOldReleaseRuns() throws IOException {
        for (var tool : new String[] {"unzip", "curl"}) {
            Needed.here(Files.isExecutable(Path.of("/usr/bin", tool)), tool + " is not installed");
        }
        release(folder.resolve("datachoice-1.jar"));
        Files.createSymbolicLink(folder.resolve("datachoice.jar"), folder.resolve("datachoice-1.jar"));
        portal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        portal.createContext("/actuator/health", exchange -> {
            if (running().endsWith("-silent.jar")) {
                return; // keeps the connection, and whoever asks waits
            }
            boolean well = !running().endsWith("-bad.jar");
            exchange.sendResponseHeaders(well ? 200 : 503, -1);
            exchange.close();
        });
        portal.start();
    }

    @AfterEach
    void stop() {
        if (portal != null) {
            portal.stop(0);
        }
    }

    @Test
    void backsUpAndThenRunsTheNewRelease() throws Exception {
        var result =
                update(release(Files.createDirectory(folder.resolve("sent")).resolve("datachoice-2.jar")));
        assertThat(result.output()).contains("backup of datachoice-1.jar", "Done: datachoice-2.jar runs");
        assertThat(result.code()).isZero();
        assertThat(running()).endsWith("datachoice-2.jar");
        assertThat(folder.resolve("datachoice-1.jar")).as("to go back to").exists();
    }

    @Test
    void goesBackWhenTheNewOneDoesNotGetWell() throws Exception {
        var result = update(release(folder.resolve("datachoice-2-bad.jar")));
        assertThat(result.output()).contains("Going back to datachoice-1.jar", "datachoice-1.jar runs again");
        assertThat(result.code()).isEqualTo(1);
        assertThat(running()).endsWith("datachoice-1.jar");
    }

    @Test
    void goesBackWhenTheNewOneTakesTheQuestionAndNeverAnswers() throws Exception {
        var result = update(release(folder.resolve("datachoice-2-silent.jar")));
        assertThat(result.output()).contains("Going back to datachoice-1.jar", "datachoice-1.jar runs again");
        assertThat(result.code()).isEqualTo(1);
        assertThat(running()).endsWith("datachoice-1.jar");
    }

    @Test
    void touchesNothingForAFileThatIsNoRelease() throws Exception {
        var result = update(Files.writeString(folder.resolve("datachoice-2.jar"), "half a download"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.output()).contains("is not a release").doesNotContain("backup of");
        assertThat(running()).endsWith("datachoice-1.jar");
    }

    @Test
    void runsNothingNewWithoutABackup() throws Exception {
        var result = update(release(folder.resolve("datachoice-2.jar")), "BACKUP", "false");
        assertThat(result.code()).isEqualTo(1);
        assertThat(running()).endsWith("datachoice-1.jar");
    }

    /** The release before goes on serving meanwhile: it is stopped when the database is ready, not before. */
    @Test
    void migratesWhileTheReleaseBeforeStillRuns() throws Exception {
        var migrate = script("migrate", "echo migrated by $(basename $(readlink " + folder + "/datachoice.jar))");
        var result = update(
                release(folder.resolve("datachoice-2.jar")),
                "MIGRATE",
                migrate,
                "RESTART",
                script("restart", "echo stopped and started"));
        assertThat(result.output())
                .containsSubsequence(
                        "backup of datachoice-1.jar", "migrated by datachoice-2.jar", "stopped and started", "Done");
        assertThat(result.output()).containsOnlyOnce("migrated by");
    }

    @Test
    void goesBackWhenTheDatabaseCannotBeBroughtToTheNewOne() throws Exception {
        for (var migrate : new String[] {"false", "sleep 60"}) {
            var result = update(
                    release(folder.resolve("datachoice-2.jar")), "MIGRATE", migrate, "DATACHOICE_MIGRATION", "2");
            assertThat(result.output()).contains("Going back to datachoice-1.jar", "datachoice-1.jar runs again");
            assertThat(result.code()).isEqualTo(1);
            assertThat(running()).endsWith("datachoice-1.jar");
        }
    }

    private record Result(int code, String output) {}

    private Result update(Path jar, String... more) throws Exception {
        var builder = new ProcessBuilder("bash", "src/main/server/update", jar.toString()).redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("DATACHOICE_RELEASES", folder.toString());
        environment.put(
                "DATACHOICE_HEALTH", "http://127.0.0.1:" + portal.getAddress().getPort() + "/actuator/health");
        environment.put("DATACHOICE_PATIENCE", "6");
        environment.put(
                "BACKUP", script("backup", "echo backup of $(basename $(readlink " + folder + "/datachoice.jar))"));
        environment.put("RESTART", "true");
        environment.put("MIGRATE", "");
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        var process = builder.start();
        process.onExit().orTimeout(2, TimeUnit.MINUTES).exceptionally(tooLate -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly); // nobody would read to the end of its words
            return process.destroyForcibly();
        });
        var output = new String(process.getInputStream().readAllBytes());
        return new Result(process.waitFor(), output);
    }

    private String script(String name, String line) throws IOException {
        var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }

    private String running() throws IOException {
        return folder.resolve("datachoice.jar").toRealPath().toString();
    }

    private static Path release(Path jar) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("BOOT-INF/classes/datachoice/DataChoice.class"));
            zip.write(jar.getFileName().toString().getBytes());
            zip.closeEntry();
        }
        return jar;
    }
}
