package datachoice.publication.typing;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import datachoice.core.Acting;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Pages on which nothing was typed go after a day; what was typed and never fetched, after two weeks. */
@Configuration(proxyBeanMethods = false)
class OldTypings {
    private static final Duration EMPTY = Duration.ofDays(1);
    private static final Duration TYPED = Duration.ofDays(14);

    @Bean
    RecurringTask<Void> forgetOldTypings(JdbcClient jdbc, Clock clock) {
        return Tasks.recurring("publication-old-typings", FixedDelay.ofHours(24))
                .execute((instance, context) -> Acting.asJob("old-typings", () -> forget(jdbc, clock)));
    }

    static void forget(JdbcClient jdbc, Clock clock) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql("delete from publication.typing where seen_at < case when fields = '{}' then ? else ? end")
                .params(now.minus(EMPTY), now.minus(TYPED))
                .update();
    }
}
