package datachoice.letter.rounds;

import datachoice.core.UkTime;
import java.time.Instant;
import java.util.Map;

/**
 * How the people of a practice stand with letters.
 *
 * @param at when they were counted
 * @param waiting letters that are written and not yet printed or given to the demo's mailbox
 * @param most how many letters a round makes at most; 0 for no limit
 */
record LetterCounts(Map<Standing, Integer> standings, Instant at, int waiting, int most) {
    /** Such as "10:42 on 12 March 2026". */
    public String countedMoment() {
        return UkTime.moment(at);
    }

    public int of(String standing) {
        return of(Standing.valueOf(standing));
    }

    private int of(Standing standing) {
        return standings.getOrDefault(standing, 0);
    }

    public int registered() {
        return standings.values().stream().mapToInt(n -> n).sum();
    }

    /** How many letters such a round makes. */
    public int wanted(RoundWhom whom) {
        int all = whom.standings().stream().mapToInt(this::of).sum();
        return most == 0 ? all : Math.min(most, all);
    }
}
