package datachoice.person;

import datachoice.audit.Audited;
import datachoice.core.NotFound;
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

/** Answers who may choose for whom today, and records a right that was checked, and its end. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasRole('JOB')")
public class Relations {
    private static final String OF_THE_PRACTICE =
            "hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD') and principal.practice() == #subject.practice().orElse(null)";

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

    /**
     * Those who may choose today for somebody of the practice whose staff ask, by which right. Empty for most. Nobody is
     * chosen for in the name of somebody who has died.
     */
    @PreAuthorize(OF_THE_PRACTICE)
    public List<RelationView> choosersFor(PersonView subject) {
        var rights = rows.findBySubject(subject.id().value()).stream()
                .filter(relation -> holds(relation, subject))
                .toList();
        if (rights.isEmpty()) {
            return List.of();
        }
        var choosers = people.find(rights.stream().map(Relation::proxy).toList());
        return rights.stream()
                .filter(right -> !choosers.get(right.proxy()).deceased())
                .map(Relation::view)
                .toList();
    }

    /** All rights to choose for them, now and earlier: those that began last first. Empty for most. */
    @PreAuthorize(OF_THE_PRACTICE)
    public List<RightView> rightsOver(PersonView subject) {
        var today = UkTime.today(clock);
        return rows.findBySubject(subject.id().value()).stream()
                .map(relation -> relation.right(subject, today))
                .sorted(Comparator.comparing(RightView::from)
                        .thenComparing(RightView::recordedAt)
                        .reversed())
                .toList();
    }

    /** The right that they have already for some of that time. Empty if this one can be recorded. */
    @PreAuthorize(OF_THE_PRACTICE)
    public Optional<RightView> inTheWayOf(CheckedRight right, PersonView subject) {
        var today = UkTime.today(clock);
        return rows.findByProxyAndSubject(right.proxy().value(), subject.id().value()).stream()
                .filter(relation -> relation.meets(right, subject))
                .map(relation -> relation.right(subject, today))
                .findFirst();
    }

    /** Whether this very right is on record, whatever became of it. */
    @PreAuthorize(OF_THE_PRACTICE)
    public boolean knows(UUID id, PersonView subject) {
        return rows.findById(id)
                .filter(relation -> relation.subject().equals(subject.id()))
                .isPresent();
    }

    /**
     * Records a right whose proof staff of the subject's practice have seen. Of one person and another there is one at a time:
     * the database sees to that where two are recorded at once.
     *
     * @throws RightRefused for one that no rule allows, or not any more
     */
    @Transactional
    @PreAuthorize(OF_THE_PRACTICE)
    public void record(CheckedRight right, PersonView subject, UUID by) {
        var today = UkTime.today(clock);
        var chooser = people.find(right.proxy()).orElseThrow(() -> new RightRefused(false));
        if (right.fault(subject, chooser, today).isPresent()) {
            throw new RightRefused(false);
        }
        for (var earlier :
                rows.findByProxyAndSubject(right.proxy().value(), subject.id().value())) {
            if (earlier.meets(right, subject)) {
                throw new RightRefused(true);
            }
            if (earlier.ranOut(today, subject)) {
                rows.endOn(earlier.getId(), earlier.until(subject).orElseThrow());
            }
        }
        var practice = subject.practice().orElseThrow();
        rows.save(new Relation(right, subject.id(), clock.instant(), by, practice));
        events.publishEvent(
                new RightRecorded(right.proxy(), subject.id(), right.proof(), right.from(), right.lastDay(), practice));
    }

    /**
     * Ends a right, from today.
     *
     * @return false if it had ended before; then nothing happens
     * @throws NotFound if there is none with that id over this person
     */
    @Transactional
    @PreAuthorize(OF_THE_PRACTICE)
    public boolean end(UUID right, PersonView subject, RightEnd why, UUID by) {
        var relation = rows.findByIdAndSubject(right, subject.id().value()).orElseThrow(NotFound::new);
        if (!holds(relation, subject)) {
            return false;
        }
        relation.end(why, UkTime.today(clock), clock.instant(), by);
        rows.save(relation);
        events.publishEvent(new RightEnded(
                relation.proxy(), subject.id(), why, subject.practice().orElseThrow()));
        return true;
    }

    /**
     * Records a right of the demo's own people.
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
        var of = people.find(subject).orElseThrow();
        for (var relation : rows.findByProxyAndSubject(proxy.value(), subject.value())) {
            if (holds(relation, of)) {
                relation.endOn(UkTime.today(clock));
                rows.save(relation);
                events.publishEvent(new RelationEnded(proxy, subject));
            }
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
