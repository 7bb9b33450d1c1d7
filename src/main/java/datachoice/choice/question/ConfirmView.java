package datachoice.choice.question;

import datachoice.person.Confirmation;
import org.jspecify.annotations.Nullable;

/**
 * What the check page says about the confirmation: of others' addresses nothing at all.
 *
 * @param letter the end of the key of the sentence about the letter to the person
 * @param proxy the end of the key of the sentence about a letter to the reader who chooses for the person
 * @param email of the reader, masked
 */
record ConfirmView(
        String letter, @Nullable String proxy, @Nullable String email) {
    static ConfirmView of(Confirmation confirmation) {
        var who = confirmation.toParent() ? "parent" : "other";
        return confirmation
                .proxy()
                .map(how -> new ConfirmView(
                        who + "." + confirmation.letter(),
                        how.email().isPresent() ? null : how.letter().name(),
                        how.email().map(ConfirmView::masked).orElse(null)))
                .orElseGet(() -> new ConfirmView(
                        "you." + confirmation.letter(),
                        null,
                        confirmation.email().map(ConfirmView::masked).orElse(null)));
    }

    /** The first letter and the domain: enough to know one's own address, too little to learn another's. */
    private static String masked(String email) {
        int at = email.lastIndexOf('@');
        return at < 1 ? "•••" : email.charAt(0) + "•••" + email.substring(at);
    }
}
