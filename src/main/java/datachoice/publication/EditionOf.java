package datachoice.publication;

/**
 * What an item is an edition of.
 *
 * @param slug of the item that says the same in English
 * @param language of this edition, by BCP 47: {@code cy} for Welsh
 */
public record EditionOf(String slug, Edition edition, String language) {}
