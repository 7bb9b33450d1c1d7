package datachoice.crash;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code ./mvnw verify -Pcrash}: as many kills of either or both as {@code -Dcrash.random=} says. */
@Tag("long")
class LongRandomKillTests {
    private static final int CYCLES = Integer.getInteger("crash.random", 50);
    private static final int PEOPLE = 24;

    @Test
    void everyReceiptIsThereOnceWhateverIsKilled() throws Exception {
        try (var kills = new RandomKills(PEOPLE)) {
            kills.survive(CYCLES);
        }
    }
}
