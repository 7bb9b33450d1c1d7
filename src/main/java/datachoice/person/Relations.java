package datachoice.person;

import datachoice.audit.Audited;
import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.PersonNames;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.practice.Workplace;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
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
    private final FormerPractices former;
    private final PersonContacts contacts;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Relations(
            RelationRows rows,
            PersonLookup people,
            FormerPractices former,
            PersonContacts contacts,
            Clock clock,
            ApplicationEventPublisher events) {
        this.rows = rows;
        this.people = people;
        this.former = former;
        this.contacts = contacts;
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

    /**
     * All rights to choose for them, now and earlier: those that began last first. Empty for most. Where they are registered
     * nowhere, and were elsewhere last, only those that the practice recorded.
     *
     * @throws NotFound for somebody of another practice, and for somebody of none whose rights that one has no say in
     */
    @PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD') and principal.practice() == #practice")
    public List<RightView> rightsOver(PersonView subject, OdsCode practice) {
        var theirs = mayEnd(subject, practice);
        var today = UkTime.today(clock);
        return rows.findBySubject(subject.id().value()).stream()
                .filter(theirs)
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
     * the database sees to that where two are recorded at once. Nobody is given a right over somebody whose warning of it
     * would come to the practice that records it, and to nobody else.
     *
     * @throws RightRefused for one that no rule allows, or not any more
     */
    @Transactional
    @PreAuthorize(OF_THE_PRACTICE)
    public void record(CheckedRight asked, PersonView subject, SignedInUser by) {
        var today = UkTime.today(clock);
        var right = asked.within(subject);
        var chooser = people.find(right.proxy()).orElseThrow(() -> new RightRefused(false));
        if (right.fault(subject, chooser, today).isPresent() || !contacts.reachedOutsidePractice(subject)) {
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
        rows.save(new Relation(right, subject.id(), clock.instant(), by.login(), practice));
        events.publishEvent(new RightRecorded(
                right.proxy(),
                subject.id(),
                right.proof(),
                right.from(),
                right.lastDay(),
                practice,
                PersonNames.knowsFamilyName(by.displayName(), chooser.familyName())));
    }

    /**
     * Ends a right, from today.
     *
     * @return false if it had ended before; then nothing happens
     * @throws NotFound if there is none with that id over this person, and as {@link #rightsOver}
     */
    @Transactional
    @PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD') and principal.practice() == #by.practice()")
    public boolean end(UUID right, PersonView subject, RightEnd why, SignedInUser by) {
        var practice = Workplace.of(by);
        var relation = rows.findByIdAndSubject(right, subject.id().value())
                .filter(mayEnd(subject, practice))
                .orElseThrow(NotFound::new);
        if (!holds(relation, subject)) {
            return false;
        }
        relation.end(why, UkTime.today(clock), clock.instant(), by.login());
        rows.save(relation);
        events.publishEvent(
                new RightEnded(relation.proxy(), subject.id(), why, practice, relation.recordedAt(practice)));
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

    /** Which of the rights over them that practice may see and end. */
    private Predicate<Relation> mayEnd(PersonView subject, OdsCode practice) {
        boolean here = subject.practice().equals(Optional.of(practice));
        if (!here && !former.endRightsOver(subject, practice)) {
            throw new NotFound();
        }
        boolean all = here || former.wasLast(subject, practice);
        return relation -> all || relation.recordedAt(practice);
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
