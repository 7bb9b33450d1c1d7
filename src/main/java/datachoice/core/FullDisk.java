package datachoice.core;

import java.io.IOException;
import java.util.Locale;

/** Tells a disk of ours without room from a file that is wrong: whoever sent it can do nothing about it. */
public final class FullDisk {
    private FullDisk() {}

    /** True if the failure, or anything behind it, is that nothing more fits where files are kept. */
    public static boolean isCauseOf(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && saysSo(String.valueOf(cause.getMessage()))) {
                return true;
            }
        }
        return false;
    }

    /** Java has no type for it; the words are the operating system's. */
    private static boolean saysSo(String message) {
        var words = message.toLowerCase(Locale.ROOT);
        return words.contains("no space left") // Linux, macOS
                || words.contains("quota exceeded")
                || words.contains("not enough space on the disk"); // Windows
    }
}
