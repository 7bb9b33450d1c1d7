package datachoice.choice.ledger;

import datachoice.choice.OptOutType;
import datachoice.person.PersonView;
import datachoice.practice.PracticeLookup;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What became of decisions: which are on record, and how far each has come at the practice it binds. */
@Component
public class Decisions {
    private final ChoiceEvents events;
    private final CurrentChoices current;
    private final Deliveries deliveries;
    private final PracticeLookup practices;

    Decisions(ChoiceEvents events, CurrentChoices current, Deliveries deliveries, PracticeLookup practices) {
        this.events = events;
        this.current = current;
        this.deliveries = deliveries;
        this.practices = practices;
    }

    /** One for each ledger that has a choice; empty before the first. */
    public List<DecisionView> onRecord(PersonView person) {
        return of(person, events.findHistory(person.id().value())).stream()
                .filter(DecisionView::onRecord)
                .sorted(Comparator.comparing(decision -> decision.choice().type()))
                .toList();
    }

    /** One for each event, in the same order. */
    public List<DecisionView> of(PersonView person, List<ChoiceEvent> saved) {
        var newest = current.of(person.id());
        var known = practices.find(
                saved.stream().flatMap(event -> event.practice().stream()).toList());
        var steps = saved.stream().anyMatch(event -> event.type() == OptOutType.TYPE_1)
                ? deliveries.stepsOf(person.id())
                : List.<Deliveries.StepView>of();
        return saved.stream()
                .map(event -> new DecisionView(
                        event.view(),
                        effectOf(person, event, newest),
                        event.type() == OptOutType.TYPE_1
                                ? steps.stream()
                                        .filter(step ->
                                                step.n() == event.number().n())
                                        .toList()
                                : List.of(),
                        event.practice().map(known::get).orElse(null)))
                .toList();
    }

    private EffectView effectOf(PersonView person, ChoiceEvent event, Map<OptOutType, CurrentChoice> newest) {
        var now = newest.get(event.type());
        if (now == null || now.n() != event.number().n()) {
            return EffectView.of(EffectView.Effect.SUPERSEDED);
        }
        var decision = event.decision();
        var practice = event.practice();
        if (event.type() != OptOutType.TYPE_1 || practice.isEmpty()) {
            return EffectView.of(EffectView.Effect.REGISTER);
        }
        if (!practice.equals(person.practice())) {
            return EffectView.of(EffectView.Effect.TO_RECONFIRM);
        }
        if (decision == null) {
            return EffectView.of(EffectView.Effect.REGISTER);
        }
        var entered = deliveries.enteredAt(person.id(), practice.get());
        switch (EntryStatus.of(
                decision, entered.map(Deliveries.Entered::decision).orElse(null))) {
            case APPLIED:
                return new EffectView(
                        EffectView.Effect.IN_FORCE,
                        entered.map(Deliveries.Entered::at).orElse(null));
            case NONE:
                return EffectView.of(EffectView.Effect.NOTHING_TO_ENTER);
            default:
                return EffectView.of(EffectView.Effect.WAITING);
        }
    }
}
