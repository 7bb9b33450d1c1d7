package datachoice.publication.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.publication.media.Captions.Cue;
import datachoice.publication.media.FileRefused.Fault;
import datachoice.publication.media.FileRefused.Why;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CaptionsTests {
    private static final String ONE = "00:00:01.000 --> 00:00:02.000\nHello\n";

    @Test
    void writesAnewWhatItUnderstood() {
        var captions =
                Captions.read(utf8("\uFEFFWEBVTT - title\nKind: captions\n\nNOTE a comment\nof two lines\n\nintro\n"
                        + "00:01.000 --> 00:02.500 align:start line:80%\r\n<v Anna>Hello & <b>welcome</b>\r\n\r\n"
                        + "1:00:00.000 --> 01:00:01.000\n".replace("1:00:00.000", "01:00:00.000")
                        + "[music] &amp; song\nsecond line\n"));
        assertThat(new String(captions.write(), StandardCharsets.UTF_8)).isEqualTo("""
                WEBVTT

                00:00:01.000 --> 00:00:02.500 align:start line:80%
                <v Anna>Hello &amp; <b>welcome</b>

                01:00:00.000 --> 01:00:01.000
                [music] &amp; song
                second line
                """);
        assertThat(Captions.read(captions.write())).isEqualTo(captions);
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("", Why.HEADER, 1),
                Arguments.of("1\n" + ONE, Why.HEADER, 1),
                Arguments.of("WEBVTTX\n\n" + ONE, Why.HEADER, 1),
                Arguments.of(" WEBVTT\n\n" + ONE, Why.HEADER, 1),
                Arguments.of("WEBVTT\n\n", Why.NO_WORDS, 3),
                Arguments.of("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n\n", Why.NO_WORDS, 3),
                Arguments.of("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nHello\n", Why.TIME, 3),
                Arguments.of("WEBVTT\n\n00:00:01.000 -> 00:00:02.000\nHello\n", Why.TIME, 3),
                Arguments.of("WEBVTT\n\n00:61.000 --> 00:62.000\nHello\n", Why.TIME, 3),
                Arguments.of("WEBVTT\n\n00:00:01.000-->00:00:02.000\nHello\n", Why.TIME, 3),
                Arguments.of("WEBVTT\n\n00:00:01.000 --> 00:00:02.000 onclick:alert\nHello\n", Why.TIME, 3),
                Arguments.of("WEBVTT\n\n00:00:01.000 --> 00:00:02.000 region:x\nHello\n", Why.TIME, 3),
                Arguments.of("WEBVTT\n\njust words\nand more\n", Why.TIME, 3),
                Arguments.of("WEBVTT\n\n" + ONE + "\n00:00:01.500 --> 00:00:03.000\nover it\n", Why.ORDER, 6),
                Arguments.of("WEBVTT\n\n" + ONE + "\n00:00:00.000 --> 00:00:00.500\nback\n", Why.ORDER, 6),
                Arguments.of("WEBVTT\n\n00:00:02.000 --> 00:00:01.000\nHello\n", Why.ORDER, 3),
                Arguments.of("WEBVTT\n\n00:00:02.000 --> 00:00:02.000\nHello\n", Why.ORDER, 3),
                Arguments.of("WEBVTT\n\nSTYLE\n::cue { color: red }\n\n" + ONE, Why.MARKUP, 3),
                Arguments.of("WEBVTT\n\nREGION\nid:x\n\n" + ONE, Why.MARKUP, 3),
                Arguments.of("WEBVTT\nSTYLE\n\n" + ONE, Why.MARKUP, 2),
                Arguments.of("WEBVTT\n\n" + ONE.replace("Hello", "<script>alert(1)</script>"), Why.MARKUP, 4),
                Arguments.of("WEBVTT\n\n" + ONE.replace("Hello", "<c.red>Hello</c>"), Why.MARKUP, 4),
                Arguments.of("WEBVTT\n\n" + ONE.replace("Hello", "<v Anna onclick=\"x\">Hello"), Why.MARKUP, 4),
                Arguments.of("WEBVTT\n\n" + ONE.replace("Hello", "a --> b"), Why.MARKUP, 4),
                Arguments.of("WEBVTT\n\n" + ONE.replace("Hello", "1 < 2"), Why.MARKUP, 4),
                Arguments.of("WEBVTT\n\n" + ONE.replace("Hello", "a".repeat(1_001)), Why.LINE_TOO_LONG, 4),
                Arguments.of("WEBVTT\n\n" + ONE.replace("Hello", "a\u0000b"), Why.ENCODING, 0));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void namesTheFirstBadLine(String file, Why why, int line) {
        assertRefused(utf8(file), why, line);
    }

    @Test
    void namesEveryBadLine() {
        assertThatThrownBy(() -> Captions.read(utf8("""
                        WEBVTT

                        00:01.000 --> 00:02.000
                        good

                        00:02,000 --> 00:03.000
                        <script>a comma in the time, and a script</script>

                        00:03.000 --> 00:04.000

                        STYLE
                        ::cue { color: red }

                        00:01.500 --> 00:05.000
                        too early
                        """)))
                .isInstanceOfSatisfying(FileRefused.class, refused -> assertThat(refused.faults())
                        .containsExactly(
                                new Fault(Why.TIME, 6),
                                new Fault(Why.MARKUP, 7),
                                new Fault(Why.NO_WORDS, 9),
                                new Fault(Why.MARKUP, 11),
                                new Fault(Why.ORDER, 14)));
    }

    @Test
    void namesNoMoreThanAnybodyReads() {
        assertThatThrownBy(() -> Captions.read(utf8("WEBVTT\n\n" + "words without a time\n\n".repeat(1_000))))
                .isInstanceOfSatisfying(FileRefused.class, refused -> assertThat(refused.faults())
                        .hasSize(20));
    }

    @Test
    void saysWhenAndWhat() {
        var cues = Captions.read(utf8("WEBVTT\n\n00:01.000 --> 00:02.500\n<v Anna>Hello &amp; <b>welcome</b>\n\n"
                        + "01:00:00.000 --> 01:00:01.000\nlater\n"))
                .cues();
        assertThat(cues).extracting(Cue::words).containsExactly("Anna: Hello & welcome", "later");
        assertThat(cues).extracting(Cue::start).containsExactly("00:01.000", "01:00:00.000");
        assertThat(cues).extracting(Cue::end).containsExactly("00:02.500", "01:00:01.000");
    }

    @Test
    void takesUtf8Only() {
        assertRefused(("WEBVTT\n\n" + ONE).getBytes(StandardCharsets.UTF_16), Why.ENCODING, 0);
        assertRefused(("WEBVTT\n\n" + ONE).getBytes(StandardCharsets.UTF_16LE), Why.ENCODING, 0);
        assertRefused(
                "WEBVTT\n\n00:01.000 --> 00:02.000\nZoë\n".getBytes(StandardCharsets.ISO_8859_1), Why.ENCODING, 0);
    }

    @Test
    void readsNoMoreCaptionsThanAFilmCanHave() {
        var many = new StringBuilder("WEBVTT\n\n");
        for (var n = 0; n < 100_000; n++) {
            many.append(String.format(
                    "%02d:%02d:%02d.000 --> %02d:%02d:%02d.900\nx\n\n",
                    n / 3600, n / 60 % 60, n % 60, n / 3600, n / 60 % 60, n % 60));
        }
        assertRefused(utf8(many.toString()), Why.TOO_MANY, 3 + 5_000 * 3);
    }

    private static void assertRefused(byte[] file, Why why, int line) {
        assertThatThrownBy(() -> Captions.read(file)).isInstanceOfSatisfying(FileRefused.class, refused -> {
            assertThat(refused.faults().get(0)).isEqualTo(new Fault(why, line));
        });
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
