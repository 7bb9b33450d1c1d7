package datachoice.choice.ledger;

import datachoice.choice.ChoiceDecision;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an answer says. Its hash goes into the ledger as evidence that what is stored is what was checked.
 *
 * @param practice the practice that the question named; null for someone registered nowhere
 * @param gpRecord null exactly when {@code practice} is
 * @param seenType1 number of the newest {@code TYPE_1} event when the question was shown, 0 if none
 * @param seenNational the same for {@code NATIONAL_DATA_OPT_OUT}
 */
public record Payload(
        PersonId subject,
        @Nullable OdsCode practice,
        @Nullable ChoiceDecision gpRecord,
        ChoiceDecision elsewhere,
        int seenType1,
        int seenNational,
        Submission.ShownVersion shown) {

    /** SHA-256. Whoever checks old events needs these lines as they are: what is hashed, and how, never changes. */
    public byte[] hash() {
        return Sha256.of(String.join(
                "\n",
                subject.value().toString(),
                practice == null ? "null" : practice.value(),
                gpRecord == null ? "null" : gpRecord.name(),
                elsewhere.name(),
                String.valueOf(seenType1),
                String.valueOf(seenNational),
                shown.item(),
                String.valueOf(shown.n()),
                shown.language()));
    }
}
