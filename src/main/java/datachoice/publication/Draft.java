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
import java.util.UUID;
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

    @Transient
    private boolean stored;

    @NullUnmarked // for Hibernate
    protected Draft() {}

    /** Revision 1. */
    Draft(String item, Content content, UUID by, Instant at) {
        this.item = item;
        this.revision = 1;
        this.content = content;
        this.editors = new UUID[] {by};
        this.editedAt = at;
    }

    /**
     * Replaces what it says. If it waited for approval, it does so no more.
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
        submittedAt = null;
        submittedBy = null;
        returnedBecause = null;
    }

    /** @throws DraftMovedOn if somebody saved it since that revision was shown */
    void submit(int seen, UUID by, Instant at) {
        refuseOlder(seen);
        submittedAt = at;
        submittedBy = by;
        returnedBecause = null;
    }

    /**
     * Gives it back to those who write it.
     *
     * @throws DraftMovedOn if somebody saved it since that revision was shown
     * @throws DraftNotSubmitted if it does not wait for approval
     */
    void sendBack(int seen, String because) {
        refuseOlder(seen);
        refuseUnsubmitted();
        submittedAt = null;
        submittedBy = null;
        returnedBecause = because;
    }

    /**
     * The version that this draft becomes.
     *
     * @param seen the revision that the approver read
     * @param newest number of the version that is live now; 0 for none
     * @throws DraftMovedOn if it says something else than what the approver read
     * @throws DraftNotSubmitted if those who write it are not done
     * @throws ApproverWrote if the approver changed it and two people are needed
     */
    ContentVersion approve(int seen, UUID by, int newest, boolean twoPeople) {
        refuseOlder(seen);
        refuseUnsubmitted();
        if (twoPeople && wasWrittenBy(by)) {
            throw new ApproverWrote();
        }
        return new ContentVersion(item, newest + 1, content.settled(), editors, by, wasWrittenBy(by));
    }

    /** @throws DraftMovedOn if somebody saved it since that revision was shown */
    void refuseOlder(int seen) {
        if (seen != revision) {
            throw new DraftMovedOn();
        }
    }

    private void refuseUnsubmitted() {
        if (!isSubmitted()) {
            throw new DraftNotSubmitted();
        }
    }

    boolean wasWrittenBy(UUID account) {
        return Arrays.asList(editors).contains(account);
    }

    boolean wasSavedLastBy(UUID account) {
        return editors[editors.length - 1].equals(account);
    }

    boolean isSubmitted() {
        return submittedAt != null;
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
    static class DraftMovedOn extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Only a draft that was handed over by its writers can be approved or sent back. */
    static class DraftNotSubmitted extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Nobody approves what they wrote. */
    static class ApproverWrote extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
