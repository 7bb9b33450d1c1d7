package datachoice.choice.ledger;

import datachoice.person.PeopleRenamed;
import datachoice.person.RegistrationMoved;
import datachoice.person.RegistrationsEnded;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the practices' lists true: people who move leave the old one and are asked again, what they doubt goes along with
 * them, and a new name is shown.
 */
@Component
class RegistrationListener {
    private final PracticeListing listing;
    private final Doubts doubts;
    private final ApplicationEventPublisher events;

    RegistrationListener(PracticeListing listing, Doubts doubts, ApplicationEventPublisher events) {
        this.listing = listing;
        this.doubts = doubts;
        this.events = events;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void follow(RegistrationMoved moved) {
        doubts.follow(moved.people(), moved.to());
        moved.from().ifPresent(practice -> {
            if (moved.to().isPresent()) {
                var unentered = listing.toEnter(moved.people(), practice);
                if (!unentered.isEmpty()) {
                    events.publishEvent(new LeftUnentered(unentered, practice));
                }
            }
            listing.remove(moved.people(), practice);
        });
        moved.to().ifPresent(practice -> listing.refresh(moved.people(), practice));
    }

    /** Where they register next they are asked again; until then no list has them. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void end(RegistrationsEnded ended) {
        doubts.follow(ended.people(), Optional.empty());
        listing.remove(ended.people(), ended.from());
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void rename(PeopleRenamed renamed) {
        listing.refresh(renamed.people(), renamed.practice());
    }
}
