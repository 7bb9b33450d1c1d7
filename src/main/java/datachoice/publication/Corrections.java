package datachoice.publication;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import datachoice.core.Ids;
import datachoice.core.SignedInUser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Writes corrections of what was live, and lets a second person publish them. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CONTENT_EDITOR', 'CONTENT_APPROVER')")
class Corrections {
    private final PublishingSettings settings;
    private final SaidWords said;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Corrections(
            PublishingSettings settings,
            SaidWords said,
            ObjectProvider<SchedulerClient> scheduler,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.settings = settings;
        this.said = said;
        this.scheduler = scheduler;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Those of an item that wait for somebody to publish them, the oldest first. */
    @Transactional(readOnly = true)
    public List<CorrectionDraft> of(String slug) {
        return jdbc.sql("select * from publication.correction_draft where item = ? order by written_at, id")
                .param(slug)
                .query(Corrections::draft)
                .list();
    }

    /** Empty for one that was changed, discarded or published since. */
    @Transactional(readOnly = true)
    public Optional<CorrectionDraft> find(String slug, UUID id) {
        return jdbc.sql("select * from publication.correction_draft where id = ? and item = ?")
                .params(id, slug)
                .query(Corrections::draft)
                .optional();
    }

    /** True if that user may not publish it, because they wrote it and two people are needed. */
    public boolean wroteIt(CorrectionDraft draft, SignedInUser user) {
        return settings.twoPeople() && draft.writers().contains(user.login());
    }

    /**
     * Has it wait for a second person.
     *
     * @return its id
     * @throws CorrectionMovedOn if it changes one that is no more as it was shown
     */
    @PreAuthorize("hasRole('CONTENT_EDITOR')")
    public UUID write(String slug, CorrectionForm form, SignedInUser user) {
        var writers = new HashSet<UUID>();
        form.replaced().ifPresent(before -> writers.addAll(take(slug, before).writers()));
        writers.add(user.login());
        var id = Ids.next();
        jdbc.sql("""
                        insert into publication.correction_draft
                            (id, item, first_n, last_n, wrong_words, right_words, told, writers, written_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        slug,
                        form.firstNumber(),
                        form.lastNumber(),
                        form.wrongWords(),
                        form.rightWords(),
                        form.toldWhom(),
                        writers.toArray(UUID[]::new),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(CorrectionChanged.written(slug));
        return id;
    }

    /** @throws CorrectionMovedOn if it is no more as it was shown */
    public void discard(String slug, UUID id) {
        take(slug, id);
        events.publishEvent(CorrectionChanged.discarded(slug));
    }

    /** Numbers of the versions that it is about and that do not say what it quotes; empty if all do. */
    @Transactional(readOnly = true)
    public List<Integer> without(CorrectionDraft draft) {
        return Arrays.stream(said.without(draft.slug(), draft.first(), draft.last(), draft.wrong()))
                .boxed()
                .toList();
    }

    /** True if the version after the last one that was wrong still says it. */
    @Transactional(readOnly = true)
    public boolean isStillSaid(CorrectionDraft draft) {
        return said.says(draft.slug(), draft.last() + 1, draft.wrong());
    }

    /**
     * Publishes it, and has the choices counted soon.
     *
     * @param loosely the approver says that it does not tell word for word what was wrong
     * @return its number
     * @throws NotWordForWord if one of the versions does not say what it quotes, and they did not
     * @throws CorrectionMovedOn if it is no more as it was shown
     * @throws CorrectionWrote if that user wrote it and two people are needed
     */
    @PreAuthorize("hasRole('CONTENT_APPROVER')")
    public int publish(String slug, UUID id, boolean loosely, SignedInUser user) {
        var draft = take(slug, id);
        if (wroteIt(draft, user)) {
            throw new CorrectionWrote();
        }
        if (!loosely && (!without(draft).isEmpty() || isStillSaid(draft))) {
            throw new NotWordForWord();
        }
        jdbc.sql("select pg_advisory_xact_lock(hashtext('publication.correction'))") // numbers without gaps
                .query((row, i) -> true)
                .list();
        int n = jdbc.sql("select coalesce(max(n), 0) + 1 from publication.correction")
                .query(Integer.class)
                .single();
        jdbc.sql("""
                        insert into publication.correction
                            (n, item, first_n, last_n, wrong_words, right_words, told, writers, approved_by, alone)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        n,
                        slug,
                        draft.first(),
                        draft.last(),
                        draft.wrong(),
                        draft.right(),
                        draft.told(),
                        draft.writers().toArray(UUID[]::new),
                        user.login(),
                        draft.writers().contains(user.login()))
                .update();
        scheduler.getObject().schedule(CountChoicesTask.of(n), Instant.now());
        events.publishEvent(CorrectionChanged.published(slug, n));
        return n;
    }

    /** Whoever comes second finds none. */
    private CorrectionDraft take(String slug, UUID id) {
        return jdbc.sql("delete from publication.correction_draft where id = ? and item = ? returning *")
                .params(id, slug)
                .query(Corrections::draft)
                .optional()
                .orElseThrow(CorrectionMovedOn::new);
    }

    private static CorrectionDraft draft(ResultSet row, int i) throws SQLException {
        return new CorrectionDraft(
                row.getObject("id", UUID.class),
                row.getString("item"),
                row.getInt("first_n"),
                row.getInt("last_n"),
                row.getString("wrong_words"),
                row.getString("right_words"),
                row.getString("told"),
                Set.of((UUID[]) row.getArray("writers").getArray()),
                row.getTimestamp("written_at").toInstant());
    }

    /** Somebody changed, discarded or published it since it was shown. */
    static class CorrectionMovedOn extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** It quotes what was not said, or is said still. */
    static class NotWordForWord extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Nobody publishes a correction that they wrote. */
    static class CorrectionWrote extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
