package datachoice.publication.media;

import datachoice.publication.media.FileRefused.Why;
import datachoice.publication.text.Typed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Captions for a film, read from WebVTT and written anew: what is published is only what was understood.
 *
 * @param cues in order of time, never overlapping
 * @see <a href="https://www.w3.org/TR/webvtt1/">WebVTT</a>
 */
public record Captions(List<Cue> cues) {
    private static final int MOST = 5_000;
    private static final int LONGEST_LINE = 1_000;
    private static final Pattern TIMES = Pattern.compile(
            "(?:(\\d{2,3}):)?([0-5]\\d):([0-5]\\d)\\.(\\d{3})[ \\t]+-->[ \\t]+(?:(\\d{2,3}):)?([0-5]\\d):([0-5]\\d)\\.(\\d{3})(?:[ \\t]+(.*))?");
    private static final Pattern SETTING = Pattern.compile(
            "(?:line|position):-?\\d{1,3}(?:\\.\\d{1,3})?%?(?:,(?:start|center|end|line-left|line-right))?|size:\\d{1,3}%|align:(?:start|center|end|left|right)");
    private static final Pattern MARKUP = Pattern.compile("</?[ibu]>|<v [^<>&\"\\n]{1,60}>|</v>");
    private static final Pattern ENTITY = Pattern.compile("&(?:amp|lt|gt|nbsp|lrm|rlm);");

    /**
     * One caption.
     *
     * @param from in milliseconds
     * @param to in milliseconds
     * @param settings where it stands; empty for the usual place
     * @param text its lines, with no mark-up but voices, italics, bold and underline
     */
    public record Cue(long from, long to, String settings, String text) {}

    /** @throws FileRefused naming the first bad line */
    public static Captions read(byte[] file) {
        var lines = decode(file).split("\n", -1);
        if (!lines[0].equals("WEBVTT") && !lines[0].startsWith("WEBVTT ") && !lines[0].startsWith("WEBVTT\t")) {
            throw refused(Why.HEADER, 1);
        }
        var cues = new ArrayList<Cue>();
        var at = 1;
        while (at < lines.length && !lines[at].isBlank()) {
            if (lines[at].contains("-->")) {
                break;
            }
            refuseBlock(lines[at], at);
            at++;
        }
        while (at < lines.length) {
            if (lines[at].isBlank()) {
                at++;
                continue;
            }
            refuseBlock(lines[at], at);
            if (lines[at].equals("NOTE") || lines[at].startsWith("NOTE ") || lines[at].startsWith("NOTE\t")) {
                while (at < lines.length && !lines[at].isBlank()) {
                    at++;
                }
                continue;
            }
            if (!lines[at].contains("-->")) {
                at++; // the name of a cue; nothing uses it
                if (at == lines.length || !lines[at].contains("-->")) {
                    throw refused(Why.TIME, at);
                }
            }
            if (cues.size() == MOST) {
                throw refused(Why.TOO_MANY, at + 1);
            }
            var text = new ArrayList<String>();
            var timed = at++;
            for (; at < lines.length && !lines[at].isBlank(); at++) {
                text.add(text(lines[at], at + 1));
            }
            cues.add(cue(lines[timed], timed + 1, String.join("\n", text), cues));
        }
        if (cues.isEmpty()) {
            throw refused(Why.NO_WORDS, lines.length);
        }
        return new Captions(List.copyOf(cues));
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

    private static String decode(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            if (text.indexOf('\u0000') >= 0) {
                throw refused(Why.ENCODING, 0);
            }
            return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .replace("\r\n", "\n")
                    .replace('\r', '\n');
        } catch (CharacterCodingException e) {
            throw refused(Why.ENCODING, 0);
        }
    }

    private static void refuseBlock(String line, int at) {
        var start = line.stripLeading().toUpperCase(Locale.ROOT);
        if (start.startsWith("STYLE") || start.startsWith("REGION")) {
            throw refused(Why.MARKUP, at + 1);
        }
    }

    private static Cue cue(String times, int line, String text, List<Cue> before) {
        var match = TIMES.matcher(times.strip());
        if (!match.matches()) {
            throw refused(Why.TIME, line);
        }
        var from = milliseconds(match.group(1), match.group(2), match.group(3), match.group(4));
        var to = milliseconds(match.group(5), match.group(6), match.group(7), match.group(8));
        if (to <= from || (!before.isEmpty() && from < before.get(before.size() - 1).to)) {
            throw refused(Why.ORDER, line);
        }
        if (text.isBlank()) {
            throw refused(Why.NO_WORDS, line);
        }
        return new Cue(from, to, settings(match.group(9), line), text);
    }

    private static String settings(String typed, int line) {
        if (typed == null || typed.isBlank()) {
            return "";
        }
        var settings = typed.strip().split("[ \\t]+");
        if (settings.length > 5) {
            throw refused(Why.TIME, line);
        }
        for (var setting : settings) {
            if (!SETTING.matcher(setting).matches()) {
                throw refused(Why.TIME, line);
            }
        }
        return String.join(" ", settings);
    }

    private static String text(String typed, int line) {
        if (typed.length() > LONGEST_LINE) {
            throw refused(Why.LINE_TOO_LONG, line);
        }
        var clean = Typed.line(typed);
        var bare = ENTITY.matcher(MARKUP.matcher(clean).replaceAll("")).replaceAll("");
        if (bare.contains("<") || bare.contains("-->")) {
            throw refused(Why.MARKUP, line);
        }
        return escapeAmpersands(clean);
    }

    private static String escapeAmpersands(String text) {
        return text.replaceAll("&(?!(?:amp|lt|gt|nbsp|lrm|rlm);)", "&amp;");
    }

    private static long milliseconds(String hours, String minutes, String seconds, String thousandths) {
        var whole = hours == null ? 0 : Long.parseLong(hours);
        return ((whole * 60 + Long.parseLong(minutes)) * 60 + Long.parseLong(seconds)) * 1000
                + Long.parseLong(thousandths);
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

    private static FileRefused refused(Why why, int line) {
        return new FileRefused(FileKind.CAPTIONS, why, line);
    }
}
