package datachoice.publication;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import datachoice.core.Ids;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.publication.Draft.ApproverNotAsked;
import datachoice.publication.Draft.ApproverWrote;
import datachoice.publication.Draft.DraftApproved;
import datachoice.publication.Draft.DraftMovedOn;
import datachoice.publication.Draft.DraftNotSubmitted;
import datachoice.publication.PublishingManagement.DraftIncomplete;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What approvers decide: that a draft goes live, now or at a time, that it goes back, that what is live is taken back. */
@Service
@Transactional
@PreAuthorize("hasRole('CONTENT_APPROVER')")
class Approvals {
    private final Drafts drafts;
    private final ContentVersions versions;
    private final Readiness readiness;
    private final PublishingManagement desk;
    private final PublishingSettings settings;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Approvals(
            Drafts drafts,
            ContentVersions versions,
            Readiness readiness,
            PublishingManagement desk,
            PublishingSettings settings,
            ObjectProvider<SchedulerClient> scheduler,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.drafts = drafts;
        this.versions = versions;
        this.readiness = readiness;
        this.desk = desk;
        this.settings = settings;
        this.scheduler = scheduler;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Lets the draft go live at once: its version, the end of the draft and the audit entry are one transaction.
     *
     * @param linksOpened the approver opened its links to other sites
     * @return the number of the new version
     * @throws LinksNotOpened if there are any and they did not
     * @throws DraftMovedOn if it says something else than what the approver read
     * @throws DraftNotSubmitted if it does not wait for approval
     * @throws DraftApproved if it waits for its time already
     * @throws ApproverWrote if the approver changed it and two people are needed
     * @throws ApproverNotAsked if another approver was asked by name
     */
    public int approve(String slug, int seen, boolean linksOpened, SignedInUser user) {
        var draft = forChange(slug);
        noteOpened(draft, linksOpened);
        ItemLock.take(jdbc, slug);
        var version = draft.approve(seen, user.login(), newest(slug), settings.twoPeople());
        refuseUnopened(draft, linksOpened);
        if (!readiness.isReady(slug, draft.content(), live(slug))) {
            throw new DraftIncomplete();
        }
        versions.saveAndFlush(version);
        drafts.delete(draft);
        ReleaseTexts.settle(jdbc, slug, version.n());
        events.publishEvent(new ContentPublished(slug, version.n()));
        return version.n();
    }

    /**
     * Lets the draft go live at that time. The job that does it is stored with the approval, so that there is never one
     * without the other.
     *
     * @throws ReviewedBefore if it is to be looked at again before then
     * @throws RuntimeException as {@link #approve} does
     */
    public void approveFor(Instant time, String slug, int seen, boolean linksOpened, SignedInUser user) {
        var draft = forChange(slug);
        var approval = Ids.next();
        draft.approveFor(time, seen, user.login(), clock.instant(), approval, settings.twoPeople());
        refuseUnopened(draft, linksOpened);
        noteOpened(draft, linksOpened);
        if (!readiness.isReady(slug, draft.content(), live(slug))) {
            throw new DraftIncomplete();
        }
        var day = draft.content().reviewOn();
        if (day != null && !day.isAfter(UkTime.dateOf(time))) {
            throw new ReviewedBefore(day);
        }
        drafts.saveAndFlush(draft);
        // the demo's clock may be days ahead of the machine's, by which jobs run
        var wait = Duration.between(clock.instant(), time);
        scheduler
                .getObject()
                .schedule(GoingLiveTasks.goLive(approval), Instant.now().plus(wait));
        events.publishEvent(DraftChanged.approved(slug, time));
    }

    /**
     * Takes the approval back: the draft waits for one again, and its job finds nothing to do.
     *
     * @throws DraftMovedOn if it is live already, or was approved anew
     */
    @PreAuthorize("hasAnyRole('CONTENT_EDITOR', 'CONTENT_APPROVER')")
    public void cancel(String slug, UUID approval) {
        var draft = forChange(slug);
        draft.cancel(approval);
        drafts.saveAndFlush(draft);
        events.publishEvent(DraftChanged.approvalCancelled(slug));
    }

    /**
     * Gives the draft back to those who write it.
     *
     * @throws DraftMovedOn if somebody saved it since that revision was shown
     * @throws DraftNotSubmitted if it does not wait for approval
     * @throws DraftApproved if it waits for its time
     */
    public void sendBack(String slug, int seen, String because) {
        var draft = forChange(slug);
        draft.sendBack(seen, because);
        drafts.saveAndFlush(draft);
        events.publishEvent(DraftChanged.sentBack(slug));
    }

    /**
     * Takes back what is live. It stays at its own address, with the reason.
     *
     * @param n the version that was shown as live
     * @throws NotWithdrawable if it is not live any more, or the portal cannot be without it
     */
    public void withdraw(String slug, int n, String because, SignedInUser user) {
        ItemLock.take(jdbc, slug);
        if (!desk.item(slug, user)
                .filter(it -> it.n() == n && it.mayBeWithdrawn())
                .isPresent()) {
            throw new NotWithdrawable();
        }
        int withdrawn = jdbc.sql("""
                        insert into publication.withdrawal (item, n, withdrawn_by, because) values (?, ?, ?, ?)
                        on conflict do nothing
                        """).params(slug, n, user.login(), because).update();
        if (withdrawn == 0) {
            throw new NotWithdrawable();
        }
        events.publishEvent(new ContentWithdrawn(slug, n));
    }

    /** True if that version is live, and that user approved it: a second click finds what the first one did. */
    @Transactional(readOnly = true)
    public boolean hasApproved(String slug, int n, SignedInUser user) {
        return jdbc.sql("""
                        select exists (select from publication.live l join publication.version v using (item, n)
                            where l.item = ? and l.n = ? and v.approved_by = ?)
                        """).params(slug, n, user.login()).query(Boolean.class).single();
    }

    private void refuseUnopened(Draft draft, boolean opened) {
        if (!opened && !readiness.elsewhere(draft.content()).isEmpty()) {
            throw new LinksNotOpened();
        }
    }

    /** Where there are none, nobody opened any. */
    private void noteOpened(Draft draft, boolean opened) {
        if (opened && !readiness.elsewhere(draft.content()).isEmpty()) {
            draft.openedLinks();
        }
    }

    private int newest(String slug) {
        return versions.findNewest(slug).map(ContentVersion::n).orElse(0);
    }

    /** Null for an item that has none yet. */
    private @Nullable Content live(String slug) {
        return versions.findNewest(slug).map(ContentVersion::content).orElse(null);
    }

    private Draft forChange(String slug) {
        return drafts.findForChange(slug).orElseThrow(DraftMovedOn::new);
    }

    /** The approver has to open the links to other sites, because this portal does not. */
    static class LinksNotOpened extends DraftRefused {
        private static final long serialVersionUID = 1;

        LinksNotOpened() {
            super("linksNotOpened");
        }
    }

    /** It would go live on or after the day on which it is to be looked at again. */
    static class ReviewedBefore extends DraftRefused {
        private static final long serialVersionUID = 1;

        private final LocalDate day;

        ReviewedBefore(LocalDate day) {
            super("reviewedBefore");
            this.day = day;
        }

        /** When it is to be looked at again. */
        LocalDate day() {
            return day;
        }
    }

    /** It is not live, or one of the texts that must always be there. */
    static class NotWithdrawable extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
