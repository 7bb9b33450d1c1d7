package datachoice.person;

import datachoice.audit.Audited;
import datachoice.core.PersonId;
import datachoice.core.UkTime;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers who may choose for whom today, and records a right that was checked. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('JOB')")
public class Relations {
    private final RelationRows rows;
    private final PersonLookup people;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Relations(RelationRows rows, PersonLookup people, Clock clock, ApplicationEventPublisher events) {
        this.rows = rows;
        this.people = people;
        this.clock = clock;
        this.events = events;
    }

    /** People whom this person may choose for today, the oldest first. Empty for most. */
    @PreAuthorize("hasRole('PATIENT') and principal.person() == #proxy")
    public List<PersonView> chosenForBy(PersonId proxy) {
        var relations = rows.findByProxy(proxy.value());
        var subjects = people.find(relations.stream().map(Relation::subject).toList());
        return relations.stream()
                .filter(relation -> holds(relation, subjects.get(relation.subject())))
                .map(relation -> subjects.get(relation.subject()))
                .filter(subject -> !subject.deceased())
                .sorted(Comparator.comparing(PersonView::dateOfBirth).thenComparing(PersonView::fullName))
                .toList();
    }

    /** The right that the proxy has today. Empty without one; ask in the transaction that uses it. */
    @PreAuthorize("hasRole('PATIENT') and principal.person() == #proxy")
    public Optional<RelationView> between(PersonId proxy, PersonId subject) {
        return people.find(subject).flatMap(of -> rows.findByProxyAndSubject(proxy.value(), subject.value()).stream()
                .filter(relation -> holds(relation, of))
                .map(Relation::view)
                .findFirst());
    }

    /** Those who may choose today for somebody of the practice whose staff ask, by which right. Empty for most. */
    @PreAuthorize(
            "hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD') and principal.practice() == #subject.practice().orElse(null)")
    public List<RelationView> choosersFor(PersonView subject) {
        return rows.findBySubject(subject.id().value()).stream()
                .filter(relation -> holds(relation, subject))
                .map(Relation::view)
                .toList();
    }

    /**
     * Records a right that somebody checked.
     *
     * @param checkedHow what was seen, such as "birth certificate"
     */
    @Transactional
    public UUID add(PersonId proxy, PersonId subject, ProxyRole role, String checkedHow) {
        var relation = rows.save(new Relation(proxy, subject, role, UkTime.today(clock), clock.instant(), checkedHow));
        events.publishEvent(new RelationAdded(proxy, subject, role));
        return relation.getId();
    }

    /** Ends the right of one person to choose for another, from today. Nothing happens where there is none. */
    @Transactional
    public void end(PersonId proxy, PersonId subject) {
        for (var relation : rows.findByProxyAndSubject(proxy.value(), subject.value())) {
            relation.endOn(UkTime.today(clock));
            rows.save(relation);
            events.publishEvent(new RelationEnded(proxy, subject));
        }
    }

    private boolean holds(Relation relation, PersonView of) {
        return relation.holdsOn(UkTime.today(clock), of);
    }

    private record RelationAdded(PersonId proxy, PersonId subject, ProxyRole role) implements Audited {
        @Override
        public String action() {
            return "RELATION_ADDED";
        }

        @Override
        public Collection<PersonId> subjects() {
            return List.of(proxy, subject);
        }

        @Override
        public String detail() {
            return role.name();
        }
    }

    private record RelationEnded(PersonId proxy, PersonId subject) implements Audited {
        @Override
        public String action() {
            return "RELATION_ENDED";
        }

        @Override
        public Collection<PersonId> subjects() {
            return List.of(proxy, subject);
        }
    }
}
