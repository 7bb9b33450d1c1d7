package datachoice.choice.history;

import datachoice.choice.ledger.ChoiceEvent;
import datachoice.choice.ledger.ChoiceEvents;
import datachoice.choice.ledger.Decisions;
import datachoice.choice.ledger.Entitlement;
import datachoice.choice.question.ConfirmView;
import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.person.PersonContacts;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import java.util.List;
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
    private final ReceiptViews views;
    private final Entitlement entitlement;
    private final PersonLookup people;
    private final PersonContacts contacts;

    Receipts(
            ChoiceEvents events,
            Decisions decisions,
            ReceiptViews views,
            Entitlement entitlement,
            PersonLookup people,
            PersonContacts contacts) {
        this.events = events;
        this.decisions = decisions;
        this.views = views;
        this.entitlement = entitlement;
        this.people = people;
        this.contacts = contacts;
    }

    /**
     * Everything that was saved under this reference.
     *
     * @throws NotFound if nobody was given it, or not this user nor someone they may choose for
     */
    ReceiptPage find(String reference, SignedInUser user) {
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
            return page(person, true, saved, user);
        }
        var person = entitlement.subjectOf(user, subject);
        return page(person, person.id().equals(user.person()), saved, user);
    }

    private ReceiptPage page(PersonView person, boolean self, List<ChoiceEvent> saved, SignedInUser user) {
        var chooser = saved.get(0).proxy();
        var confirmation = contacts.confirmation(person.id(), chooser.orElse(null));
        var confirm = self
                ? ConfirmView.toSubject(confirmation)
                : ConfirmView.toProxy(
                        confirmation, chooser.isPresent() && chooser.get().equals(user.person()));
        return new ReceiptPage(
                views.of(person, self, decisions.of(person, saved)).get(0), confirm);
    }
}
