package datachoice.choice;

import datachoice.core.Actor;
import datachoice.core.UkTime;
import datachoice.person.PersonView;
import datachoice.person.Relations;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Who may choose for whom, asked again in the transaction that saves: a right may have ended since the page was shown. */
@Component
class Entitlement {
    private final Relations relations;
    private final Clock clock;

    Entitlement(Relations relations, Clock clock) {
        this.relations = relations;
        this.clock = clock;
    }

    /**
     * In which part this actor speaks about that person.
     *
     * @throws NotEntitled for anyone without the right today, for a child under 13 in their own name, and about
     *     somebody who has died (R5, R14)
     */
    Speaker speakerFor(Actor actor, PersonView subject) {
        if (subject.deceased()) {
            throw new NotEntitled();
        }
        if (actor instanceof Actor.LetterHolder holder && holder.person().equals(subject.id())) {
            return self(subject);
        }
        if (actor instanceof Actor.Patient patient) {
            return patient.person().equals(subject.id())
                    ? self(subject)
                    : relations
                            .between(patient.person(), subject.id())
                            .<Speaker>map(right -> new Speaker.Proxy(right.proxy(), right.id(), right.role()))
                            .orElseThrow(NotEntitled::new);
        }
        throw new NotEntitled();
    }

    private Speaker self(PersonView subject) {
        if (!subject.decidesAlone(UkTime.today(clock))) {
            throw new NotEntitled();
        }
        return new Speaker.Self(subject.id());
    }
}
