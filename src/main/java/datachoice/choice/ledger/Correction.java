package datachoice.choice.ledger;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.CorrectionReason;
import datachoice.choice.OptOutType;
import datachoice.core.Actor;
import java.util.Map;
import java.util.UUID;

/**
 * What a practice says about a choice that is wrong.
 *
 * @param key idempotency key: the same key is the same correction
 * @param payloadHash SHA-256 of the draft that was read back
 * @param answers what should stand for each ledger; empty where what was on record before should count again
 * @param receipt the reference, written XXXX-XXXX
 */
public record Correction(
        UUID key,
        byte[] payloadHash,
        Actor enteredBy,
        CorrectionReason why,
        Map<OptOutType, ChoiceDecision> answers,
        String receipt) {}
