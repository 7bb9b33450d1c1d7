package datachoice.publication;

import java.util.Locale;

/** In which forms a version goes to paper; all of them are made of the same words, so that none can be behind. */
enum PaperFormat {
    A4("", false),
    /** Small pages, in the order in which they are read. */
    A5("/a5", true),
    /** Letters of 18 point and more. */
    LARGE("/large", true),
    /** What matters most, on one sheet that is folded once. */
    FOLD("/fold", true);

    /** Sections that the sheet for folding is made of; the others stay where they are said in full. */
    private static final String FIRST = "in-short";

    private static final String LAST = "how-to-choose";

    private final String address;
    private final boolean narrow;

    PaperFormat(String address, boolean narrow) {
        this.address = address;
        this.narrow = narrow;
    }

    /** Too narrow for a table. */
    public boolean narrow() {
        return narrow;
    }

    /** @param item the address of an item, or of one of its versions */
    String below(String item) {
        return item + address + ".pdf";
    }

    /** An easy read is large already, and a form is made for one sheet. */
    boolean suits(ContentView item) {
        return switch (this) {
            case A4 -> true;
            case A5, LARGE -> item.kind() == ItemKind.LEAFLET && !item.isEasyRead();
            case FOLD -> item.kind() == ItemKind.LEAFLET && !item.isEasyRead() && has(item, FIRST) && has(item, LAST);
        };
    }

    private static boolean has(ContentView item, String id) {
        return item.sections().stream().anyMatch(section -> section.id().equals(id));
    }

    /** Such as "better-information-version-2-large". */
    String name(ContentView item) {
        return item.slug() + "-version-" + item.n() + (this == A4 ? "" : "-" + name().toLowerCase(Locale.ROOT));
    }
}
