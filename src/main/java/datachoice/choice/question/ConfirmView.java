package datachoice.choice.question;

import datachoice.person.Confirmation;
import datachoice.person.Confirmation.Post;
import org.jspecify.annotations.Nullable;

/**
 * What the check page and the receipt say about the confirmation: of others' addresses nothing at all.
 *
 * @param letter the end of the key of the sentence about the letter to the person
 * @param proxy the end of the key of the sentence about a letter to the reader who chooses for the person
 * @param email of the reader, masked
 * @param told the end of the key of the sentence about who hears, and how, when the practice has entered it
 */
public record ConfirmView(
        String letter, @Nullable String proxy, @Nullable String email, String told) {
    /** To whoever chooses: the person, or someone for them. */
    static ConfirmView of(Confirmation confirmation) {
        return confirmation
                .proxy()
                .map(how -> new ConfirmView(
                        aboutOther(confirmation),
                        how.email().isPresent() ? null : how.letter().name(),
                        how.email().map(ConfirmView::masked).orElse(null),
                        toldOther(confirmation)))
                .orElseGet(() -> toSubject(confirmation));
    }

    /** To the person themselves, whoever chose. */
    public static ConfirmView toSubject(Confirmation confirmation) {
        return new ConfirmView(
                "you." + confirmation.letter(),
                null,
                confirmation.email().map(ConfirmView::masked).orElse(null),
                confirmation.email().isPresent()
                        ? "you.EMAIL"
                        : confirmation.letter() == Post.NOWHERE ? "you.NOWHERE" : "you.POST");
    }

    /**
     * To somebody who may choose for the person.
     *
     * @param chooser whether it was them who chose
     */
    public static ConfirmView toProxy(Confirmation confirmation, boolean chooser) {
        return chooser
                ? of(confirmation)
                : new ConfirmView(aboutOther(confirmation), null, null, toldOther(confirmation));
    }

    private static String aboutOther(Confirmation confirmation) {
        return (confirmation.toParent() ? "parent." : "other.") + confirmation.letter();
    }

    private static String toldOther(Confirmation confirmation) {
        if (confirmation.letter() == Post.NOWHERE && confirmation.email().isEmpty()) {
            return "other.NOWHERE";
        }
        return confirmation.toParent() ? "other.PARENT" : "other";
    }

    /** The first letter and the domain: enough to know one's own address, too little to learn another's. */
    private static String masked(String email) {
        int at = email.lastIndexOf('@');
        return at < 1 ? "•••" : email.charAt(0) + "•••" + email.substring(at);
    }
}
