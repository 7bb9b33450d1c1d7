package datachoice.core;

/** The one line of a console that nobody should overlook. */
public final class Boxed {
    private Boxed() {}

    public static String box(String line) {
        var edge = "─".repeat(line.length() + 6);
        return "  ┌" + edge + "┐\n  │   " + line + "   │\n  └" + edge + "┘";
    }
}
