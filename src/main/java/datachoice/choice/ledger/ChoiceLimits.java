package datachoice.choice.ledger;

import datachoice.core.PersonId;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How often the choice of one person can be saved online; a correction is no choice. By the database's clock, as the ledger. */
@Component
class ChoiceLimits {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final ChoiceSettings settings;

    ChoiceLimits(JdbcClient jdbc, ChoiceSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** @throws TooManyChoices if one more would be one too many */
    void check(PersonId subject) {
        var ages = ages(subject);
        refuseIfFull(ages, settings.perDay(), DAY);
        refuseIfFull(ages, settings.perHour(), HOUR);
    }

    /** There is room again when the oldest of the newest so many is older than that. */
    private static void refuseIfFull(List<Duration> ages, int most, Duration window) {
        if (ages.size() >= most && ages.get(most - 1).compareTo(window) < 0) {
            throw new TooManyChoices(window.minus(ages.get(most - 1)));
        }
    }

    /** How long ago each was saved, the newest first. */
    private List<Duration> ages(PersonId subject) {
        return jdbc.sql("""
                        select extract(epoch from clock_timestamp() - max(recorded_at)) as age from choice.choice_event
                        where subject = ? and kind = 'RECORDED' and recorded_at > clock_timestamp() - interval '1 day'
                        group by receipt order by age limit ?
                        """)
                .params(subject.value(), Math.max(settings.perDay(), settings.perHour()))
                .query((row, i) -> Duration.ofMillis((long) (row.getDouble("age") * 1000)))
                .list();
    }
}
