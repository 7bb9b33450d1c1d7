package datachoice.publication;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** The next version of an item while people work on it. Whoever changed it may not be the one who lets it go live. */
@Entity
@Table(schema = "publication")
class Draft implements Persistable<String> {
    @Id
    private String item;

    private int revision;

    @Embedded
    private Content content;

    private UUID[] editors;

    @Column(name = "edited_at")
    private Instant editedAt;

    @Column(name = "submitted_at")
    private @Nullable Instant submittedAt;

    @Column(name = "submitted_by")
    private @Nullable UUID submittedBy;

    @Column(name = "returned_because")
    private @Nullable String returnedBecause;

    private @Nullable UUID approver;

    private @Nullable UUID approval;

    @Column(name = "approved_by")
    private @Nullable UUID approvedBy;

    @Column(name = "approved_at")
    private @Nullable Instant approvedAt;

    @Column(name = "goes_live_at")
    private @Nullable Instant goesLiveAt;

    @Column(name = "links_opened")
    private boolean linksOpened;

    private @Nullable String held;

    @Column(name = "held_for")
    private String @Nullable [] heldFor;

    @Transient
    private boolean stored;

    @NullUnmarked // for Hibernate
    protected Draft() {}

    /** @param after the last revision that a draft of this item had, so that no number ever means other words; 0 for the first */
    Draft(String item, int after, Content content, UUID by, Instant at) {
        this.item = item;
        this.revision = after + 1;
        this.content = content;
        this.editors = new UUID[] {by};
        this.editedAt = at;
    }

    /**
     * Replaces what it says. If it waited for approval, or for its time to go live, it does so no more. Why it was sent back stays
     * until it is changed after being handed over again: several things may have to change before.
     *
     * @throws DraftMovedOn if somebody saved it since that revision was shown
     */
    void edit(int seen, Content said, UUID by, Instant at) {
        refuseOlder(seen);
        revision++;
        content = said;
        editors = Stream.concat(Arrays.stream(editors).filter(one -> !one.equals(by)), Stream.of(by))
                .toArray(UUID[]::new); // whoever saved it last comes last
        editedAt = at;
        if (isSubmitted()) {
            returnedBecause = null; // that was answered
        }
        submittedAt = null;
        submittedBy = null;
        forgetHolding();
        forgetApproval();
    }

    /**
     * Hands it over.
     *
     * @param to who is asked to approve it; null for whoever may
     * @throws DraftMovedOn if somebody saved it since that revision was shown
     * @throws DraftApproved if it waits for its time already
     */
    void submit(int seen, UUID by, @Nullable UUID to, Instant at) {
        refuseOlder(seen);
        refuseApproved();
        submittedAt = at;
        submittedBy = by;
        approver = to;
        forgetHolding();
    }

    /**
     * Gives it back to those who write it.
     *
     * @throws DraftMovedOn if somebody saved it since that revision was shown
     * @throws DraftNotSubmitted if it does not wait for approval
     * @throws DraftApproved if it waits for its time
     */
    void sendBack(int seen, String because) {
        refuseOlder(seen);
        refuseUnsubmitted();
        refuseApproved();
        submittedAt = null;
        submittedBy = null;
        forgetHolding();
        returnedBecause = because;
    }

    /**
     * The version that this draft becomes at once.
     *
     * @param seen the revision that the approver read
     * @param newest number of the newest version; 0 for none
     * @throws DraftMovedOn if it says something else than what the approver read
     * @throws DraftNotSubmitted if those who write it are not done
     * @throws DraftApproved if it waits for its time already
     * @throws ApproverWrote if the approver changed it and two people are needed
     * @throws ApproverNotAsked if another approver was asked by name
     */
    ContentVersion approve(int seen, UUID by, int newest, boolean twoPeople) {
        refuseApprover(seen, by, twoPeople);
        return version(newest, by);
    }

    /**
     * Has it wait for its time; whatever is saved before then ends that.
     *
     * @param id of this approval: whoever comes at that time asks for it
     * @throws RuntimeException as {@link #approve} does
     */
    void approveFor(Instant time, int seen, UUID by, Instant at, UUID id, boolean twoPeople) {
        refuseApprover(seen, by, twoPeople);
        approval = id;
        approvedBy = by;
        approvedAt = at;
        goesLiveAt = time;
        forgetHolding();
    }

    /**
     * Its time has come, and it may not go live: it waits for approval again.
     *
     * @param missing what it lacked; empty unless that is why
     */
    void hold(Held why, List<MissedCheck> missing) {
        forgetApproval();
        held = why.name();
        heldFor = missing.isEmpty()
                ? null
                : missing.stream().map(MissedCheck::stored).toArray(String[]::new);
    }

    private void forgetHolding() {
        held = null;
        heldFor = null;
    }

    private void refuseApprover(int seen, UUID by, boolean twoPeople) {
        refuseOlder(seen);
        refuseUnsubmitted();
        refuseApproved();
        if (twoPeople && wasWrittenBy(by)) {
            throw new ApproverWrote();
        }
        if (approver != null && !approver.equals(by)) {
            throw new ApproverNotAsked();
        }
    }

    /**
     * It is to wait for approval again.
     *
     * @throws DraftMovedOn if that approval is not the one it has
     */
    void cancel(UUID id) {
        if (!id.equals(approval)) {
            throw new DraftMovedOn();
        }
        forgetApproval();
    }

    /**
     * The version that an approved draft becomes.
     *
     * @param newest number of the newest version; 0 for none
     */
    ContentVersion goLive(int newest) {
        return version(newest, Objects.requireNonNull(approvedBy));
    }

    private ContentVersion version(int newest, UUID by) {
        return new ContentVersion(item, newest + 1, content.settled(), editors, by, wasWrittenBy(by), linksOpened);
    }

    private void forgetApproval() {
        approval = null;
        approvedBy = null;
        approvedAt = null;
        goesLiveAt = null;
        linksOpened = false;
    }

    /** Whoever approves it says that they opened its links to other sites. */
    void openedLinks() {
        linksOpened = true;
    }

    /** @throws DraftMovedOn if somebody saved it since that revision was shown */
    void refuseOlder(int seen) {
        if (seen != revision) {
            throw new DraftMovedOn();
        }
    }

    /**
     * A page that does not say what it showed may end nothing.
     *
     * @throws DraftMovedOn if something else was decided since that page was shown
     */
    void refuseUnseen(String shown) {
        if (!shown.equals(decided()) && !(shown.isEmpty() && state() == DraftState.DRAFT)) {
            throw new DraftMovedOn();
        }
    }

    private void refuseUnsubmitted() {
        if (!isSubmitted()) {
            throw new DraftNotSubmitted();
        }
    }

    private void refuseApproved() {
        if (isApproved()) {
            throw new DraftApproved();
        }
    }

    boolean wasWrittenBy(UUID account) {
        return Arrays.asList(editors).contains(account);
    }

    boolean wasSavedLastBy(UUID account) {
        return editors[editors.length - 1].equals(account);
    }

    /** Accounts of whoever saved it last and of whoever approved it for a later time, if somebody has. */
    Set<UUID> concerned() {
        return Stream.of(editors[editors.length - 1], approvedBy)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isSubmitted() {
        return submittedAt != null;
    }

    boolean isApproved() {
        return approval != null;
    }

    DraftState state() {
        if (isApproved()) {
            return DraftState.SCHEDULED;
        }
        if (isSubmitted()) {
            return DraftState.SUBMITTED;
        }
        return returnedBecause == null ? DraftState.DRAFT : DraftState.SENT_BACK;
    }

    /** What was decided about its words, in a short form that a page can carry. */
    String decided() {
        return decided(state(), approval);
    }

    static String decided(DraftState state, @Nullable UUID approval) {
        return approval == null ? state.name() : state.name() + "-" + approval;
    }

    /** Who was asked to approve it; null for whoever may. */
    @Nullable
    UUID approver() {
        return approver;
    }

    /** Null before it is approved for a later time. */
    @Nullable
    UUID approval() {
        return approval;
    }

    /** Null before it is approved for a later time. */
    @Nullable
    UUID approvedBy() {
        return approvedBy;
    }

    /** Why it did not go live at its time; null if it was not held back, or was changed since. */
    @Nullable
    Held held() {
        return held == null ? null : Held.valueOf(held);
    }

    /** What it lacked at its time, also if it has it now; empty if it was not held back for that. */
    List<MissedCheck> heldFor() {
        return held() != Held.CHECKS || heldFor == null
                ? List.of()
                : Arrays.stream(heldFor).map(MissedCheck::read).toList();
    }

    /** Null before it is approved for a later time. */
    @Nullable
    Instant goesLiveAt() {
        return goesLiveAt;
    }

    int revision() {
        return revision;
    }

    Content content() {
        return content;
    }

    Instant editedAt() {
        return editedAt;
    }

    @Nullable
    String returnedBecause() {
        return returnedBecause;
    }

    @Override
    public String getId() {
        return item;
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

    /** Somebody saved the draft after it was shown to whoever acts on it now. */
    static class DraftMovedOn extends DraftRefused {
        private static final long serialVersionUID = 1;

        DraftMovedOn() {
            super("moved");
        }
    }

    /** Only a draft that was handed over by its writers can be approved or sent back. */
    static class DraftNotSubmitted extends DraftRefused {
        private static final long serialVersionUID = 1;

        DraftNotSubmitted() {
            super("notSubmitted");
        }
    }

    /** It waits for its time to go live: that must be cancelled before anything else is decided. */
    static class DraftApproved extends DraftRefused {
        private static final long serialVersionUID = 1;

        DraftApproved() {
            super("approved");
        }
    }

    /** Those who wrote it asked somebody else. */
    static class ApproverNotAsked extends DraftRefused {
        private static final long serialVersionUID = 1;

        ApproverNotAsked() {
            super("notAsked");
        }
    }

    /** Nobody approves what they wrote. */
    static class ApproverWrote extends DraftRefused {
        private static final long serialVersionUID = 1;

        ApproverWrote() {
            super("wrote");
        }
    }
}
