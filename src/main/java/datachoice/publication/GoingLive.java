package datachoice.publication;

import datachoice.identity.Colleagues;
import datachoice.publication.checks.Check;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets approved drafts go live when it is time. However often it is asked, and by however many nodes, an approval becomes
 * one version: it goes with the draft, in the transaction that stores the version.
 */
@Service
@PreAuthorize("hasRole('JOB')")
class GoingLive {
    private final Drafts drafts;
    private final ContentVersions versions;
    private final Readiness readiness;
    private final Colleagues colleagues;
    private final PublishingSettings settings;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GoingLive(
            Drafts drafts,
            ContentVersions versions,
            Readiness readiness,
            Colleagues colleagues,
            PublishingSettings settings,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.drafts = drafts;
        this.versions = versions;
        this.readiness = readiness;
        this.colleagues = colleagues;
        this.settings = settings;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What that approval says is live from now on; an approval that was cancelled, or is live already, says nothing. Up to two
     * years lie between: what has become wrong with it since, or with whoever approved it, takes the approval back.
     *
     * @return when to come again; null if there is nothing left to do
     */
    @Transactional
    @Nullable
    Instant goLive(UUID approval) {
        var draft = drafts.findApproved(approval).orElse(null);
        if (draft == null) {
            return null;
        }
        if (draft.goesLiveAt() != null && draft.goesLiveAt().isAfter(clock.instant())) {
            return draft.goesLiveAt();
        }
        ItemLock.take(jdbc, draft.getId());
        var live = versions.findNewest(draft.getId());
        var why = held(draft);
        var missing = why != null ? List.<Check>of() : missing(draft, live.orElse(null));
        if (why != null || !missing.isEmpty()) {
            var reason = why == null ? Held.CHECKS : why;
            var concerned = draft.concerned();
            draft.hold(reason, missing.stream().map(MissedCheck::of).toList());
            drafts.saveAndFlush(draft);
            events.publishEvent(DraftChanged.held(draft.getId(), reason));
            events.publishEvent(new DraftHeld(draft.getId(), draft.content().title(), reason, concerned));
            return null;
        }
        var newest = live.map(ContentVersion::n).orElse(0);
        var version = versions.saveAndFlush(draft.goLive(newest));
        drafts.delete(draft);
        ReleaseTexts.settle(jdbc, draft.getId(), version.n());
        events.publishEvent(new ContentPublished(draft.getId(), version.n()));
        return null;
    }

    /** Null if nothing is wrong with whoever approved it. */
    private @Nullable Held held(Draft draft) {
        var by = Objects.requireNonNull(draft.approvedBy());
        if (!colleagues.mayApprove(by)) {
            return Held.APPROVER;
        }
        return settings.twoPeople() && draft.wasWrittenBy(by) ? Held.ALONE : null;
    }

    private List<Check> missing(Draft draft, @Nullable ContentVersion live) {
        return readiness.missing(draft.getId(), draft.content(), live == null ? null : live.content());
    }

    /** Approvals whose time has come. */
    @Transactional(readOnly = true)
    List<UUID> due() {
        return jdbc.sql("select approval from publication.draft where goes_live_at <= ? order by goes_live_at")
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }
}
