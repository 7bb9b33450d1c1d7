package datachoice.person;

import datachoice.core.Ids;
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
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** The right of one person to choose for another, from one day until another, and how it was checked. */
@Entity
@DynamicUpdate // the application may change valid_to and nothing else
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

    /** Ends it: that day is the first without the right. */
    void endOn(LocalDate day) {
        validTo = day;
    }

    /**
     * Whether it gives the right to choose on that day. A guardian's right ends on the 13th birthday, whatever else
     * is written down.
     */
    boolean holdsOn(LocalDate day, PersonView of) {
        boolean lasts = !validFrom.isAfter(day) && (validTo == null || validTo.isAfter(day));
        return lasts && !(proxyRole == ProxyRole.GUARDIAN && of.decidesAlone(day));
    }

    RelationView view() {
        return new RelationView(id, new PersonId(proxy), new PersonId(subject), proxyRole, validFrom);
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
