package datachoice.publication.media;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * Captions for a film, read from WebVTT and written anew: what is published is only what was understood.
 *
 * @param cues in order of time, never overlapping
 * @see <a href="https://www.w3.org/TR/webvtt1/">WebVTT</a>
 */
public record Captions(List<Cue> cues) {
    /**
     * One caption.
     *
     * @param from in milliseconds
     * @param to in milliseconds
     * @param settings where it stands; empty for the usual place
     * @param text its lines, with no mark-up but voices, italics, bold and underline
     */
    public record Cue(long from, long to, String settings, String text) {
        private static final Pattern VOICE = Pattern.compile("<v ([^>]*)>");
        private static final Pattern MARKUP = Pattern.compile("<[^>]*>");

        /** When it comes: minutes, seconds and thousandths, with hours where there are any. */
        public String start() {
            return shortened(from);
        }

        /** When it goes. */
        public String end() {
            return shortened(to);
        }

        /** The words alone, with the name of who speaks before them. */
        public String words() {
            return HtmlUtils.htmlUnescape(
                    MARKUP.matcher(VOICE.matcher(text).replaceAll("$1: ")).replaceAll(""));
        }

        private static String shortened(long milliseconds) {
            var time = time(milliseconds);
            return time.startsWith("00:") ? time.substring("00:".length()) : time;
        }
    }

    /** @throws FileRefused naming each bad line, as far as they can be told */
    public static Captions read(byte[] file) {
        return new Captions(new CaptionsReading(file).cues());
    }

    /** WebVTT again. */
    public byte[] write() {
        var out = new StringBuilder("WEBVTT\n");
        for (var cue : cues) {
            out.append('\n').append(time(cue.from)).append(" --> ").append(time(cue.to));
            if (!cue.settings.isEmpty()) {
                out.append(' ').append(cue.settings);
            }
            out.append('\n').append(cue.text).append('\n');
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String time(long milliseconds) {
        var seconds = milliseconds / 1000;
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60,
                milliseconds % 1000);
    }
}
