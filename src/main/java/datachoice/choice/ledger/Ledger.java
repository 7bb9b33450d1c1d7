package datachoice.choice.ledger;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.OptOutType;
import datachoice.person.PersonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Appends to the ledger, and keeps what is read beside it in step: current choice and practice list. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Ledger {
    private final ChoiceEvents events;
    private final CurrentChoices current;
    private final PracticeListing listing;

    Ledger(ChoiceEvents events, CurrentChoices current, PracticeListing listing) {
        this.events = events;
        this.current = current;
        this.listing = listing;
    }

    /**
     * Appends one event for each decision.
     *
     * @param seen number of the newest event when the question was shown, 0 if none
     * @throws ChoiceMovedOn if one of the ledgers has another newest event than was seen
     * @throws org.springframework.dao.DuplicateKeyException if it got one just now, or if the key was used already
     */
    public List<ChoiceEvent> append(
            Submission said,
            PersonView subject,
            Map<OptOutType, ChoiceDecision> decisions,
            ToIntFunction<OptOutType> seen) {
        var newest = current.of(subject.id());
        var appended = new ArrayList<ChoiceEvent>();
        decisions.forEach((type, decision) -> {
            int n = newest.containsKey(type) ? newest.get(type).n() : 0;
            if (n != seen.applyAsInt(type)) {
                throw new ChoiceMovedOn();
            }
            var practice = type == OptOutType.TYPE_1 ? subject.practice().orElseThrow(ChoiceMovedOn::new) : null;
            var event = events.saveAndFlush(ChoiceEvent.recorded(type, n, decision, said, practice));
            current.moveTo(event);
            appended.add(event);
        });
        listing.refresh(subject);
        return appended;
    }

    /**
     * Appends a correction of each event that was wrong.
     *
     * @throws ChoiceMovedOn if one of them is not the newest of its ledger any more
     * @throws org.springframework.dao.DuplicateKeyException as {@link #append}
     */
    List<ChoiceEvent> correct(Correction correction, PersonView subject, List<ChoiceEvent> wrong) {
        var newest = current.of(subject.id());
        var appended = new ArrayList<ChoiceEvent>();
        for (var event : wrong) {
            var now = newest.get(event.type());
            if (now == null || now.n() != event.number().n()) {
                throw new ChoiceMovedOn();
            }
            var before = events.findBefore(event).orElse(null);
            var corrected = events.saveAndFlush(ChoiceEvent.correcting(event, before, correction));
            current.moveTo(corrected);
            appended.add(corrected);
        }
        listing.refresh(subject);
        return appended;
    }
}
