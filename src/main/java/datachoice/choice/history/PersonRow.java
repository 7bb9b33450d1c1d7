package datachoice.choice.history;

import datachoice.choice.ledger.Overall;
import datachoice.person.PersonView;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone the user may choose for.
 *
 * @param self the user
 * @param decidedOn the newest day on which something was decided; null without a choice
 * @param toReconfirm they have left the practice at which they chose, for another one
 * @param started a draft that was not saved yet; null without one
 */
record PersonRow(
        PersonView person,
        boolean self,
        Overall overall,
        @Nullable LocalDate decidedOn,
        boolean toReconfirm,
        @Nullable UUID started) {}
