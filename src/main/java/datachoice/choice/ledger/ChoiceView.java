package datachoice.choice.ledger;

import datachoice.choice.ChoiceChannel;
import datachoice.choice.OptOutType;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.person.ProxyRole;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One decision of the ledger, as pages show it.
 *
 * @param n its number in the ledger of this person and type
 * @param setBy the right by which someone else chose; empty if the person chose
 * @param shown the explanation shown with the question
 * @param practice the practice it binds; empty except for {@link OptOutType#TYPE_1}
 * @param receipt the reference, written XXXX-XXXX
 */
public record ChoiceView(
        PersonId subject,
        OptOutType type,
        int n,
        ChoiceState state,
        Optional<ProxyRole> setBy,
        ChoiceChannel channel,
        Submission.ShownVersion shown,
        Optional<OdsCode> practice,
        LocalDate decidedOn,
        Instant recordedAt,
        String receipt) {}
