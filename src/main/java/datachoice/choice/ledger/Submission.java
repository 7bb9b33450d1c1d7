package datachoice.choice.ledger;

import datachoice.choice.ChoiceChannel;
import datachoice.core.Actor;
import datachoice.core.PersonId;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What the one or two events of an answer share.
 *
 * @param key idempotency key: the same key is the same submission
 * @param payloadHash SHA-256 of the draft that was checked: evidence that what is stored is what was shown
 * @param shown version of the explanation shown with the question
 * @param decidedOn the day the person said it, in the United Kingdom
 * @param receipt the reference, written XXXX-XXXX
 */
public record Submission(
        UUID key,
        byte[] payloadHash,
        PersonId subject,
        Speaker speaker,
        Actor enteredBy,
        ChoiceChannel channel,
        ProofingLevel proofing,
        ShownVersion shown,
        LocalDate decidedOn,
        String receipt) {

    /**
     * @param item slug of the explanation; empty exactly when {@code n} is 0
     * @param n 0 for what was said before there was anything to show
     * @param language such as {@code en}
     */
    public record ShownVersion(String item, int n, String language) {
        /** Nothing of ours: it was said before there was any. */
        public static ShownVersion nothing(String language) {
            return new ShownVersion("", 0, language);
        }

        public boolean isNothing() {
            return n == 0;
        }
    }
}
