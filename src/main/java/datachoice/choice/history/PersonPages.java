package datachoice.choice.history;

import datachoice.audit.AuditLookup;
import datachoice.audit.AuditLookup.LookView;
import datachoice.choice.ledger.ChoiceEvents;
import datachoice.choice.ledger.CurrentChoices;
import datachoice.choice.ledger.Decisions;
import datachoice.choice.ledger.EffectView;
import datachoice.choice.ledger.Entitlement;
import datachoice.choice.ledger.NotEntitled;
import datachoice.choice.ledger.Overall;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.person.PersonView;
import datachoice.practice.PracticeLookup;
import java.util.Comparator;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what one person's page shows: what is on record, how it came about, and who has looked. */
@Service
@PreAuthorize("hasAnyRole('PATIENT', 'LETTER')")
@Transactional(readOnly = true)
class PersonPages {
    /** How many looks the page of a person shows. */
    static final int LOOKS_SHOWN = 100;

    /** Of whoever chooses, at the practice of whoever is chosen for, which may have changed since. */
    private static final String LOOK_AT_CHOOSER = "CHOOSERS_NAMED";

    /** Of both of them. */
    private static final String END_OF_RIGHT = "RELATION_ENDED";

    private final Entitlement entitlement;
    private final ChoiceEvents events;
    private final CurrentChoices current;
    private final Decisions decisions;
    private final ReceiptViews receipts;
    private final PracticeLookup practices;
    private final AuditLookup audit;

    PersonPages(
            Entitlement entitlement,
            ChoiceEvents events,
            CurrentChoices current,
            Decisions decisions,
            ReceiptViews receipts,
            PracticeLookup practices,
            AuditLookup audit) {
        this.entitlement = entitlement;
        this.events = events;
        this.current = current;
        this.decisions = decisions;
        this.receipts = receipts;
        this.practices = practices;
        this.audit = audit;
    }

    /** @throws NotEntitled if this user may not choose for that person, or came by letter */
    PersonPage of(PersonId subject, SignedInUser user) {
        if (user.byLetter()) {
            throw new NotEntitled(); // a letter shows its own receipt, never a history
        }
        var person = entitlement.subjectOf(user, subject);
        var self = person.id().equals(user.person());
        var all = decisions.of(person, events.findHistory(subject.value()));
        var now = all.stream()
                .filter(decision -> decision.onRecord() && decision.effect().effect() != EffectView.Effect.NOTHING)
                .sorted(Comparator.comparing(decision -> decision.choice().type()))
                .toList();
        var history = receipts.of(person, self, all).stream()
                .filter(receipt -> self || receipt.setByProxy()) // what they said themselves is theirs to know
                .toList();
        var found = audit.whoLooked(subject, LOOKS_SHOWN + 1);
        var looks = found.subList(0, Math.min(found.size(), LOOKS_SHOWN)).stream()
                .map(look -> seenBy(person, self, look))
                .toList();
        var codes = looks.stream().flatMap(look -> look.practice().stream()).toList();
        return new PersonPage(
                person,
                self,
                Overall.of(current.of(subject)),
                now,
                history,
                looks,
                looks.size() < found.size(),
                practices.find(codes));
    }

    /**
     * Whoever could once choose for somebody does not learn from looks at their own name where that person is now: of any
     * practice, their own too, since one that is named among others that are not would tell.
     */
    private static LookView seenBy(PersonView person, boolean self, LookView look) {
        return look.action().equals(LOOK_AT_CHOOSER)
                        || look.action().equals(END_OF_RIGHT)
                                && (self || !look.practice().equals(person.practice()))
                ? look.somewhere()
                : look;
    }
}
