package datachoice.person;

import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** The right of one person to choose for another, from one day until another, and how it was checked. */
@Entity
@DynamicUpdate // the application may change when and why it ends, and nothing else
@Table(schema = "person")
class Relation implements Persistable<UUID> {
    @Id
    private UUID id;

    private UUID proxy;
    private UUID subject;

    @Enumerated(EnumType.STRING)
    private ProxyRole proxyRole;

    private LocalDate validFrom;
    private @Nullable LocalDate validTo;
    private Instant checkedAt;
    private String checkedHow;
    private @Nullable UUID recordedBy;
    private @Nullable String recordedPractice;
    private @Nullable Instant endedAt;
    private @Nullable UUID endedBy;

    @Enumerated(EnumType.STRING)
    private @Nullable RightEnd endedWhy;

    @Transient
    private boolean stored;

    @NullUnmarked // for Hibernate
    protected Relation() {}

    Relation(PersonId proxy, PersonId subject, ProxyRole role, LocalDate from, Instant checkedAt, String checkedHow) {
        this.id = Ids.next();
        this.proxy = proxy.value();
        this.subject = subject.value();
        this.proxyRole = role;
        this.validFrom = from;
        this.checkedAt = checkedAt;
        this.checkedHow = checkedHow;
    }

    /** As staff of that practice have checked it. */
    Relation(CheckedRight right, PersonId subject, Instant at, UUID by, OdsCode practice) {
        this(
                right.proxy(),
                subject,
                right.proof().role(),
                right.from(),
                at,
                right.proof().name());
        this.id = right.id();
        this.validTo = right.lastDay() == null ? null : right.lastDay().plusDays(1);
        this.recordedBy = by;
        this.recordedPractice = practice.value();
    }

    /** Ends it: that day is the first without the right. */
    void endOn(LocalDate day) {
        validTo = day;
    }

    void end(RightEnd why, LocalDate day, Instant at, UUID by) {
        endOn(day);
        endedWhy = why;
        endedAt = at;
        endedBy = by;
    }

    /** The first day without the right; empty while none is known. A guardian's ends on the 13th birthday. */
    Optional<LocalDate> until(PersonView of) {
        return Stream.concat(Stream.ofNullable(validTo), proxyRole.until(of).stream())
                .min(Comparator.naturalOrder());
    }

    /** Whether it gives the right to choose on that day. */
    boolean holdsOn(LocalDate day, PersonView of) {
        return !validFrom.isAfter(day)
                && until(of).filter(end -> !end.isAfter(day)).isEmpty();
    }

    /** Whether somebody could have both rights on one day. */
    boolean meets(CheckedRight other, PersonView of) {
        boolean over = until(of).filter(end -> !end.isAfter(other.from())).isPresent();
        boolean later = other.lastDay() != null && validFrom.isAfter(other.lastDay());
        return !over && !later && !validFrom.equals(validTo);
    }

    /** A guardian's right that ended by itself before it was to, so that the database would let no other follow it. */
    boolean ranOut(LocalDate day, PersonView of) {
        return until(of)
                .filter(end -> !end.isAfter(day) && !end.equals(validTo))
                .isPresent();
    }

    RelationView view() {
        return new RelationView(id, new PersonId(proxy), new PersonId(subject), proxyRole, validFrom);
    }

    RightView right(PersonView of, LocalDate today) {
        return new RightView(
                id,
                new PersonId(proxy),
                proxyRole,
                checkedHow,
                validFrom,
                until(of).orElse(null),
                holdsOn(today, of),
                checkedAt,
                recordedBy,
                Optional.ofNullable(recordedPractice).map(OdsCode::new),
                Optional.ofNullable(endedWhy));
    }

    boolean recordedAt(OdsCode practice) {
        return practice.value().equals(recordedPractice);
    }

    PersonId proxy() {
        return new PersonId(proxy);
    }

    PersonId subject() {
        return new PersonId(subject);
    }

    @Override
    public UUID getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void isStored() {
        stored = true;
    }
}
