package datachoice.publication;

import datachoice.core.Welsh;

/**
 * An edition of an item that is live.
 *
 * @param language by BCP 47
 * @param n number of its own live version
 * @param matches number of the version, of the item that it is an edition of, that it says the same as
 * @param older there is a newer one of those
 */
public record EditionView(
        String slug, Edition edition, String language, String title, int n, int matches, boolean older) {
    /** Where it is read. */
    public String address() {
        return "/leaflets/" + slug;
    }

    /** The same, with the words around it in its language too, where they are written in that. */
    public String pageAddress() {
        return language.equals(Welsh.TAG) ? address() + "?lang=" + language : address();
    }
}
