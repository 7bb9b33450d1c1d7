package datachoice.publication;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import datachoice.core.Acting;
import datachoice.publication.media.MediaStore;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Once a day: files that somebody uploaded and then never saved with a draft are deleted, and files that no row knows are put
 * aside, and deleted a month later.
 */
@Configuration(proxyBeanMethods = false)
class UnusedFiles {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration ASIDE = Duration.ofDays(30);

    @Bean
    RecurringTask<Void> deleteUnusedFiles(MediaFiles files, MediaStore store) {
        return Tasks.recurring("publication-unused-files", FixedDelay.ofHours(24))
                .execute((instance, context) ->
                        Acting.asJob("unused-files", () -> files.unused(KEPT).forEach(id -> {
                            if (files.removeIfUnused(id)) {
                                store.forget(id);
                            }
                        })));
    }

    @Bean
    RecurringTask<Void> putStrayFilesAside(MediaFiles files, MediaStore store) {
        return Tasks.recurring("publication-stray-files", FixedDelay.ofHours(24))
                .execute((instance, context) -> Acting.asJob("stray-files", () -> {
                    var now = Instant.now();
                    store.sweep(now.minus(KEPT), now.minus(ASIDE), files::known);
                }));
    }
}
