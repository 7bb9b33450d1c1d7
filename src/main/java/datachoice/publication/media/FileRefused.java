package datachoice.publication.media;

/** A file that is not kept, and why. */
public class FileRefused extends RuntimeException {
    public enum Why {
        /** Neither by its name nor by its bytes what it should be. */
        TYPE,
        EMPTY,
        TOO_LARGE,
        /** A film in a format that not every browser plays. */
        CODEC,
        /** Has the right beginning, and something else or nothing after it. */
        DAMAGED,
        /** Captions that are not UTF-8. */
        ENCODING,
        /** Captions without {@code WEBVTT} in their first line. */
        HEADER,
        TIME,
        /** A caption that ends before it starts, or starts before the one above it ends. */
        ORDER,
        /** A style, region or element that captions may not have. */
        MARKUP,
        TOO_MANY,
        LINE_TOO_LONG,
        NO_WORDS,
        /** The scanner knows it as something that does harm. */
        HARMFUL,
        /** The scanner did not answer, or not about all of it. */
        UNCHECKED,
        /** As many as somebody may send without saving a draft with them. */
        WAITING,
        /** The disk, not the file. */
        FAULT
    }

    /** Of files that one account may have sent without saving a draft with them. */
    public static final int MOST_WAITING = 30;

    private static final long serialVersionUID = 1;

    private final FileKind kind;
    private final Why why;
    private final int line;

    public FileRefused(FileKind kind, Why why) {
        this(kind, why, 0);
    }

    /** @param line the first bad one, from 1; 0 where lines have no meaning */
    FileRefused(FileKind kind, Why why, int line) {
        super(kind + " " + why + (line > 0 ? " line " + line : ""));
        this.kind = kind;
        this.why = why;
        this.line = line;
    }

    public FileKind kind() {
        return kind;
    }

    public Why why() {
        return why;
    }

    /** True if the file may be good: what keeps or checks it here is not well. */
    public boolean isOurFault() {
        return why == Why.FAULT || why == Why.UNCHECKED;
    }

    public int line() {
        return line;
    }

    /** The key of the sentence that says so. */
    public String messageKey() {
        return "publishing.file." + kind + "." + why;
    }

    /** The cap in megabytes, the line, and how many may wait. */
    public Object[] messageArguments() {
        return new Object[] {kind.largestMegabytes(), line, MOST_WAITING};
    }
}
