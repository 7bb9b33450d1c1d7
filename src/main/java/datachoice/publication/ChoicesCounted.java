package datachoice.publication;

import datachoice.core.LongStatements;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts how many choices were made on a text that was wrong: at once; when nobody can save any more what they answered
 * beside it, which is a day later; and when forms that were signed then have come in by post.
 */
@Service
@PreAuthorize("hasRole('JOB')")
class ChoicesCounted {
    private static final Duration ANSWERS_ARE_SAVED = Duration.ofHours(25);
    private static final Duration FORMS_HAVE_COME = Duration.ofDays(35);
    /** The whole ledger is read: there is no index for what is asked so rarely. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final PublishedCorrections corrections;
    private final ObjectProvider<ChoicesMade> choices;
    private final LongStatements longer;
    private final JdbcClient jdbc;

    ChoicesCounted(
            PublishedCorrections corrections,
            ObjectProvider<ChoicesMade> choices,
            LongStatements longer,
            JdbcClient jdbc) {
        this.corrections = corrections;
        this.choices = choices;
        this.longer = longer;
        this.jdbc = jdbc;
    }

    /** @return when to count again; null if it was the last time */
    @Transactional
    @Nullable
    Instant count(int correction, Instant now) {
        longer.allow(LONGEST);
        var wrong = corrections.find(correction).orElseThrow();
        if (!wrong.isBesideTheQuestion()) {
            return null;
        }
        jdbc.sql("insert into publication.correction_count (correction, choices) values (?, ?)")
                .params(correction, choices.getObject().on(corrections.shown(wrong)))
                .update();
        return Stream.of(ANSWERS_ARE_SAVED, FORMS_HAVE_COME)
                .map(wrong.publishedAt()::plus)
                .filter(next -> next.isAfter(now))
                .findFirst()
                .orElse(null);
    }
}
