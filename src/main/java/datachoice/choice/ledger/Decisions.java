package datachoice.choice.ledger;

import datachoice.choice.OptOutType;
import datachoice.person.PersonView;
import datachoice.practice.PracticeLookup;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        var corrected = saved.stream()
                        .allMatch(event -> newest.containsKey(event.type())
                                && newest.get(event.type()).n()
                                        == event.number().n())
                ? Set.<ChoiceNumber>of() // what is on record now was never corrected
                : events.findCorrected(person.id().value());
        return saved.stream()
                .map(event -> new DecisionView(
                        event.view(),
                        effectOf(person, event, newest, corrected),
                        event.type() == OptOutType.TYPE_1
                                ? steps.stream()
                                        .filter(step ->
                                                step.n() == event.number().n())
                                        .toList()
                                : List.of(),
                        event.practice().map(known::get).orElse(null)))
                .toList();
    }

    private EffectView effectOf(
            PersonView person, ChoiceEvent event, Map<OptOutType, CurrentChoice> newest, Set<ChoiceNumber> corrected) {
        var now = newest.get(event.type());
        if (now == null || now.n() != event.number().n()) {
            return EffectView.of(
                    corrected.contains(event.number()) ? EffectView.Effect.CORRECTED : EffectView.Effect.SUPERSEDED);
        }
        var decision = event.decision();
        var practice = event.practice();
        if (event.type() != OptOutType.TYPE_1 || practice.isEmpty()) {
            return EffectView.of(decision == null ? EffectView.Effect.NOTHING : EffectView.Effect.REGISTER);
        }
        if (!practice.equals(person.practice())) {
            return EffectView.of(decision == null ? EffectView.Effect.NOTHING : EffectView.Effect.TO_RECONFIRM);
        }
        var entered = deliveries.enteredAt(person.id(), practice.get());
        var status =
                EntryStatus.of(decision, entered.map(Deliveries.Entered::holds).orElse(null));
        if (decision == null) {
            return EffectView.of(status == EntryStatus.NEW ? EffectView.Effect.WITHDRAWING : EffectView.Effect.NOTHING);
        }
        switch (status) {
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
