package datachoice.publication;

/** What an item is, and so where it stands. */
public enum ItemKind {
    /** Explains the choice; may have a film; made for print too. */
    LEAFLET,
    NEWS,
    /** Linked from the foot of every page, such as the privacy notice. */
    PAGE,
    /** The paper form. */
    FORM;

    /** Where its live version is read. */
    String address(String slug) {
        return switch (this) {
            case LEAFLET -> slug.equals(PublishedContent.EXPLANATION) ? "/about" : "/leaflets/" + slug;
            case NEWS -> "/news/" + slug;
            case PAGE -> "/" + slug;
            case FORM -> "/leaflets/" + slug;
        };
    }

    public boolean mayHaveFilm() {
        return this == LEAFLET;
    }
}
