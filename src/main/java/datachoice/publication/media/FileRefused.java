package datachoice.publication.media;

import java.io.Serializable;
import java.util.List;

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
    private final List<Fault> faults;

    /**
     * What is wrong with it.
     *
     * @param line from 1; 0 where lines have no meaning
     */
    public record Fault(Why why, int line) implements Serializable {}

    public FileRefused(FileKind kind, Why why) {
        this(kind, List.of(new Fault(why, 0)));
    }

    /** @param faults at least one, in the order in which they stand in the file */
    FileRefused(FileKind kind, List<Fault> faults) {
        super(kind + " " + faults.get(0).why()
                + (faults.get(0).line() > 0 ? " line " + faults.get(0).line() : ""));
        this.kind = kind;
        this.faults = List.copyOf(faults);
    }

    public FileKind kind() {
        return kind;
    }

    /** The first thing that is wrong with it. */
    public Why why() {
        return faults.get(0).why();
    }

    /** All that is wrong with it, as far as one can tell: what is wrong first may hide something else. */
    public List<Fault> faults() {
        return faults;
    }

    /** True if the file may be good: what keeps or checks it here is not well. */
    public boolean isOurFault() {
        return why() == Why.FAULT || why() == Why.UNCHECKED;
    }

    /** The key of the sentence that says so. */
    public String messageKey(Fault fault) {
        return "publishing.file." + kind + "." + fault.why();
    }

    /** The cap in megabytes, the line, and how many may wait. */
    public Object[] messageArguments(Fault fault) {
        return new Object[] {kind.largestMegabytes(), fault.line(), MOST_WAITING};
    }
}
