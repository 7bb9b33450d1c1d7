package datachoice.publication.media;

import static datachoice.publication.media.TestFiles.box;
import static datachoice.publication.media.TestFiles.captions;
import static datachoice.publication.media.TestFiles.film;
import static datachoice.publication.media.TestFiles.filmOf;
import static datachoice.publication.media.TestFiles.ftyp;
import static datachoice.publication.media.TestFiles.join;
import static datachoice.publication.media.TestFiles.longFilmOf;
import static datachoice.publication.media.TestFiles.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.core.Mode;
import datachoice.core.PortalSettings;
import datachoice.publication.media.FileRefused.Why;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T13, B18: what is kept is what it says, and of what is refused nothing stays. */
class MediaStoreTests {
    @TempDir
    Path home;

    private MediaStore store;

    @BeforeEach
    void open() {
        store = store(new EicarScanner());
    }

    private MediaStore store(FileScanner scanner) {
        return new MediaStore(
                new PortalSettings(Mode.DEMO, home, URI.create("http://localhost"), Period.ZERO), scanner);
    }

    @Test
    void keepsEachFileUnderANameOfItsOwn() throws IOException {
        var kept = keep(FileKind.VIDEO, "../../etc/\u202Emy film.MP4", film());
        assertThat(kept.originalName()).isEqualTo("my film.MP4");
        assertThat(kept.type()).isEqualTo("video/mp4");
        assertThat(kept.size()).isEqualTo(film().length);
        assertThat(names()).containsExactly(kept.id().toString());
        assertThat(store.find(kept.id()).orElseThrow().getContentAsByteArray()).isEqualTo(film());
        store.forget(kept.id());
        assertThat(store.find(kept.id())).isEmpty();
    }

    @Test
    void keepsPicturesAndRewritesCaptions() throws IOException {
        assertThat(keep(FileKind.POSTER, "a.png", picture("png")).type()).isEqualTo("image/png");
        assertThat(keep(FileKind.POSTER, "a.JPEG", picture("jpg")).type()).isEqualTo("image/jpeg");
        var kept = keep(FileKind.CAPTIONS, "a.vtt", join(captions(), "\nNOTE gone\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(store.find(kept.id()).orElseThrow().getContentAsByteArray()).isEqualTo(captions());
    }

    @Test
    void tellsHowLongAFilmLasts() throws IOException {
        assertThat(store.length(keep(FileKind.VIDEO, "a.mp4", filmOf(107)).id()))
                .hasValue(107_000);
        assertThat(store.length(
                        keep(FileKind.VIDEO, "a.mp4", longFilmOf(40_000)).id()))
                .hasValue(40_000_000);
        assertThat(store.length(keep(FileKind.VIDEO, "a.mp4", film()).id()))
                .as("it does not say")
                .isEmpty();
        assertThat(store.length(UUID.randomUUID())).isEmpty();
        assertRefused(
                Why.DAMAGED,
                () -> keep(
                        FileKind.VIDEO,
                        "a.mp4",
                        join(ftyp(), box("moov", box("mvhd", new byte[10])), box("mdat", new byte[10]))));
    }

    static Stream<Arguments> bad() {
        var script = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
        var zip = "PK\3\4".getBytes(StandardCharsets.ISO_8859_1);
        var exe = "MZ\220\0".getBytes(StandardCharsets.ISO_8859_1);
        var film = film();
        var png = picture("png");
        var jpg = picture("jpg");
        return Stream.of(
                Arguments.of(FileKind.VIDEO, "film.exe", film, Why.TYPE),
                Arguments.of(FileKind.VIDEO, "film.mp4.exe", film, Why.TYPE),
                Arguments.of(FileKind.VIDEO, "film", film, Why.TYPE),
                Arguments.of(FileKind.VIDEO, "film.mp4\u0000.exe", film, Why.TYPE),
                Arguments.of(FileKind.VIDEO, "film.mp4", exe, Why.TYPE),
                Arguments.of(FileKind.VIDEO, "film.mp4", join(exe, new byte[100]), Why.TYPE),
                Arguments.of(FileKind.VIDEO, "film.mp4", script, Why.TYPE),
                Arguments.of(FileKind.VIDEO, "film.mp4", join(zip, new byte[100]), Why.TYPE),
                Arguments.of(FileKind.VIDEO, "film.mp4", png, Why.TYPE),
                Arguments.of(FileKind.VIDEO, "film.mp4", new byte[0], Why.EMPTY),
                Arguments.of(FileKind.VIDEO, "film.mp4", new byte[100], Why.TYPE),
                Arguments.of(FileKind.VIDEO, "film.mp4", ftyp(), Why.DAMAGED),
                Arguments.of(
                        FileKind.VIDEO,
                        "film.mp4",
                        box("ftyp", "qt  \0\0\0\0qt  ".getBytes(StandardCharsets.ISO_8859_1)),
                        Why.TYPE),
                Arguments.of(FileKind.VIDEO, "film.mp4", join(film, script), Why.DAMAGED),
                Arguments.of(FileKind.VIDEO, "film.mp4", join(film, zip, new byte[40]), Why.DAMAGED),
                Arguments.of(FileKind.VIDEO, "film.mp4", Arrays.copyOf(film, film.length - 10), Why.DAMAGED),
                Arguments.of(FileKind.VIDEO, "film.mp4", Arrays.copyOf(film, 60), Why.DAMAGED),
                Arguments.of(FileKind.VIDEO, "film.mp4", join(film, ftyp()), Why.DAMAGED),
                Arguments.of(FileKind.VIDEO, "film.mp4", film("hvc1"), Why.CODEC),
                Arguments.of(FileKind.VIDEO, "film.mp4", film("mp4a"), Why.CODEC),
                Arguments.of(FileKind.VIDEO, "film.mp4", join(ftyp(), box("evil", new byte[20])), Why.DAMAGED),
                Arguments.of(FileKind.POSTER, "p.svg", script, Why.TYPE),
                Arguments.of(FileKind.POSTER, "p.gif", png, Why.TYPE),
                Arguments.of(FileKind.POSTER, "p.png", jpg, Why.TYPE),
                Arguments.of(FileKind.POSTER, "p.jpg", png, Why.TYPE),
                Arguments.of(FileKind.POSTER, "p.png", script, Why.TYPE),
                Arguments.of(FileKind.POSTER, "p.png", new byte[0], Why.EMPTY),
                Arguments.of(FileKind.POSTER, "p.png", join(png, script), Why.DAMAGED),
                Arguments.of(FileKind.POSTER, "p.png", Arrays.copyOf(png, png.length - 5), Why.DAMAGED),
                Arguments.of(FileKind.POSTER, "p.png", Arrays.copyOf(png, 20), Why.TYPE),
                Arguments.of(FileKind.POSTER, "p.png", huge(png), Why.DAMAGED),
                Arguments.of(FileKind.POSTER, "p.jpg", join(jpg, script), Why.DAMAGED),
                Arguments.of(FileKind.POSTER, "p.jpg", Arrays.copyOf(jpg, 20), Why.DAMAGED),
                Arguments.of(FileKind.POSTER, "p.jpg", "ÿØÿ".getBytes(StandardCharsets.ISO_8859_1), Why.TYPE),
                Arguments.of(FileKind.POSTER, "p.png", join(png, new byte[2 * 1024 * 1024]), Why.TOO_LARGE),
                Arguments.of(FileKind.CAPTIONS, "c.srt", captions(), Why.TYPE),
                Arguments.of(FileKind.CAPTIONS, "c.vtt", new byte[0], Why.EMPTY),
                Arguments.of(FileKind.CAPTIONS, "c.vtt", script, Why.HEADER),
                Arguments.of(FileKind.CAPTIONS, "c.vtt", png, Why.ENCODING),
                Arguments.of(FileKind.CAPTIONS, "c.vtt", join(captions(), new byte[1024 * 1024]), Why.TOO_LARGE));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesAndLeavesNothing(FileKind kind, String name, byte[] bytes, Why why) throws IOException {
        assertThatThrownBy(() -> keep(kind, name, bytes))
                .isInstanceOfSatisfying(
                        FileRefused.class, refused -> assertThat(refused.why()).isEqualTo(why));
        assertThat(names()).isEmpty();
    }

    /** V5.4.3: without a scanner, too, whoever tries it out with the test file sees it refused, wherever it stands. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 30, 65_535, 65_536, 131_000, 200_000})
    void refusesTheTestFileOfAllScanners(int before) throws IOException {
        var inside = new byte[before + TestFiles.testVirus().length + 17];
        System.arraycopy(TestFiles.testVirus(), 0, inside, before, TestFiles.testVirus().length);
        var film = join(ftyp(), box("free", inside), Arrays.copyOfRange(film(), ftyp().length, film().length));
        assertRefused(Why.HARMFUL, () -> keep(FileKind.VIDEO, "film.mp4", film));
        inside[before + 5]++;
        var harmless = join(ftyp(), box("free", inside), Arrays.copyOfRange(film(), ftyp().length, film().length));
        assertThat(keep(FileKind.VIDEO, "film.mp4", harmless).size()).isEqualTo(harmless.length);
    }

    @Test
    void refusesTheBareTestFileUnderEachName() throws IOException {
        assertRefused(Why.HARMFUL, () -> keep(FileKind.VIDEO, "eicar.mp4", TestFiles.testVirus()));
        assertRefused(Why.HARMFUL, () -> keep(FileKind.POSTER, "eicar.png", TestFiles.testVirus()));
        assertRefused(Why.HARMFUL, () -> keep(FileKind.CAPTIONS, "eicar.vtt", TestFiles.testVirus()));
        assertRefused(Why.HARMFUL, () -> keep(FileKind.AUDIO, "eicar.mp3", TestFiles.testVirus()));
        assertThat(names()).isEmpty();
    }

    /** T13: nobody could tell is not the same as nothing was found. */
    @Test
    void keepsNothingThatTheScannerDidNotCheck() throws IOException {
        store = store(file -> {
            throw new FileScanner.NotScanned("away");
        });
        assertRefused(Why.UNCHECKED, () -> keep(FileKind.VIDEO, "film.mp4", film()));
        assertThat(names()).isEmpty();
        assertThat(store.keepOurs(FileKind.VIDEO, "film.mp4", new ByteArrayInputStream(film()))
                        .size())
                .as("came with the software")
                .isEqualTo(film().length);
    }

    /** What was received once is not written a second time. */
    @Test
    void movesWhatIsOnItsDiskAlready() throws IOException {
        var received = Files.write(home.resolve("received"), film());
        var file = Files.getAttribute(received, "unix:ino");
        var kept = store.keep(FileKind.VIDEO, "film.mp4", place -> Files.move(received, place));
        assertThat(Files.getAttribute(home.resolve("media").resolve(kept.id().toString()), "unix:ino"))
                .isEqualTo(file);
    }

    @Test
    void sweepsAwayWhatNoRowKnows() throws IOException {
        var known = keep(FileKind.VIDEO, "film.mp4", film()).id();
        var unknown = keep(FileKind.VIDEO, "film.mp4", film()).id();
        var media = home.resolve("media");
        Files.write(media.resolve(UUID.randomUUID() + ".incoming"), film());
        Files.write(media.resolve("notes.txt"), film());
        var tomorrow = Instant.now().plus(Duration.ofDays(1));

        var yesterday = Instant.now().minus(Duration.ofDays(1));
        store.sweep(yesterday, yesterday, ids -> Set.of());
        assertThat(names()).as("a day is not over").hasSize(4);
        store.sweep(tomorrow, yesterday, ids -> {
            assertThat(ids).containsExactlyInAnyOrder(known, unknown);
            return Set.of(known);
        });
        assertThat(names()).containsExactlyInAnyOrder(known.toString(), "notes.txt", "strays");
        var aside = media.resolve("strays").resolve(unknown.toString());
        assertThat(aside).as("there may be another database that knows it").hasBinaryContent(film());
        store.sweep(tomorrow, yesterday, ids -> Set.of(known));
        assertThat(aside).exists();
        store.sweep(tomorrow, tomorrow, ids -> Set.of(known));
        assertThat(aside).doesNotExist();
        assertThat(names()).containsExactlyInAnyOrder(known.toString(), "notes.txt", "strays");
    }

    /** Somebody started a portal with the wrong database on this folder. */
    @Test
    void sweepsNothingAwayForADatabaseThatKnowsNearlyNothing() throws IOException {
        var tomorrow = Instant.now().plus(Duration.ofDays(1));
        for (int i = 0; i < 3; i++) {
            keep(FileKind.VIDEO, "film.mp4", film());
        }
        store.sweep(tomorrow, tomorrow, ids -> Set.of());
        assertThat(names()).as("a few, and none of them known").hasSize(3);
        for (int i = 0; i < 12; i++) {
            keep(FileKind.VIDEO, "film.mp4", film());
        }
        store.sweep(tomorrow, tomorrow, ids -> Set.copyOf(List.copyOf(ids).subList(0, 2)));
        assertThat(names()).hasSize(15);
    }

    private static void assertRefused(Why why, ThrowingCallable kept) {
        assertThatThrownBy(kept).isInstanceOfSatisfying(FileRefused.class, refused -> assertThat(refused.why())
                .isEqualTo(why));
    }

    @Test
    void stopsReadingAtTheCap() throws IOException {
        var endless = new InputStream() {
            private long read;

            @Override
            public int read() {
                read++;
                return 0;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                read += length;
                return length;
            }
        };
        assertThatThrownBy(() -> store.keepOurs(FileKind.VIDEO, "film.mp4", endless))
                .isInstanceOfSatisfying(
                        FileRefused.class, refused -> assertThat(refused.why()).isEqualTo(Why.TOO_LARGE));
        assertThat(endless.read).isLessThan(FileKind.VIDEO.largest() + 1024 * 1024);
        assertThat(names()).isEmpty();
    }

    @Test
    void leavesNothingOfAnUploadThatBreaksOff() throws IOException {
        var broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("connection reset");
                }
                return 0;
            }
        };
        assertThatThrownBy(() -> store.keepOurs(FileKind.VIDEO, "film.mp4", broken))
                .isInstanceOfSatisfying(
                        FileRefused.class, refused -> assertThat(refused.why()).isEqualTo(Why.FAULT));
        assertThat(names()).isEmpty();
    }

    private MediaStore.Kept keep(FileKind kind, String name, byte[] bytes) {
        return store.keep(kind, name, place -> Files.write(place, bytes));
    }

    private Stream<String> names() throws IOException {
        var folder = home.resolve("media");
        return Files.exists(folder)
                ? Files.list(folder).map(file -> file.getFileName().toString())
                : Stream.empty();
    }

    private static byte[] huge(byte[] png) {
        var wide = png.clone();
        wide[17] = 1; // a width above 65,536
        return wide;
    }

    /** Frames of 64 kbit/s at 24 kHz: 192 bytes each. */
    @Test
    void keepsAudioWhoseFramesFillIt() {
        var frames = new byte[192 * 3];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(new byte[] {(byte) 0xFF, (byte) 0xF3, (byte) 0x84, (byte) 0xC0}, 0, frames, i * 192, 4);
        }
        var notes = new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 0, 2, 0, 0};
        assertThat(keepAudio(frames).type()).isEqualTo("audio/mpeg");
        assertThat(keepAudio(join(notes, frames)).size()).isEqualTo(12 + frames.length);
        var tooLong = notes.clone();
        tooLong[6] = (byte) 0xFF;
        for (var wrong : new byte[][] {
            join(tooLong, frames),
            film(),
            "#!/bin/sh".getBytes(StandardCharsets.UTF_8),
            join(frames, film()),
            Arrays.copyOf(frames, 500),
            notes
        }) {
            assertThatThrownBy(() -> keepAudio(wrong)).isInstanceOf(FileRefused.class);
        }
    }

    private MediaStore.Kept keepAudio(byte[] bytes) {
        return keep(FileKind.AUDIO, "leaflet.mp3", bytes);
    }
}
