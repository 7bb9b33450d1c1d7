package datachoice.choice.keyed;

import datachoice.choice.ChoiceChannel;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.ledger.ProofingLevel;
import datachoice.choice.ledger.Submission;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A choice as it came to a practice.
 *
 * @param relation the right by which somebody else asks; null for the person
 * @param gpRecord whether data may leave the practice
 * @param elsewhere whether data from hospitals and other care services may be used
 * @param decidedOn the date on the paper, or the day on which it was said
 * @param shown the paper form with its version, or the explanation that was read aloud
 * @param original where the paper is kept; empty for nowhere in particular
 */
record KeyedAnswer(
        ChoiceChannel channel,
        @Nullable UUID relation,
        ChoiceDecision gpRecord,
        ChoiceDecision elsewhere,
        LocalDate decidedOn,
        ProofingLevel proofing,
        Submission.ShownVersion shown,
        String original) {}
