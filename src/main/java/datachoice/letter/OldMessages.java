package datachoice.letter;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import datachoice.core.Acting;
import datachoice.core.PortalSettings;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Empties letters and e-mails that left long ago: of what they said, to whom and where they went, nothing stays. That one
 * was sent, of what kind, when, and about whom, stays: it is part of what was done.
 *
 * <p>Ninety days: three times as long as the code of a letter works, so that for every letter that somebody can still use,
 * or ask us about after it came back, it can be read what was sent. A backup keeps them for as long as the backup is kept.
 */
@Configuration(proxyBeanMethods = false)
class OldMessages {
    static final Duration KEPT = Duration.ofDays(90);

    private static final int AT_ONCE = 1_000;

    /** Not in a demo, whose mailbox is for reading and whose people are invented. */
    @Bean
    RecurringTask<Void> emptyOldMessages(JdbcClient jdbc, PortalSettings settings, Clock clock) {
        return Tasks.recurring("empty-old-messages", FixedDelay.of(Duration.ofHours(1)))
                .execute((task, context) -> Acting.asJob("empty-old-messages", () -> {
                    if (!settings.demo()) {
                        empty(jdbc, clock);
                    }
                }));
    }

    /** In small steps: nobody who sends or writes a letter waits for all of them. */
    static int empty(JdbcClient jdbc, Clock clock) {
        int emptied = 0;
        int step;
        do {
            step = jdbc.sql("""
                            with old as (
                                select id from letter.message
                                where recipient || address || subject || body <> '' and created_at < :before
                                    and coalesce(sent_at, failed_at, withdrawn_at) < :before
                                order by created_at limit :many for update skip locked)
                            update letter.message m set recipient = '', address = '', subject = '', body = ''
                            from old where m.id = old.id
                            """)
                    .param("before", Timestamp.from(clock.instant().minus(KEPT)))
                    .param("many", AT_ONCE)
                    .update();
            emptied += step;
        } while (step == AT_ONCE);
        return emptied;
    }
}
