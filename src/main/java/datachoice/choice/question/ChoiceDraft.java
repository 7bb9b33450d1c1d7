package datachoice.choice.question;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.OptOutType;
import datachoice.choice.ledger.Payload;
import datachoice.choice.ledger.Submission;
import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** An answer that waits for "Save my choice". One per submission, so two tabs never share one; gone after 24 hours. */
@Entity
@Immutable
@Table(schema = "choice", name = "draft")
class ChoiceDraft implements Persistable<UUID> {
    static final Duration KEPT = Duration.ofHours(24);

    @Id
    private UUID id;

    private UUID subject;
    private UUID madeBy;
    private @Nullable String practice;

    @Enumerated(EnumType.STRING)
    private @Nullable ChoiceDecision gpRecord;

    @Enumerated(EnumType.STRING)
    private ChoiceDecision elsewhere;

    @Column(name = "seen_type_1")
    private int seenType1;

    private int seenNational;
    private String contentItem;
    private int contentVersion;
    private String language;
    private Instant expiresAt;

    @NullUnmarked // for Hibernate
    protected ChoiceDraft() {}

    ChoiceDraft(ChoiceAnswer answer, UUID madeBy, String contentItem, String language, Instant now) {
        this.id = Ids.next();
        this.subject = answer.subject().value();
        this.madeBy = madeBy;
        this.practice = answer.practice() == null ? null : answer.practice().value();
        this.gpRecord = answer.gpRecord();
        this.elsewhere = answer.elsewhere();
        this.seenType1 = answer.seenType1();
        this.seenNational = answer.seenNational();
        this.contentItem = contentItem;
        this.contentVersion = answer.shownVersion();
        this.language = language;
        this.expiresAt = now.plus(KEPT);
    }

    PersonId subject() {
        return new PersonId(subject);
    }

    Optional<OdsCode> practice() {
        return Optional.ofNullable(practice).map(OdsCode::new);
    }

    /** One decision for each ledger that was asked about. */
    Map<OptOutType, ChoiceDecision> decisions() {
        var decisions = new EnumMap<OptOutType, ChoiceDecision>(OptOutType.class);
        if (gpRecord != null) {
            decisions.put(OptOutType.TYPE_1, gpRecord);
        }
        decisions.put(OptOutType.NATIONAL_DATA_OPT_OUT, elsewhere);
        return decisions;
    }

    /** Number of the newest event of that ledger when the question was shown, 0 if none. */
    int seen(OptOutType type) {
        return type == OptOutType.TYPE_1 ? seenType1 : seenNational;
    }

    Submission.ShownVersion shown() {
        return new Submission.ShownVersion(contentItem, contentVersion, language);
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** True if it is this answer, given to the same question. */
    boolean holds(ChoiceAnswer answer) {
        return subject.equals(answer.subject().value())
                && practice().equals(Optional.ofNullable(answer.practice()))
                && gpRecord == answer.gpRecord()
                && elsewhere == answer.elsewhere()
                && seenType1 == answer.seenType1()
                && seenNational == answer.seenNational()
                && contentVersion == answer.shownVersion()
                && language.equals(answer.shownIn());
    }

    boolean belongsTo(UUID login) {
        return madeBy.equals(login);
    }

    boolean expiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Evidence of what was checked, for the ledger. */
    byte[] payloadHash() {
        return new Payload(subject(), practice().orElse(null), gpRecord, elsewhere, seenType1, seenNational, shown())
                .hash();
    }

    @Override
    public UUID getId() {
        return id;
    }

    /** Always: a draft is written once. */
    @Override
    public boolean isNew() {
        return true;
    }
}
