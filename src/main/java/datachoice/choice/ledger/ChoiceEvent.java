package datachoice.choice.ledger;

import datachoice.choice.ChoiceChannel;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.OptOutType;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.person.ProxyRole;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One recorded decision. Never changed or removed: a change of mind, a repeat or a correction is the next event. */
@Entity // not @Immutable: Hibernate then refuses to read back what the database generates
@Table(schema = "choice")
public class ChoiceEvent implements Persistable<ChoiceNumber> {
    enum Kind {
        RECORDED,
        CORRECTION
    }

    private enum SpeakerKind {
        PATIENT,
        PROXY
    }

    @EmbeddedId
    private ChoiceNumber number;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private @Nullable Integer corrects;

    @Enumerated(EnumType.STRING)
    private @Nullable ChoiceDecision decision;

    @Enumerated(EnumType.STRING)
    private SpeakerKind speaker;

    private @Nullable UUID speakerPerson;
    private @Nullable UUID relation;

    @Enumerated(EnumType.STRING)
    private @Nullable ProxyRole proxyRole;

    private @Nullable UUID enteredBy;
    private String enteredRole;

    @Enumerated(EnumType.STRING)
    private ChoiceChannel channel;

    @Enumerated(EnumType.STRING)
    private ProofingLevel proofingLevel;

    private @Nullable String contentItem; // null, as the version is, where nothing was shown
    private @Nullable Integer contentVersion;
    private String language;
    private @Nullable String practice;
    private LocalDate decidedOn;

    @Generated // the database's clock, so that two nodes cannot disagree
    @Column(insertable = false, updatable = false)
    private Instant recordedAt;

    private String receipt;
    private UUID idempotencyKey;
    private byte[] payloadHash;

    @NullUnmarked // for Hibernate
    protected ChoiceEvent() {}

    @NullUnmarked // recordedAt comes back from the database
    private ChoiceEvent(
            ChoiceNumber number,
            Kind kind,
            @Nullable Integer corrects,
            @Nullable ChoiceDecision decision,
            Submission said,
            @Nullable OdsCode practice) {
        this.number = number;
        this.kind = kind;
        this.corrects = corrects;
        this.decision = decision;
        this.speakerPerson = said.speaker().person().value();
        if (said.speaker() instanceof Speaker.Proxy proxy) {
            this.speaker = SpeakerKind.PROXY;
            this.relation = proxy.relation();
            this.proxyRole = proxy.role();
        } else {
            this.speaker = SpeakerKind.PATIENT;
        }
        this.enteredBy = said.enteredBy().by();
        this.enteredRole = said.enteredBy().role();
        this.channel = said.channel();
        this.proofingLevel = said.proofing();
        this.contentItem = said.shown().isNothing() ? null : said.shown().item();
        this.contentVersion = said.shown().isNothing() ? null : said.shown().n();
        this.language = said.shown().language();
        this.practice = practice == null ? null : practice.value();
        this.decidedOn = said.decidedOn();
        this.receipt = said.receipt();
        this.idempotencyKey = said.key();
        this.payloadHash = said.payloadHash();
    }

    /**
     * The event that follows the one seen.
     *
     * @param seen number of the newest event when the question was shown, 0 if none
     * @param practice where it binds, for {@link OptOutType#TYPE_1}; null for the other ledgers
     */
    static ChoiceEvent recorded(
            OptOutType type, int seen, ChoiceDecision decision, Submission said, @Nullable OdsCode practice) {
        return new ChoiceEvent(
                ChoiceNumber.after(said.subject(), type, seen), Kind.RECORDED, null, decision, said, practice);
    }

    /**
     * The event that says what stands in place of a wrong one: the answer that should have been keyed, or what was on
     * record before. Whose words those are, when they were said and what was shown is copied from where they stand.
     *
     * @param before what was on record before the wrong one; null if it was the first
     */
    static ChoiceEvent correcting(ChoiceEvent wrong, @Nullable ChoiceEvent before, Correction correction) {
        boolean asBefore = correction.answers().isEmpty();
        var source = asBefore && before != null ? before : wrong;
        var decision = asBefore
                ? before == null ? null : before.decision
                : correction.answers().get(wrong.type());
        return new ChoiceEvent(
                ChoiceNumber.after(wrong.subject(), wrong.type(), wrong.number.n()),
                Kind.CORRECTION,
                wrong.number.n(),
                decision,
                source.saidAgain(correction),
                source.practice().orElse(null));
    }

    private Submission saidAgain(Correction correction) {
        return new Submission(
                correction.key(),
                correction.payloadHash(),
                subject(),
                speaker == SpeakerKind.PROXY
                        ? new Speaker.Proxy(
                                new PersonId(Objects.requireNonNull(speakerPerson)),
                                Objects.requireNonNull(relation),
                                Objects.requireNonNull(proxyRole))
                        : new Speaker.Self(subject()),
                correction.enteredBy(),
                ChoiceChannel.PRACTICE_STAFF,
                proofingLevel,
                shown(),
                decidedOn,
                correction.receipt());
    }

    private Submission.ShownVersion shown() {
        return contentItem == null || contentVersion == null
                ? Submission.ShownVersion.nothing(language)
                : new Submission.ShownVersion(contentItem, contentVersion, language);
    }

    ChoiceNumber number() {
        return number;
    }

    /** The event of the same ledger that was wrong; null for everything but a correction. */
    @Nullable
    ChoiceNumber corrects() {
        return corrects == null ? null : new ChoiceNumber(number.subject(), number.type(), corrects);
    }

    public PersonId subject() {
        return new PersonId(number.subject());
    }

    public OptOutType type() {
        return number.type();
    }

    /** Null only in a correction that says that nothing was chosen. */
    public @Nullable ChoiceDecision decision() {
        return decision;
    }

    public Optional<OdsCode> practice() {
        return Optional.ofNullable(practice).map(OdsCode::new);
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    LocalDate decidedOn() {
        return decidedOn;
    }

    public String receipt() {
        return receipt;
    }

    /** Who chose for the subject; empty if they chose for themselves. */
    public Optional<PersonId> proxy() {
        return speaker == SpeakerKind.PROXY && speakerPerson != null
                ? Optional.of(new PersonId(speakerPerson))
                : Optional.empty();
    }

    /** The account or letter; null for what came in by import. */
    public @Nullable UUID enteredBy() {
        return enteredBy;
    }

    public ChoiceView view() {
        return new ChoiceView(
                subject(),
                type(),
                number.n(),
                ChoiceState.of(decision),
                speaker == SpeakerKind.PROXY ? Optional.ofNullable(proxyRole) : Optional.empty(),
                channel,
                shown(),
                practice(),
                decidedOn,
                recordedAt,
                receipt);
    }

    @Override
    public ChoiceNumber getId() {
        return number;
    }

    /** Always: an event that is in the ledger is never saved again. */
    @Override
    public boolean isNew() {
        return true;
    }
}
