package datachoice.publication.text;

import java.text.Normalizer;

/** Cleans what people type: what cannot be seen, stored or printed is left out, the rest stays as it is. */
public final class Typed {
    private Typed() {}

    /** One line: breaks and tabs become spaces, and spaces at both ends go. */
    public static String line(String typed) {
        return lines(typed).replaceAll("\\s+", " ").strip();
    }

    /** Any number of lines, each ended by a single line feed. */
    public static String lines(String typed) {
        var kept = new StringBuilder(typed.length());
        typed.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(Typed::shows)
                .forEach(kept::appendCodePoint);
        return Normalizer.normalize(kept, Normalizer.Form.NFC);
    }

    /** Without control characters, halves of pairs, and marks that turn the reading direction of what follows. */
    private static boolean shows(int point) {
        if (point == '\n' || point == '\t') {
            return true;
        }
        var type = Character.getType(point);
        return type != Character.CONTROL
                && type != Character.SURROGATE
                && type != Character.UNASSIGNED
                && !(point >= 0x202A && point <= 0x202E)
                && !(point >= 0x2066 && point <= 0x2069)
                && point != 0xFEFF;
    }
}
