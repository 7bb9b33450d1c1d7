package datachoice.choice;

import datachoice.audit.AuditLookup;
import datachoice.core.Actor;
import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import datachoice.person.Relations;
import datachoice.practice.PracticeLookup;
import datachoice.practice.PracticeView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers what people chose, to those who may know: the person, and whoever may choose for them. */
@Service
@PreAuthorize("hasAnyRole('PATIENT', 'LETTER')")
@Transactional(readOnly = true)
class ChoiceLookup {
    /** How many looks the page of a person shows. */
    static final int LOOKS_SHOWN = 50;

    private final PersonLookup people;
    private final Relations relations;
    private final PracticeLookup practices;
    private final Entitlement entitlement;
    private final ChoiceEvents events;
    private final CurrentChoices current;
    private final Deliveries deliveries;
    private final ChoiceManagement choices;
    private final AuditLookup audit;

    ChoiceLookup(
            PersonLookup people,
            Relations relations,
            PracticeLookup practices,
            Entitlement entitlement,
            ChoiceEvents events,
            CurrentChoices current,
            Deliveries deliveries,
            ChoiceManagement choices,
            AuditLookup audit) {
        this.people = people;
        this.relations = relations;
        this.practices = practices;
        this.entitlement = entitlement;
        this.events = events;
        this.current = current;
        this.deliveries = deliveries;
        this.choices = choices;
        this.audit = audit;
    }

    /**
     * Someone the user may choose for.
     *
     * @param decidedOn the newest day on which something was decided; null without a choice
     * @param started a draft that was not saved yet; null without one
     */
    record PersonRow(
            PersonView person,
            boolean self,
            Overall overall,
            @Nullable LocalDate decidedOn,
            boolean toReconfirm,
            @Nullable UUID started) {}

    /**
     * The question as it is asked about one person.
     *
     * @param practice whose GP record question is asked; null for someone registered nowhere
     * @param seenType1 number of the newest event of that ledger, 0 if none
     */
    record QuestionView(
            PersonView person,
            boolean self,
            @Nullable PracticeView practice,
            Overall overall,
            Map<OptOutType, CurrentChoices.Current> current,
            int seenType1,
            int seenNational) {}

    /** One decision and what became of it. */
    record DecisionView(
            ChoiceView choice, EffectView effect, @Nullable PracticeView practice) {}

    /**
     * One submission, as a receipt or as an entry of the history.
     *
     * @param setByProxy someone else chose, by a right to do so
     */
    record ReceiptView(
            PersonView person, boolean self, String reference, boolean setByProxy, List<DecisionView> decisions) {
        /** The first of its decisions; what they share can be read there. */
        public ChoiceView first() {
            return decisions.get(0).choice();
        }
    }

    /**
     * An answer that waits to be saved.
     *
     * @param different the two ledgers were answered differently
     */
    record CheckView(
            UUID id,
            Map<OptOutType, ChoiceDecision> decisions,
            boolean different,
            String shownSlug,
            int shownVersion,
            int seenType1,
            int seenNational) {
        static CheckView of(ChoiceDraft draft) {
            var decisions = draft.decisions();
            return new CheckView(
                    draft.getId(),
                    decisions,
                    Set.copyOf(decisions.values()).size() > 1,
                    draft.shown().item(),
                    draft.shown().n(),
                    draft.seen(OptOutType.TYPE_1),
                    draft.seen(OptOutType.NATIONAL_DATA_OPT_OUT));
        }
    }

    /**
     * Everything on the page of one person.
     *
     * @param now one row for each ledger that has a choice; empty before the first
     * @param looks who opened, changed or exported the record at work, newest first
     */
    record PersonPage(
            PersonView person,
            boolean self,
            Overall overall,
            List<DecisionView> now,
            List<ReceiptView> history,
            List<AuditLookup.LookView> looks,
            Map<OdsCode, PracticeView> practices) {}

    /** The user first, then those they may choose for, the oldest first. */
    List<PersonRow> peopleOf(SignedInUser user) {
        var self = self(user);
        var started = new HashMap<PersonId, UUID>();
        choices.openDrafts(user).forEach(draft -> started.putIfAbsent(draft.subject(), draft.getId()));
        return Stream.concat(Stream.of(self), relations.chosenForBy(self.id()).stream())
                .map(person -> {
                    var newest = current.of(person.id());
                    return new PersonRow(
                            person,
                            person.id().equals(self.id()),
                            Overall.of(newest),
                            newest.values().stream()
                                    .map(CurrentChoices.Current::decidedOn)
                                    .max(Comparator.naturalOrder())
                                    .orElse(null),
                            toReconfirm(person, newest),
                            started.get(person.id()));
                })
                .toList();
    }

    /** @throws NotEntitled if this user may not choose for that person */
    QuestionView questionFor(PersonId subject, SignedInUser user) {
        var person = entitled(subject, user);
        var newest = current.of(subject);
        var practice = person.practice().flatMap(practices::find).orElse(null);
        return new QuestionView(
                person,
                isSelf(person, user),
                practice,
                Overall.of(newest),
                newest,
                number(newest, OptOutType.TYPE_1),
                number(newest, OptOutType.NATIONAL_DATA_OPT_OUT));
    }

    /** @throws NotEntitled if this user may not choose for that person, or came by letter */
    PersonPage pageOf(PersonId subject, SignedInUser user) {
        if (user.byLetter()) {
            throw new NotEntitled(); // a letter shows its own receipt, never a history
        }
        var person = entitled(subject, user);
        var newest = current.of(subject);
        var history = history(person, user, newest);
        var now = history.stream()
                .flatMap(receipt -> receipt.decisions().stream())
                .filter(decision -> isNewest(decision.choice(), newest))
                .sorted(Comparator.comparing(decision -> decision.choice().type()))
                .toList();
        var looks = audit.whoLooked(subject, LOOKS_SHOWN);
        var codes = looks.stream().flatMap(look -> look.practice().stream()).toList();
        return new PersonPage(
                person,
                isSelf(person, user),
                Overall.of(newest),
                now,
                isSelf(person, user)
                        ? history
                        : history.stream()
                                .filter(receipt -> receipt.setByProxy())
                                .toList(),
                looks,
                practices.find(codes));
    }

    /**
     * What a reference stands for.
     *
     * @throws NotFound if nobody was given it, or not this user nor someone they may choose for
     */
    ReceiptView receipt(String reference, SignedInUser user) {
        var saved = events.findByReceipt(reference);
        if (saved.isEmpty()) {
            throw new NotFound();
        }
        if (user.byLetter()) {
            if (saved.stream().noneMatch(event -> user.login().equals(event.enteredBy()))) {
                throw new NotFound();
            }
            var person = people.find(saved.get(0).subject()).orElseThrow(NotFound::new);
            return receiptOf(person, true, saved, current.of(person.id()), practicesOf(saved));
        }
        var person = entitled(saved.get(0).subject(), user);
        return receiptOf(person, isSelf(person, user), saved, current.of(person.id()), practicesOf(saved));
    }

    /** The receipt of a letter that was used; empty while it can still record. */
    Optional<String> receiptOfLetter(SignedInUser user) {
        var person = user.person();
        if (!user.byLetter() || person == null) {
            return Optional.empty();
        }
        return events.findHistory(person.value()).stream()
                .filter(event -> user.login().equals(event.enteredBy()))
                .map(ChoiceEvent::receipt)
                .findFirst();
    }

    /** Someone this user may choose for who has no choice yet, other than that person. */
    Optional<PersonView> nextWithoutChoice(PersonId done, SignedInUser user) {
        if (user.byLetter()) {
            return Optional.empty();
        }
        var self = self(user);
        return Stream.concat(Stream.of(self), relations.chosenForBy(self.id()).stream())
                .filter(person -> !person.id().equals(done) && Overall.of(current.of(person.id())) == Overall.NONE)
                .findFirst();
    }

    private List<ReceiptView> history(
            PersonView person, SignedInUser user, Map<OptOutType, CurrentChoices.Current> newest) {
        var all = events.findHistory(person.id().value());
        var known = practicesOf(all);
        var byReceipt = new LinkedHashMap<String, List<ChoiceEvent>>();
        all.forEach(event -> byReceipt
                .computeIfAbsent(event.receipt(), reference -> new ArrayList<>())
                .add(event));
        return byReceipt.values().stream()
                .map(saved -> receiptOf(person, isSelf(person, user), saved, newest, known))
                .toList();
    }

    private Map<OdsCode, PracticeView> practicesOf(List<ChoiceEvent> events) {
        return practices.find(
                events.stream().flatMap(event -> event.practice().stream()).toList());
    }

    private ReceiptView receiptOf(
            PersonView person,
            boolean self,
            List<ChoiceEvent> saved,
            Map<OptOutType, CurrentChoices.Current> newest,
            Map<OdsCode, PracticeView> known) {
        var decisions = saved.stream()
                .sorted(Comparator.comparing(ChoiceEvent::type))
                .map(event -> new DecisionView(
                        event.view(),
                        effectOf(person, event, newest),
                        event.practice().map(known::get).orElse(null)))
                .toList();
        return new ReceiptView(
                person,
                self,
                saved.get(0).receipt(),
                saved.get(0).view().setBy().isPresent(),
                decisions);
    }

    private EffectView effectOf(PersonView person, ChoiceEvent event, Map<OptOutType, CurrentChoices.Current> newest) {
        if (!isNewest(event.view(), newest)) {
            return EffectView.of(EffectView.Effect.SUPERSEDED);
        }
        if (event.type() != OptOutType.TYPE_1 || event.practice().isEmpty()) {
            return EffectView.of(EffectView.Effect.REGISTER);
        }
        if (!event.practice().equals(person.practice())) {
            return EffectView.of(EffectView.Effect.TO_RECONFIRM);
        }
        var decision = event.decision();
        var entered = deliveries.enteredAt(person.id(), event.practice().get()).orElse(null);
        if (decision == null) {
            return EffectView.of(EffectView.Effect.REGISTER);
        }
        switch (EntryStatus.of(decision, entered == null ? null : entered.decision())) {
            case APPLIED:
                return new EffectView(EffectView.Effect.IN_FORCE, entered == null ? null : entered.at());
            case NONE:
                return EffectView.of(EffectView.Effect.NOTHING_TO_ENTER);
            default:
                return EffectView.of(EffectView.Effect.WAITING);
        }
    }

    private PersonView entitled(PersonId subject, SignedInUser user) {
        var person = people.find(subject).orElseThrow(NotEntitled::new);
        entitlement.speakerFor(user.actor(), person);
        return person;
    }

    private PersonView self(SignedInUser user) {
        if (!(user.actor() instanceof Actor.Patient patient)) {
            throw new NotEntitled();
        }
        return people.find(patient.person()).orElseThrow(NotEntitled::new);
    }

    private static boolean isSelf(PersonView person, SignedInUser user) {
        return person.id().equals(user.person());
    }

    private static boolean isNewest(ChoiceView choice, Map<OptOutType, CurrentChoices.Current> newest) {
        var now = newest.get(choice.type());
        return now != null && now.n() == choice.n();
    }

    private static int number(Map<OptOutType, CurrentChoices.Current> newest, OptOutType type) {
        var choice = newest.get(type);
        return choice == null ? 0 : choice.n();
    }

    private static boolean toReconfirm(PersonView person, Map<OptOutType, CurrentChoices.Current> newest) {
        var gpRecord = newest.get(OptOutType.TYPE_1);
        return gpRecord != null
                && gpRecord.decision() != null
                && person.practice().isPresent()
                && !gpRecord.practice().equals(person.practice());
    }
}
