package datachoice.person.register;

import org.jspecify.annotations.Nullable;

/** A file cannot be read as a register at all, so that nothing of it was kept. */
public class RegisterFileRefused extends RuntimeException {
    /** What is wrong with it. The sentence for people is {@code person.upload.file.<name>}. */
    public enum Reason {
        EMPTY,
        NO_ROWS,
        /** Not UTF-8. */
        ENCODING,
        /** A zero byte, which no text has. */
        ZERO,
        /** Longer than any row can be. */
        LONG_LINE,
        /** Semicolons or tabs where commas are expected. */
        SEPARATOR,
        COLUMN_MISSING,
        COLUMN_UNKNOWN,
        COLUMN_ORDER,
        /** A quotation mark that is never closed, text after a closed one, or a line without end. */
        BROKEN,
        /** Compressed, or a spreadsheet's own file. */
        ZIP,
        TOO_MANY_ROWS
    }

    private final transient Reason reason;
    private final long line;
    private final @Nullable String column;

    RegisterFileRefused(Reason reason, long line, @Nullable String column) {
        super(reason + " in line " + line + (column == null ? "" : ", column " + column));
        this.reason = reason;
        this.line = line;
        this.column = column;
    }

    public Reason reason() {
        return reason;
    }

    /** The first line that shows it; the header is 1. */
    public long line() {
        return line;
    }

    /** The first column that is missing, unknown or out of order; null where no column is to blame. */
    public @Nullable String column() {
        return column;
    }
}
