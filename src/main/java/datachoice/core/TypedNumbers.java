package datachoice.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whole numbers in addresses and hidden fields, which anybody may have changed. */
public final class TypedNumbers {
    private TypedNumbers() {}

    /** Up to nine digits, and nothing else; empty for everything that our pages do not write. */
    public static Optional<Integer> read(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(written -> written.matches("[0-9]{1,9}"))
                .map(Integer::valueOf);
    }

    /** Which of so many pages is asked for, from 1: the first for what is no number, the last for what is beyond it. */
    public static int page(@Nullable String text, int pages) {
        return Math.max(1, Math.min(pages, read(text).orElse(1)));
    }
}
