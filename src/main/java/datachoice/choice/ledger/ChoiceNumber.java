package datachoice.choice.ledger;

import datachoice.choice.OptOutType;
import datachoice.core.PersonId;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.UUID;

/**
 * The place of a decision in its ledger.
 *
 * @param n counts from 1 within one person and type, without gaps
 */
@Embeddable
public record ChoiceNumber(
        UUID subject, @Enumerated(EnumType.STRING) OptOutType type, int n) {
    static ChoiceNumber after(PersonId subject, OptOutType type, int n) {
        return new ChoiceNumber(subject.value(), type, n + 1);
    }

    /** The place before this one; of the first, one that no decision has. */
    ChoiceNumber before() {
        return new ChoiceNumber(subject, type, n - 1);
    }
}
