package datachoice.choice.choosers;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import datachoice.core.Acting;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.person.CheckedRight;
import datachoice.person.ProofSeen;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** What was typed and not saved yet. Belongs to whoever typed it, and to nobody else. */
@Component
class ChooserDrafts {
    private final JdbcClient jdbc;
    private final Clock clock;

    ChooserDrafts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void keep(ChooserDraft draft) {
        var right = draft.right();
        jdbc.sql("""
                        insert into choice.chooser_draft (id, subject, made_by, practice, chooser, proof, seen_on, last_day, search,
                            expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        right.id(),
                        draft.subject().value(),
                        draft.madeBy(),
                        draft.practice().value(),
                        right.proxy().value(),
                        right.proof().name(),
                        right.from(),
                        right.lastDay(),
                        draft.search(),
                        Timestamp.from(draft.expiresAt()))
                .update();
    }

    /** From now on the subject is open by that search. */
    void openedBy(@Nullable UUID search, UUID id) {
        jdbc.sql("update choice.chooser_draft set search = ? where id = ?")
                .params(search, id)
                .update();
    }

    /** Empty for anyone else's, an old one, and one that never was. */
    Optional<ChooserDraft> find(UUID id, PersonId subject, UUID login, OdsCode practice) {
        return jdbc.sql("""
                        select * from choice.chooser_draft
                        where id = ? and subject = ? and made_by = ? and practice = ? and expires_at > ?
                        """)
                .params(id, subject.value(), login, practice.value(), Timestamp.from(clock.instant()))
                .query(ChooserDrafts::draft)
                .optional();
    }

    private void forgetExpired() {
        jdbc.sql("delete from choice.chooser_draft where expires_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    /** Forgets what was not saved within its 24 hours; nobody has to come back for it to go. */
    @Configuration(proxyBeanMethods = false)
    static class Cleaner {
        @Bean
        RecurringTask<Void> forgetOldChooserDrafts(ChooserDrafts drafts, TransactionOperations transaction) {
            return Tasks.recurring("forget-old-chooser-drafts", FixedDelay.of(Duration.ofMinutes(10)))
                    .execute((instance, context) -> Acting.asJob(
                            "forget-old-chooser-drafts",
                            () -> transaction.executeWithoutResult(status -> drafts.forgetExpired())));
        }
    }

    private static ChooserDraft draft(ResultSet row, int i) throws SQLException {
        return new ChooserDraft(
                new CheckedRight(
                        row.getObject("id", UUID.class),
                        new PersonId(row.getObject("chooser", UUID.class)),
                        ProofSeen.valueOf(row.getString("proof")),
                        row.getObject("seen_on", LocalDate.class),
                        row.getObject("last_day", LocalDate.class)),
                new PersonId(row.getObject("subject", UUID.class)),
                row.getObject("made_by", UUID.class),
                new OdsCode(row.getString("practice")),
                row.getObject("search", UUID.class),
                row.getTimestamp("expires_at").toInstant());
    }
}
