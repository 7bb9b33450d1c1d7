package datachoice.publication;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Compares two texts, first by lines and then, in the lines that differ, by words. */
final class WordChanges {
    /** Unchanged lines that are shown around a change. */
    private static final int AROUND = 1;
    /**
     * What comparing two lists costs is about the product of their lengths, and anybody may ask for it. Beyond this, lines of
     * a text, and words of all its lines together, are shown as taken away and added whole.
     */
    private static final long MOST_PAIRS = 1_000_000;

    private static final Pattern WORDS = Pattern.compile("\\S+\\s*|\\s+");

    private WordChanges() {}

    enum Kind {
        SAME,
        ADDED,
        REMOVED
    }

    record Part(Kind kind, String text) {}

    /**
     * A line of the comparison.
     *
     * @param parts empty where lines that are the same are left out
     * @param leftOut how many they are; 0 for a line that is shown
     */
    record Line(List<Part> parts, int leftOut) {
        public boolean isChanged() {
            return parts.stream().anyMatch(part -> part.kind() != Kind.SAME);
        }

        /** Empty for a line that was added. */
        public List<Part> before() {
            return side(Kind.ADDED);
        }

        /** Empty for a line that was taken away. */
        public List<Part> after() {
            return side(Kind.REMOVED);
        }

        private List<Part> side(Kind ofTheOther) {
            return parts.stream().filter(part -> part.kind() != ofTheOther).toList();
        }
    }

    /** Empty for texts that are the same. */
    static List<Line> between(String before, String after) {
        if (before.equals(after)) {
            return List.of();
        }
        var old = before.lines().filter(line -> !line.isBlank()).toList();
        var now = after.lines().filter(line -> !line.isBlank()).toList();
        var lines = new ArrayList<Line>();
        if ((long) old.size() * now.size() > MOST_PAIRS) {
            old.forEach(line -> lines.add(new Line(List.of(new Part(Kind.REMOVED, line)), 0)));
            now.forEach(line -> lines.add(new Line(List.of(new Part(Kind.ADDED, line)), 0)));
            return lines;
        }
        var left = new AtomicLong(MOST_PAIRS);
        for (var delta : DiffUtils.diff(old, now, true).getDeltas()) {
            addLines(lines, delta, left);
        }
        return leaveOut(lines);
    }

    private static void addLines(List<Line> lines, AbstractDelta<String> delta, AtomicLong left) {
        var old = delta.getSource().getLines();
        var now = delta.getTarget().getLines();
        switch (delta.getType()) {
            case EQUAL -> old.forEach(line -> lines.add(new Line(List.of(new Part(Kind.SAME, line)), 0)));
            case DELETE -> old.forEach(line -> lines.add(new Line(List.of(new Part(Kind.REMOVED, line)), 0)));
            case INSERT -> now.forEach(line -> lines.add(new Line(List.of(new Part(Kind.ADDED, line)), 0)));
            case CHANGE -> {
                for (var i = 0; i < Math.max(old.size(), now.size()); i++) {
                    lines.add(new Line(
                            words(i < old.size() ? old.get(i) : "", i < now.size() ? now.get(i) : "", left), 0));
                }
            }
        }
    }

    private static List<Part> words(String before, String after, AtomicLong left) {
        var old = WORDS.matcher(before).results().map(word -> word.group()).toList();
        var now = WORDS.matcher(after).results().map(word -> word.group()).toList();
        var parts = new ArrayList<Part>();
        long pairs = (long) old.size() * now.size();
        if (pairs > left.get()) {
            parts.add(new Part(Kind.REMOVED, before));
            parts.add(new Part(Kind.ADDED, after));
            return parts;
        }
        left.addAndGet(-pairs);
        for (var delta : DiffUtils.diff(old, now, true).getDeltas()) {
            switch (delta.getType()) {
                case EQUAL -> add(parts, Kind.SAME, delta.getSource().getLines());
                default -> {
                    add(parts, Kind.REMOVED, delta.getSource().getLines());
                    add(parts, Kind.ADDED, delta.getTarget().getLines());
                }
            }
        }
        return parts;
    }

    private static void add(List<Part> parts, Kind kind, List<String> words) {
        if (!words.isEmpty()) {
            parts.add(new Part(kind, String.join("", words)));
        }
    }

    private static List<Line> leaveOut(List<Line> lines) {
        var shown = new ArrayList<Line>();
        var skipped = 0;
        for (var i = 0; i < lines.size(); i++) {
            if (isNearChange(lines, i)) {
                if (skipped > 0) {
                    shown.add(new Line(List.of(), skipped));
                    skipped = 0;
                }
                shown.add(lines.get(i));
            } else {
                skipped++;
            }
        }
        if (skipped > 0) {
            shown.add(new Line(List.of(), skipped));
        }
        return shown;
    }

    private static boolean isNearChange(List<Line> lines, int at) {
        for (var i = Math.max(0, at - AROUND); i <= Math.min(lines.size() - 1, at + AROUND); i++) {
            if (lines.get(i).isChanged()) {
                return true;
            }
        }
        return false;
    }
}
