package datachoice.crash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** V16.5.3: one kill of each kind at a random moment, under 50 choices a second. */
class RandomKillTests {
    private static final int CYCLES = 3;
    private static final int PEOPLE = 12;

    @Test
    @Timeout(300)
    void everyReceiptIsThereOnceWhateverIsKilled() throws Exception {
        try (var kills = new RandomKills(PEOPLE)) {
            kills.survive(CYCLES);
        }
    }
}
