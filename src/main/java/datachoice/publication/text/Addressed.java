package datachoice.publication.text;

/** Fills the two places where a text speaks to whom, or about whom, it is read: {@code {your}} and {@code {you}}. */
public final class Addressed {
    private Addressed() {}

    /** @param language by BCP 47 */
    public static String toReader(String text, String language) {
        return language.equals("cy") ? to(text, "eich", "chi") : to(text, "your", "you");
    }

    /**
     * @param your such as "Maya's"
     * @param you such as "Maya"
     */
    public static String to(String text, String your, String you) {
        return text.replace("{your}", your).replace("{you}", you);
    }
}
