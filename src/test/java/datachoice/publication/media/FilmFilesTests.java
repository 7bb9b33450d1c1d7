package datachoice.publication.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The film that comes with the software: what was rendered from {@code src/film} is whole, fits its script, and leaves
 * room in the jar. Reads the committed files only; no renderer is needed.
 */
class FilmFilesTests {
    private static final Path FILM = Path.of("src/main/resources/publication/film");
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource({
        "film.mp4, 90, 120, 6500000, true",
        "film-described.mp4, 120, 300, 6500000, true",
        "loop.mp4, 45, 60, 3500000, false"
    })
    void hasTheLengthTheSoundAndTheSizeThatWereAgreed(
            String name, double shortest, double longest, long most, boolean sound) throws IOException {
        var file = FILM.resolve(name);
        try (var channel = FileChannel.open(file)) {
            assertThatCode(() -> Mp4.check(channel)).doesNotThrowAnyException();
        }
        assertThat(Files.size(file)).isLessThanOrEqualTo(most);
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        assertThat(seconds(bytes)).isBetween(shortest, longest);
        assertThat(handlers(bytes)).containsExactlyElementsOf(sound ? List.of("vide", "soun") : List.of("vide"));
        assertThat(boxes(bytes, 0, bytes.limit()))
                .as("the index comes before pictures and sound, so that playing can begin at once")
                .containsSubsequence("moov", "mdat");
    }

    /** The recording that comes with the software is of the words that come with it: {@code src/film/read} makes it. */
    @Test
    void theLeafletIsReadAloudAsItStands() throws Exception {
        var file = FILM.resolve("leaflet.mp3");
        try (var channel = FileChannel.open(file)) {
            assertThatCode(() -> Mp3.check(channel)).doesNotThrowAnyException();
        }
        assertThat(Files.size(file)).isBetween(1_000_000L, 2_000_000L);
        var text = Files.readAllBytes(FILM.resolveSibling("first/better-information-means-better-care.md"));
        assertThat(new String(Files.readAllBytes(file), 0, 1_000, StandardCharsets.ISO_8859_1))
                .as("what was read")
                .contains(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(text)));
    }

    /** WCAG 1.2.2: whoever does not hear it misses nothing. */
    @ParameterizedTest
    @CsvSource({"en, captions.vtt", "cy, captions.cy.vtt"})
    void captionsHoldAllWordsOfTheScriptInTheirOrder(String language, String file) throws IOException {
        var captions = captions(file);
        var shown = String.join("\n", captions.stream().map(Captions.Cue::text).toList());
        var at = 0;
        for (var words : words(language)) {
            assertThat(shown.indexOf(words, at)).as(words).isGreaterThanOrEqualTo(at);
            at = shown.indexOf(words, at) + words.length();
        }
        assertThat(captions.get(captions.size() - 1).to()).isLessThanOrEqualTo(length("film.mp4"));
        gapsAreShorterThan(captions, 8_000);
    }

    /** A slow reader needs a moment to begin and about three words a second. */
    @ParameterizedTest
    @ValueSource(strings = {"captions.vtt", "captions.cy.vtt"})
    void eachCaptionIsThereLongEnoughToBeRead(String file) throws IOException {
        var captions = captions(file);
        assertThat(captions.subList(1, captions.size())).allSatisfy(cue -> {
            var words = cue.text().replaceAll("\\[[^]]*]", "").strip().split("\\s+").length;
            assertThat(cue.to() - cue.from())
                    .as(cue.text())
                    .isGreaterThanOrEqualTo(Math.max(2_500, 690 + 280L * words));
        });
    }

    /** WCAG 1.2.5: whoever does not see it hears all words, and what is shown. */
    @Test
    void theDescribedFilmSaysTheWordsAndWhatIsSeen() throws IOException {
        var captions = captions("captions-described.vtt");
        var said = String.join("\n", captions.stream().map(Captions.Cue::text).toList());
        for (var cue : cues()) {
            assertThat(said).contains(cue.get("words").asString());
            for (var sentence : cue.get("described").asString().split("(?<=\\.) ")) {
                assertThat(said).contains(sentence.isEmpty() ? "" : "[" + sentence + "]");
            }
        }
        assertThat(captions.get(captions.size() - 1).to()).isLessThanOrEqualTo(length("film-described.mp4"));
        gapsAreShorterThan(captions, 8_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcript.md", "transcript-described.md"})
    void theTranscriptsHoldAllWords(String name) throws IOException {
        var text = Files.readString(FILM.resolve(name));
        assertThat(words()).allSatisfy(words -> assertThat(text).contains("\n" + words + "\n"));
    }

    @Test
    void eachPictureIsOfFullSizeAndHasWordsInItsPlace() throws IOException {
        var pictures = new ArrayList<>(List.of("poster"));
        IntStream.rangeClosed(1, 6).forEach(i -> pictures.add("still-" + i));
        var together = 0L;
        for (var name : pictures) {
            var file = FILM.resolve(name + ".png");
            var picture = ImageIO.read(file.toFile());
            assertThat(picture.getWidth()).as(name).isEqualTo(1920);
            assertThat(picture.getHeight()).as(name).isEqualTo(1080);
            assertThat(Files.readString(FILM.resolve(name + "-alt.txt")).strip())
                    .as(name)
                    .hasSizeBetween(40, 300);
            together += name.equals("poster") ? 0 : Files.size(file);
        }
        assertThat(together).isLessThanOrEqualTo(800_000);
        assertThat(Files.size(FILM.resolve("poster.png"))).isLessThanOrEqualTo(200_000);
    }

    private static void gapsAreShorterThan(List<Captions.Cue> captions, long most) {
        for (var i = 1; i < captions.size(); i++) {
            assertThat(captions.get(i).from() - captions.get(i - 1).to())
                    .as("silence before: " + captions.get(i).text())
                    .isLessThan(most);
        }
    }

    private static List<Captions.Cue> captions(String name) throws IOException {
        return Captions.read(Files.readAllBytes(FILM.resolve(name))).cues();
    }

    private static List<String> words() throws IOException {
        return words("en");
    }

    private static List<String> words(String language) throws IOException {
        return cues(language).stream().map(cue -> cue.get("words").asString()).toList();
    }

    private static List<JsonNode> cues() throws IOException {
        return cues("en");
    }

    private static List<JsonNode> cues(String language) throws IOException {
        var script = JSON.readTree(Files.readString(Path.of("src/film/script." + language + ".json")));
        var all = new ArrayList<JsonNode>();
        script.get("beats").forEach(beat -> beat.get("cues").forEach(all::add));
        assertThat(all).hasSizeGreaterThan(25);
        return all;
    }

    /** In milliseconds. */
    private static long length(String name) throws IOException {
        return Math.round(1000 * seconds(ByteBuffer.wrap(Files.readAllBytes(FILM.resolve(name)))));
    }

    /** As the header of the whole film says. */
    private static double seconds(ByteBuffer bytes) {
        var header = find(bytes, "mvhd");
        var wide = bytes.get(header) == 1;
        var scale = bytes.getInt(header + (wide ? 20 : 12));
        return (wide ? bytes.getLong(header + 24) : Integer.toUnsignedLong(bytes.getInt(header + 16))) / (double) scale;
    }

    /** What each track is for. */
    private static List<String> handlers(ByteBuffer bytes) {
        var handlers = new ArrayList<String>();
        for (var at = find(bytes, "moov"); at >= 0 && at < bytes.limit() - 12; at++) {
            if (text(bytes, at).equals("hdlr") && List.of("vide", "soun").contains(text(bytes, at + 12))) {
                handlers.add(text(bytes, at + 12));
            }
            if (text(bytes, at).equals("mdat")) {
                break;
            }
        }
        return handlers;
    }

    private static List<String> boxes(ByteBuffer bytes, int from, int to) {
        var boxes = new ArrayList<String>();
        for (var at = from; at < to; at += bytes.getInt(at)) {
            boxes.add(text(bytes, at + 4));
            assertThat(bytes.getInt(at)).isPositive();
        }
        return boxes;
    }

    /** Where the inside of the first box of that name begins. */
    private static int find(ByteBuffer bytes, String type) {
        for (var at = 0; at < bytes.limit() - 4; at++) {
            if (text(bytes, at).equals(type)) {
                return at + 4;
            }
        }
        throw new AssertionError("no " + type);
    }

    private static String text(ByteBuffer bytes, int at) {
        var four = new byte[4];
        bytes.get(at, four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }
}
