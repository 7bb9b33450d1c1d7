package datachoice.publication.media;

import datachoice.publication.media.Captions.Cue;
import datachoice.publication.media.FileRefused.Fault;
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
import org.jspecify.annotations.Nullable;

/** One walk through a WebVTT file. What is wrong in one caption is noted, and the next one is read all the same. */
final class CaptionsReading {
    private static final int MOST = 5_000;
    private static final int LONGEST_LINE = 1_000;
    /** More would be read by nobody. */
    private static final int MOST_FAULTS = 20;

    private static final Pattern TIMES = Pattern.compile(
            "(?:(\\d{2,3}):)?([0-5]\\d):([0-5]\\d)\\.(\\d{3})[ \\t]+-->[ \\t]+(?:(\\d{2,3}):)?([0-5]\\d):([0-5]\\d)\\.(\\d{3})(?:[ \\t]+(.*))?");
    private static final Pattern SETTING = Pattern.compile(
            "(?:line|position):-?\\d{1,3}(?:\\.\\d{1,3})?%?(?:,(?:start|center|end|line-left|line-right))?|size:\\d{1,3}%|align:(?:start|center|end|left|right)");
    private static final int MOST_SETTINGS = 5;
    private static final Pattern MARKUP = Pattern.compile("</?[ibu]>|<v [^<>&\"\\n]{1,60}>|</v>");
    private static final Pattern ENTITY = Pattern.compile("&(?:amp|lt|gt|nbsp|lrm|rlm);");

    private final List<Cue> cues = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final String[] lines;
    private int at;
    /** When the last caption with good times ended, in milliseconds. */
    private long ended;

    /** @throws FileRefused naming each bad line */
    CaptionsReading(byte[] file) {
        lines = decode(file).split("\n", -1);
        if (!lines[0].equals("WEBVTT") && !lines[0].startsWith("WEBVTT ") && !lines[0].startsWith("WEBVTT\t")) {
            throw refused(List.of(new Fault(Why.HEADER, 1)));
        }
        readHeader();
        while (at < lines.length && faults.size() < MOST_FAULTS) {
            if (lines[at].isBlank()) {
                at++;
            } else {
                readBlock();
            }
        }
        if (cues.isEmpty() && faults.isEmpty()) {
            note(Why.NO_WORDS, lines.length);
        }
        if (!faults.isEmpty()) {
            throw refused(faults);
        }
    }

    /** In order of time, never overlapping; at least one. */
    List<Cue> cues() {
        return List.copyOf(cues);
    }

    private void readHeader() {
        for (at = 1; at < lines.length && !lines[at].isBlank() && !lines[at].contains("-->"); at++) {
            if (isStyle(lines[at])) {
                note(Why.MARKUP, at + 1);
            }
        }
    }

    private void readBlock() {
        var first = lines[at];
        if (isStyle(first)) {
            note(Why.MARKUP, at + 1);
            skip();
        } else if (first.equals("NOTE") || first.startsWith("NOTE ") || first.startsWith("NOTE\t")) {
            skip();
        } else {
            readCue();
        }
    }

    private void readCue() {
        if (!lines[at].contains("-->")) {
            at++; // the name of a cue; nothing uses it
            if (at == lines.length || !lines[at].contains("-->")) {
                note(Why.TIME, at);
                skip();
                return;
            }
        }
        if (cues.size() == MOST) {
            note(Why.TOO_MANY, at + 1);
            at = lines.length;
            return;
        }
        var timed = at++;
        int before = faults.size();
        var times = TIMES.matcher(lines[timed].strip());
        var settings = "";
        long from = 0;
        long to = 0;
        if (times.matches()) {
            from = milliseconds(times.group(1), times.group(2), times.group(3), times.group(4));
            to = milliseconds(times.group(5), times.group(6), times.group(7), times.group(8));
            settings = settings(times.group(9), timed + 1);
            if (to <= from || from < ended) {
                note(Why.ORDER, timed + 1);
            }
            ended = Math.max(to, ended);
        } else {
            note(Why.TIME, timed + 1);
        }
        var text = new ArrayList<String>();
        for (; at < lines.length && !lines[at].isBlank(); at++) {
            text.add(text(lines[at], at + 1));
        }
        if (String.join("", text).isBlank() && faults.size() == before) {
            note(Why.NO_WORDS, timed + 1);
        }
        if (faults.size() == before) {
            cues.add(new Cue(from, to, settings, String.join("\n", text)));
        }
    }

    private void skip() {
        while (at < lines.length && !lines[at].isBlank()) {
            at++;
        }
    }

    private void note(Why why, int line) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(why, line));
        }
    }

    private static boolean isStyle(String line) {
        var start = line.stripLeading().toUpperCase(Locale.ROOT);
        return start.startsWith("STYLE") || start.startsWith("REGION");
    }

    private String settings(@Nullable String typed, int line) {
        if (typed == null || typed.isBlank()) {
            return "";
        }
        var settings = typed.strip().split("[ \\t]+");
        if (settings.length > MOST_SETTINGS) {
            note(Why.TIME, line);
            return "";
        }
        for (var setting : settings) {
            if (!SETTING.matcher(setting).matches()) {
                note(Why.TIME, line);
                return "";
            }
        }
        return String.join(" ", settings);
    }

    private String text(String typed, int line) {
        if (typed.length() > LONGEST_LINE) {
            note(Why.LINE_TOO_LONG, line);
            return "";
        }
        var clean = Typed.line(typed);
        var bare = ENTITY.matcher(MARKUP.matcher(clean).replaceAll("")).replaceAll("");
        if (bare.contains("<") || bare.contains("-->")) {
            note(Why.MARKUP, line);
        }
        return clean.replaceAll("&(?!(?:amp|lt|gt|nbsp|lrm|rlm);)", "&amp;");
    }

    private static long milliseconds(@Nullable String hours, String minutes, String seconds, String thousandths) {
        var whole = hours == null ? 0 : Long.parseLong(hours);
        return ((whole * 60 + Long.parseLong(minutes)) * 60 + Long.parseLong(seconds)) * 1000
                + Long.parseLong(thousandths);
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
                throw refused(List.of(new Fault(Why.ENCODING, 0)));
            }
            return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .replace("\r\n", "\n")
                    .replace('\r', '\n');
        } catch (CharacterCodingException e) {
            throw refused(List.of(new Fault(Why.ENCODING, 0)));
        }
    }

    private static FileRefused refused(List<Fault> faults) {
        return new FileRefused(FileKind.CAPTIONS, faults);
    }
}
