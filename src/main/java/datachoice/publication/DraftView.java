package datachoice.publication;

import datachoice.core.UkTime;
import datachoice.publication.checks.Check;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A draft as one of those who publish sees it.
 *
 * @param returnedBecause why it was sent back, the last time; null if it never was
 * @param savedByMe it was me who saved it last
 * @param writtenByMe true if I may not approve it, because I changed it and two people are needed
 * @param approver name of who was asked to approve it; null for whoever may
 * @param askedAgain id of who was asked before it went back to its writers; null while it waits for approval
 * @param forOthers true if somebody else than me was asked
 * @param askedInVain whoever was asked may not approve it any more
 * @param approval id of its approval for a later time; null without
 * @param goesLiveAt null if it was not approved for a later time
 * @param approvedByMe it was me who approved it for a later time
 * @param held why it did not go live at its time; null if it was not held back
 * @param heldFor what it lacked at that time, also if it has it by now; empty if something else held it back
 * @param nobody true if there is nobody who may approve it
 * @param checks what it must have, and whether it has
 * @param elsewhere its links to other sites, which whoever approves it opens
 */
record DraftView(
        int revision,
        Content content,
        DraftState state,
        Instant editedAt,
        @Nullable String returnedBecause,
        boolean savedByMe,
        boolean writtenByMe,
        @Nullable String approver,
        @Nullable UUID askedAgain,
        boolean forOthers,
        boolean askedInVain,
        @Nullable UUID approval,
        @Nullable Instant goesLiveAt,
        boolean approvedByMe,
        @Nullable Held held,
        List<MissedCheck> heldFor,
        boolean nobody,
        List<Check> checks,
        List<String> elsewhere) {

    public boolean isReady() {
        return checks.stream().allMatch(Check::passed);
    }

    /** Sentences about the reader's own care, which a reason excuses or nothing does yet; cut where they are long. */
    public List<String> claims() {
        return checks.stream()
                .filter(check -> check.field().equals("careReason"))
                .flatMap(check -> check.found().stream())
                .toList();
    }

    /** Changes whenever it is handed over, sent back, approved for a time, or that is stopped. */
    String decided() {
        return Draft.decided(state, approval);
    }

    /** What it still needs. */
    public List<Check> missing() {
        return checks.stream().filter(check -> !check.passed()).toList();
    }

    /** What it has of what it needs. */
    public List<Check> met() {
        return checks.stream().filter(Check::passed).toList();
    }

    /** Such as "12 March 2026"; empty if no day was named. */
    public String review() {
        return content.reviewOn() == null ? "" : UkTime.date(content.reviewOn());
    }

    /** It has not been handed over, or was sent back. */
    public boolean isWithWriters() {
        return state == DraftState.DRAFT || state == DraftState.SENT_BACK;
    }

    /** I may decide about it, if I may decide about anything. */
    public boolean isMine() {
        return state == DraftState.SUBMITTED && !writtenByMe && !forOthers;
    }

    /** Such as "10:42 on 12 March 2026". */
    public String edited() {
        return UkTime.moment(editedAt);
    }

    /** Such as "9:00 on 12 March 2026"; empty if it was not approved for a later time. */
    public String goesLive() {
        return goesLiveAt == null ? "" : UkTime.moment(goesLiveAt);
    }
}
