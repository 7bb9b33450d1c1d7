package datachoice.choice.keyed;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import datachoice.choice.ChoiceChannel;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.CorrectionReason;
import datachoice.choice.OptOutType;
import datachoice.choice.ledger.ProofingLevel;
import datachoice.choice.ledger.Submission;
import datachoice.core.Acting;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
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
class KeyedDrafts {
    private final JdbcClient jdbc;
    private final Clock clock;

    KeyedDrafts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void keep(KeyedDraft draft) {
        var answer = draft.answer();
        var correction = draft.correction();
        var decisions = draft.decisions();
        jdbc.sql("""
                        insert into choice.keyed_draft (id, subject, made_by, practice, channel, relation, proofing_level, decided_on,
                            content_item, content_version, original, seen_type_1, seen_national, corrects, reason, gp_record,
                            elsewhere, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        draft.id(),
                        draft.subject().value(),
                        draft.madeBy(),
                        draft.practice().value(),
                        answer == null ? null : answer.channel().name(),
                        answer == null ? null : answer.relation(),
                        answer == null ? null : answer.proofing().name(),
                        answer == null ? null : answer.decidedOn(),
                        answer == null || answer.shown().isNothing()
                                ? null
                                : answer.shown().item(),
                        answer == null || answer.shown().isNothing()
                                ? null
                                : answer.shown().n(),
                        answer == null ? null : answer.original(),
                        draft.seenType1(),
                        draft.seenNational(),
                        correction == null ? null : correction.corrects(),
                        correction == null ? null : correction.why().name(),
                        name(decisions.get(OptOutType.TYPE_1)),
                        name(decisions.get(OptOutType.NATIONAL_DATA_OPT_OUT)),
                        Timestamp.from(draft.expiresAt()))
                .update();
    }

    /** Empty for anyone else's, an old one, and one that never was. */
    Optional<KeyedDraft> find(UUID id, PersonId subject, UUID login, OdsCode practice) {
        return jdbc.sql("""
                        select * from choice.keyed_draft
                        where id = ? and subject = ? and made_by = ? and practice = ? and expires_at > ?
                        """)
                .params(id, subject.value(), login, practice.value(), Timestamp.from(clock.instant()))
                .query(KeyedDrafts::draft)
                .optional();
    }

    void forgetExpired() {
        jdbc.sql("delete from choice.keyed_draft where expires_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    private static KeyedDraft draft(ResultSet row, int i) throws SQLException {
        var gpRecord = decision(row.getString("gp_record"));
        var elsewhere = decision(row.getString("elsewhere"));
        var corrects = row.getString("corrects");
        var correction = corrects == null
                ? null
                : new KeyedCorrection(corrects, CorrectionReason.valueOf(row.getString("reason")), gpRecord, elsewhere);
        return new KeyedDraft(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("subject", UUID.class)),
                row.getObject("made_by", UUID.class),
                new OdsCode(row.getString("practice")),
                gpRecord == null || elsewhere == null || correction != null ? null : answer(row, gpRecord, elsewhere),
                correction,
                row.getInt("seen_type_1"),
                row.getInt("seen_national"),
                row.getTimestamp("expires_at").toInstant());
    }

    private static KeyedAnswer answer(ResultSet row, ChoiceDecision gpRecord, ChoiceDecision elsewhere)
            throws SQLException {
        return new KeyedAnswer(
                ChoiceChannel.valueOf(row.getString("channel")),
                row.getObject("relation", UUID.class),
                gpRecord,
                elsewhere,
                row.getObject("decided_on", LocalDate.class),
                ProofingLevel.valueOf(row.getString("proofing_level")),
                row.getString("content_item") == null
                        ? Submission.ShownVersion.nothing(KeyedForm.LANGUAGE)
                        : new Submission.ShownVersion(
                                row.getString("content_item"), row.getInt("content_version"), KeyedForm.LANGUAGE),
                row.getString("original"));
    }

    private static @Nullable ChoiceDecision decision(@Nullable String column) {
        return column == null ? null : ChoiceDecision.valueOf(column);
    }

    private static @Nullable String name(@Nullable ChoiceDecision decision) {
        return decision == null ? null : decision.name();
    }

    /** Forgets what was not saved within its 24 hours. */
    @Configuration(proxyBeanMethods = false)
    static class Cleaner {
        @Bean
        RecurringTask<Void> forgetOldKeyedDrafts(KeyedDrafts drafts, TransactionOperations transaction) {
            return Tasks.recurring("forget-old-keyed-drafts", FixedDelay.of(Duration.ofMinutes(10)))
                    .execute((instance, context) -> Acting.asJob(
                            "forget-old-keyed-drafts",
                            () -> transaction.executeWithoutResult(status -> drafts.forgetExpired())));
        }
    }
}
