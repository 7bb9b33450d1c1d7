package datachoice.choice.keyed;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.OptOutType;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was typed and waits to be read back and saved. Either {@code answer} or {@code correction} is there.
 *
 * @param id also the idempotency key of what it becomes
 * @param seenType1 number of the newest {@code TYPE_1} event when it was typed, 0 if none. It never reaches a page: how
 *     often somebody chose is not the practice's to know
 * @param seenNational the same for {@code NATIONAL_DATA_OPT_OUT}
 */
record KeyedDraft(
        UUID id,
        PersonId subject,
        UUID madeBy,
        OdsCode practice,
        @Nullable KeyedAnswer answer,
        @Nullable KeyedCorrection correction,
        int seenType1,
        int seenNational,
        Instant expiresAt) {
    static final Duration KEPT = Duration.ofHours(24);

    /** One decision for each ledger; empty for a correction after which what was on record before counts again. */
    public Map<OptOutType, ChoiceDecision> decisions() {
        var gpRecord = answer != null
                ? answer.gpRecord()
                : Objects.requireNonNull(correction).gpRecord();
        var elsewhere = answer != null
                ? answer.elsewhere()
                : Objects.requireNonNull(correction).elsewhere();
        var decisions = new EnumMap<OptOutType, ChoiceDecision>(OptOutType.class);
        if (gpRecord != null && elsewhere != null) {
            decisions.put(OptOutType.TYPE_1, gpRecord);
            decisions.put(OptOutType.NATIONAL_DATA_OPT_OUT, elsewhere);
        }
        return decisions;
    }

    int seen(OptOutType type) {
        return type == OptOutType.TYPE_1 ? seenType1 : seenNational;
    }

    /** Evidence of what was read back, for the ledger. Whoever checks old events needs these lines as they are. */
    byte[] payloadHash() {
        var lines = Stream.of(
                Stream.of(
                        subject,
                        practice,
                        decisions().get(OptOutType.TYPE_1),
                        decisions().get(OptOutType.NATIONAL_DATA_OPT_OUT)),
                answer == null
                        ? Stream.of(Objects.requireNonNull(correction).corrects(), correction.why())
                        : Stream.of(
                                answer.channel(),
                                answer.relation(),
                                answer.proofing(),
                                answer.decidedOn(),
                                answer.shown().item(),
                                answer.shown().n(),
                                answer.shown().language(),
                                answer.original()),
                Stream.of(seenType1, seenNational));
        return Sha256.of(lines.flatMap(Function.identity()).map(String::valueOf).collect(Collectors.joining("\n")));
    }
}
