package datachoice.publication.media;

import datachoice.publication.text.Typed;
import java.util.Locale;

/** The name that a file had on the computer of whoever sent it. Shown to editors, never used as a path. */
public record FileName(String value) {
    private static final int LONGEST = 120;

    /** Without folders, marks that turn the reading direction, and what cannot be seen. */
    public static FileName of(String sent) {
        var line = Typed.line(sent.replace("\u0000", ""));
        var name = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
        return new FileName(name.length() > LONGEST ? name.substring(name.length() - LONGEST) : name);
    }

    /** In lower case, without the dot; empty for a name that has none. */
    String extension() {
        return value.substring(value.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
