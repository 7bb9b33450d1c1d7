package datachoice.choice.history;

import datachoice.choice.ledger.ChoiceEvents;
import datachoice.choice.ledger.Decisions;
import datachoice.choice.ledger.Entitlement;
import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.person.PersonLookup;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds what a receipt's reference stands for, for those who may know. */
@Service
@PreAuthorize("hasAnyRole('PATIENT', 'LETTER')")
@Transactional(readOnly = true)
class Receipts {
    private final ChoiceEvents events;
    private final Decisions decisions;
    private final Entitlement entitlement;
    private final PersonLookup people;

    Receipts(ChoiceEvents events, Decisions decisions, Entitlement entitlement, PersonLookup people) {
        this.events = events;
        this.decisions = decisions;
        this.entitlement = entitlement;
        this.people = people;
    }

    /**
     * Everything that was saved under this reference.
     *
     * @throws NotFound if nobody was given it, or not this user nor someone they may choose for
     */
    ReceiptView find(String reference, SignedInUser user) {
        var saved = events.findByReceipt(reference);
        if (saved.isEmpty()) {
            throw new NotFound();
        }
        var subject = saved.get(0).subject();
        if (user.byLetter()) {
            if (saved.stream().noneMatch(event -> user.login().equals(event.enteredBy()))) {
                throw new NotFound();
            }
            var person = people.find(subject).orElseThrow(NotFound::new);
            return ReceiptView.of(person, true, decisions.of(person, saved));
        }
        var person = entitlement.subjectOf(user, subject);
        return ReceiptView.of(person, person.id().equals(user.person()), decisions.of(person, saved));
    }
}
