package datachoice.choice.practice;

import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many people of a practice have which national choice: all that a practice learns of them (R12). Counted when
 * somebody first looks in a week, and then left alone: a count that followed each choice would give away whose it was.
 */
@Component
class NationalCounts {
    /** Below this a number points at people (R17). */
    private static final int SMALLEST_SHOWN = 5;

    private static final String HIDDEN = "*";

    /**
     * What a page shows.
     *
     * @param allow a number, or {@code *} where it, or the one beside it, is too small
     */
    record CountsView(String allow, String doNotAllow, LocalDate countedOn) {
        /** One small number hides both: with the length of the list beside it, the other one would tell it. */
        static CountsView of(int allow, int doNotAllow, LocalDate countedOn) {
            return tooSmall(allow) || tooSmall(doNotAllow)
                    ? new CountsView(HIDDEN, HIDDEN, countedOn)
                    : new CountsView(String.valueOf(allow), String.valueOf(doNotAllow), countedOn);
        }

        private static boolean tooSmall(int count) {
            return count > 0 && count < SMALLEST_SHOWN;
        }

        public boolean hidden() {
            return allow.equals(HIDDEN);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    NationalCounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** This week's, counting first if nobody has looked yet. */
    CountsView of(OdsCode practice) {
        var week = UkTime.today(clock).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return find(practice, week)
                .or(() -> {
                    count(practice, week);
                    return find(practice, week);
                })
                .orElseThrow();
    }

    private Optional<CountsView> find(OdsCode practice, LocalDate week) {
        return jdbc.sql(
                        "select counted_at, allow, do_not_allow from choice.national_count where practice = ? and week = ?")
                .params(practice.value(), week)
                .query((row, i) -> CountsView.of(
                        row.getInt("allow"),
                        row.getInt("do_not_allow"),
                        UkTime.dateOf(row.getTimestamp("counted_at").toInstant())))
                .optional();
    }

    private void count(OdsCode practice, LocalDate week) {
        jdbc.sql("""
                        insert into choice.national_count (practice, week, allow, do_not_allow)
                        select ?, ?, count(*) filter (where decision = 'ALLOW'), count(*) filter (where decision = 'DO_NOT_ALLOW')
                        from choice.practice_listing where practice = ? and type = 'NATIONAL_DATA_OPT_OUT'
                        on conflict do nothing
                        """).params(practice.value(), week, practice.value()).update();
    }
}
