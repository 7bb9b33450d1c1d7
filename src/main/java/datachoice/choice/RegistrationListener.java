package datachoice.choice;

import datachoice.person.PersonLookup;
import datachoice.person.RegistrationMoved;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the practices' lists true when people move: off the old one, and at the new one to be asked again. */
@Component
class RegistrationListener {
    private final PersonLookup people;
    private final PracticeListing listing;

    RegistrationListener(PersonLookup people, PracticeListing listing) {
        this.people = people;
        this.listing = listing;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void follow(RegistrationMoved moved) {
        moved.from().ifPresent(practice -> listing.remove(moved.person(), practice));
        people.find(moved.person())
                .map(person -> person.at(moved.to())) // it may have been read before it moved, in this transaction
                .ifPresent(listing::refresh);
    }
}
