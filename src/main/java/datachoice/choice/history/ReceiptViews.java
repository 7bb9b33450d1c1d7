package datachoice.choice.history;

import datachoice.choice.ledger.DecisionView;
import datachoice.choice.ledger.DoubtView;
import datachoice.choice.ledger.Doubts;
import datachoice.choice.ledger.KeyedEntries;
import datachoice.choice.ledger.KeyedView;
import datachoice.core.OdsCode;
import datachoice.person.PersonView;
import datachoice.practice.PracticeLookup;
import datachoice.practice.PracticeView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what was saved under one reference: the decisions, who keyed them, and what was said about them since. */
@Component
class ReceiptViews {
    private final KeyedEntries keyed;
    private final Doubts doubts;
    private final PracticeLookup practices;

    ReceiptViews(KeyedEntries keyed, Doubts doubts, PracticeLookup practices) {
        this.keyed = keyed;
        this.doubts = doubts;
        this.practices = practices;
    }

    /**
     * One for each receipt, in the order in which they come first.
     *
     * @param self the reader is the person
     */
    List<ReceiptView> of(PersonView person, boolean self, List<DecisionView> decisions) {
        var byReceipt = new LinkedHashMap<String, List<DecisionView>>();
        decisions.forEach(decision -> byReceipt
                .computeIfAbsent(decision.choice().receipt(), reference -> new ArrayList<>())
                .add(decision));
        var entries = keyed.of(person.id());
        var told = doubts.of(person.id());
        var known = practices.find(Stream.concat(
                        entries.values().stream().map(KeyedView::practice),
                        told.stream().filter(doubt -> !doubt.open()).map(doubt -> doubt.settled()
                                .practice()))
                .distinct()
                .toList());
        return byReceipt.entrySet().stream()
                .map(saved -> ReceiptView.of(
                        person,
                        self,
                        saved.getValue(),
                        note(entries.get(saved.getKey()), known),
                        told.stream()
                                .filter(doubt -> doubt.receipt().equals(saved.getKey()))
                                .map(doubt -> note(doubt, known))
                                .toList()))
                .toList();
    }

    private static @Nullable KeyedNote note(@Nullable KeyedView entry, Map<OdsCode, PracticeView> known) {
        return entry == null ? null : new KeyedNote(name(entry.practice(), known), entry.why());
    }

    private static DoubtNote note(DoubtView doubt, Map<OdsCode, PracticeView> known) {
        var settled = doubt.settled();
        return new DoubtNote(doubt.toldAt(), settled, settled == null ? null : name(settled.practice(), known));
    }

    private static String name(OdsCode code, Map<OdsCode, PracticeView> known) {
        var practice = known.get(code);
        return practice == null ? code.value() : practice.name();
    }
}
