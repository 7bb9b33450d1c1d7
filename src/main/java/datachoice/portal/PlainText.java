package datachoice.portal;

import org.jspecify.annotations.Nullable;

/** Text with nothing in it that ends a line, moves a cursor, or makes letters run the other way. */
final class PlainText {
    private PlainText() {}

    /** Everything that is not to be seen is written as its number, such as {@code \\u000a}; tabs stay. */
    static String of(String text) {
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            var sign = text.charAt(i);
            if (isUnseen(sign)) {
                plain.append("\\u%04x".formatted((int) sign));
            } else {
                plain.append(sign);
            }
        }
        return plain.toString();
    }

    static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    private static boolean isUnseen(char sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL -> sign != '\t';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
