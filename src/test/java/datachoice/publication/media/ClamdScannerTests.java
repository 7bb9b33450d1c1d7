package datachoice.publication.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.core.HostAndPort;
import datachoice.publication.media.ClamdScanner.Patience;
import datachoice.publication.media.FakeClamd.Mood;
import datachoice.publication.media.FileScanner.NotScanned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T13, V5.4.3: what clamd says of a file, and that anything else than a plain answer is none. */
class ClamdScannerTests {
    private static final Patience SHORT = new Patience(Duration.ofMillis(500), Duration.ofMillis(700));
    private static final Patience LONG = new Patience(Duration.ofSeconds(20), Duration.ofSeconds(20));

    @TempDir
    Path folder;

    private Path film;
    private byte[] bytes;

    /** Longer than what clamd, the network and its buffers take without being asked. */
    @BeforeEach
    void makeAFile() throws IOException {
        bytes = new byte[20_000_003];
        new Random(4).nextBytes(bytes);
        film = Files.write(folder.resolve("film"), bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535, 65_536, 65_537, 20_000_003})
    void givesItTheWholeFile(int length) throws IOException {
        var part = Files.write(folder.resolve("part"), Arrays.copyOf(bytes, length));
        try (var clamd = new FakeClamd(Mood.SAYS_OK)) {
            assertThat(scanner(clamd, LONG).scan(part)).isEmpty();
            assertThat(clamd.last()).isEqualTo(Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void saysWhatItFound() throws IOException {
        var virus = Files.write(folder.resolve("virus"), TestFiles.testVirus());
        try (var clamd = new FakeClamd(Mood.FINDS_THE_TEST_FILE)) {
            assertThat(scanner(clamd, LONG).scan(virus)).contains("Eicar-Test-Signature");
            assertThat(scanner(clamd, LONG).scan(film)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SAYS_OK", "FINDS_THE_TEST_FILE"})
    void takesNothingElseForAnAnswer(Mood mood) throws IOException {
        try (var clamd = new FakeClamd(mood)) {
            var begun = System.nanoTime();
            assertThatThrownBy(() -> scanner(clamd, SHORT).scan(film))
                    .isInstanceOfSatisfying(
                            NotScanned.class, e -> assertThat(e.getMessage()).matches("[ -~]+"));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("does not wait longer than it should")
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void isAwayWhenNobodyListens() {
        // not a port that was free a moment ago: another test may have just got it
        for (var nowhere : new String[] {"127.0.0.1:1", "no-such-host.invalid:3310"}) {
            assertThatThrownBy(() -> new ClamdScanner(HostAndPort.parse(nowhere).orElseThrow(), SHORT).scan(film))
                    .as(nowhere)
                    .isInstanceOf(NotScanned.class);
        }
    }

    @Test
    void readsItsAddress() {
        assertThat(HostAndPort.parse("clamd:3310")).contains(new HostAndPort("clamd", 3310));
        assertThat(HostAndPort.parse(" 127.0.0.1:1 ")).contains(new HostAndPort("127.0.0.1", 1));
        assertThat(HostAndPort.parse("[::1]:3310")).contains(new HostAndPort("::1", 3310));
        for (var wrong : new String[] {"", "clamd", "clamd:", ":3310", "clamd:0", "clamd:65536", "::1:3310", "a b:1"}) {
            assertThat(HostAndPort.parse(wrong)).as(wrong).isEmpty();
        }
    }

    private static ClamdScanner scanner(FakeClamd clamd, Patience patience) {
        return new ClamdScanner(HostAndPort.parse(clamd.address()).orElseThrow(), patience);
    }
}
