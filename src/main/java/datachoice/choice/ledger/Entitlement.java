package datachoice.choice.ledger;

import datachoice.core.Actor;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import datachoice.person.Relations;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may choose for whom, asked again in the transaction that saves: a right may have ended since the page was shown. */
@Component
public class Entitlement {
    private final PersonLookup people;
    private final Relations relations;
    private final Clock clock;

    Entitlement(PersonLookup people, Relations relations, Clock clock) {
        this.people = people;
        this.relations = relations;
        this.clock = clock;
    }

    /**
     * In which part this actor speaks about that person.
     *
     * @throws NotEntitled for anyone without the right today, for a child under 13 in their own name, and about
     *     somebody who has died (R5, R14)
     */
    public Speaker speakerFor(Actor actor, PersonView subject) {
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

    /**
     * Whose words practice staff key.
     *
     * @param relation the right by which somebody else speaks; null if the person does
     * @throws NotEntitled as {@link #speakerFor}, and for staff of another practice
     */
    public Speaker speakerAtPractice(@Nullable UUID relation, PersonView subject) {
        if (subject.deceased()) {
            throw new NotEntitled();
        }
        if (relation == null) {
            return self(subject);
        }
        return relations.choosersFor(subject).stream()
                .filter(right -> right.id().equals(relation))
                .findFirst()
                .<Speaker>map(right -> new Speaker.Proxy(right.proxy(), right.id(), right.role()))
                .orElseThrow(NotEntitled::new);
    }

    /**
     * The person, for someone who may choose for them, and so may see what is on record.
     *
     * @throws NotEntitled as {@link #speakerFor}, and for a person whom nobody knows
     */
    public PersonView subjectOf(SignedInUser user, PersonId subject) {
        var person = people.find(subject).orElseThrow(NotEntitled::new);
        speakerFor(user.actor(), person);
        return person;
    }

    private Speaker self(PersonView subject) {
        if (!subject.decidesAlone(UkTime.today(clock))) {
            throw new NotEntitled();
        }
        return new Speaker.Self(subject.id());
    }
}
