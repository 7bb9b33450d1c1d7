package datachoice.choice.ledger;

import datachoice.choice.AtPractice;
import datachoice.choice.ChoiceCorrected;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.ChoiceRecorded;
import datachoice.choice.ChoiceReplaced;
import datachoice.choice.Keyed;
import datachoice.choice.OptOutType;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.person.PersonView;
import datachoice.person.Relations;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes a choice, or the correction of one, into the ledger and announces it, whichever way it came in. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Recording {
    private final Ledger ledger;
    private final CurrentChoices current;
    private final Decisions decisions;
    private final Deliveries deliveries;
    private final ChoiceLimits limits;
    private final Relations relations;
    private final ApplicationEventPublisher publisher;

    Recording(
            Ledger ledger,
            CurrentChoices current,
            Decisions decisions,
            Deliveries deliveries,
            ChoiceLimits limits,
            Relations relations,
            ApplicationEventPublisher publisher) {
        this.ledger = ledger;
        this.current = current;
        this.decisions = decisions;
        this.deliveries = deliveries;
        this.limits = limits;
        this.relations = relations;
        this.publisher = publisher;
    }

    /**
     * One event for each decision, one receipt.
     *
     * @param seen number of the newest event when the question was shown, 0 if none
     * @param keyed null for a choice that whoever made it saved themselves
     * @return the receipt's reference
     * @throws ChoiceMovedOn if one of the ledgers moved on since; nothing is stored
     * @throws TooManyChoices if this person's choice was saved very often lately, and this is not keyed; nothing is stored
     */
    public String record(
            Submission said,
            PersonView subject,
            Map<OptOutType, ChoiceDecision> answers,
            ToIntFunction<OptOutType> seen,
            @Nullable Keyed keyed) {
        if (keyed == null) {
            limits.check(subject.id());
        }
        var replaced = replacedBy(answers.keySet(), current.of(subject.id()));
        var appended = ledger.append(said, subject, answers, seen);
        replaced.forEach(receipt -> publisher.publishEvent(new ChoiceReplaced(receipt)));
        publisher.publishEvent(recorded(subject, said, appended, keyed));
        return said.receipt();
    }

    /**
     * One correction for each event of the receipt that was wrong.
     *
     * @param wrong never empty
     * @return the correction's own reference
     * @throws ChoiceMovedOn if one of them is not the newest of its ledger any more; nothing is stored
     */
    public String correct(Correction correction, OdsCode practice, PersonView subject, List<ChoiceEvent> wrong) {
        var appended = ledger.correct(correction, subject, wrong);
        var standing = new EnumMap<OptOutType, ChoiceDecision>(OptOutType.class);
        var types = new LinkedHashSet<OptOutType>();
        appended.forEach(event -> {
            types.add(event.type());
            if (event.decision() != null) {
                standing.put(event.type(), event.decision());
            }
        });
        publisher.publishEvent(new ChoiceReplaced(wrong.get(0).receipt()));
        publisher.publishEvent(new ChoiceCorrected(
                subject.id(),
                proxy(subject, wrong.get(0)),
                practice,
                correction.why(),
                wrong.get(0).receipt(),
                types,
                standing,
                decisions.of(subject, appended).stream().anyMatch(DecisionView::waiting)
                        || deliveries
                                .enteredAt(subject.id(), practice)
                                .filter(Deliveries.Entered::wrong)
                                .isPresent(),
                correction.receipt(),
                appended.get(0).recordedAt()));
        return correction.receipt();
    }

    /** Who had made that choice for them and may still choose for them: nobody else is told what stands now. */
    private @Nullable PersonId proxy(PersonView subject, ChoiceEvent wrong) {
        return wrong.proxy()
                .filter(proxy -> relations.choosersFor(subject).stream()
                        .anyMatch(right -> right.proxy().equals(proxy)))
                .orElse(null);
    }

    /** Receipts of which nothing counts any more. Somebody registered nowhere is asked about one ledger; the other stays. */
    private static Set<String> replacedBy(Set<OptOutType> answered, Map<OptOutType, CurrentChoice> before) {
        var receipts = new LinkedHashSet<String>();
        before.values().forEach(choice -> receipts.add(choice.receipt()));
        before.forEach((type, choice) -> {
            if (!answered.contains(type)) {
                receipts.remove(choice.receipt());
            }
        });
        return receipts;
    }

    private ChoiceRecorded recorded(
            PersonView subject, Submission said, List<ChoiceEvent> appended, @Nullable Keyed keyed) {
        var answers = new EnumMap<OptOutType, ChoiceDecision>(OptOutType.class);
        appended.forEach(event -> answers.put(event.type(), Objects.requireNonNull(event.decision())));
        var proxy = said.speaker() instanceof Speaker.Proxy speaker ? speaker : null;
        return new ChoiceRecorded(
                subject.id(),
                proxy == null ? null : proxy.person(),
                proxy == null ? null : proxy.role(),
                answers,
                subject.practice(),
                atPractice(subject, appended),
                keyed,
                said.receipt(),
                said.shown().n(),
                appended.get(0).recordedAt());
    }

    private @Nullable AtPractice atPractice(PersonView subject, List<ChoiceEvent> appended) {
        return decisions.of(subject, appended).stream()
                .filter(decision -> decision.choice().type() == OptOutType.TYPE_1)
                .map(decision -> decision.effect().effect())
                .map(effect -> effect == EffectView.Effect.IN_FORCE
                        ? AtPractice.ENTERED
                        : effect == EffectView.Effect.NOTHING_TO_ENTER
                                ? AtPractice.NOTHING_TO_ENTER
                                : AtPractice.TO_ENTER)
                .findFirst()
                .orElse(null);
    }
}
