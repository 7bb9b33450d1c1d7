package datachoice.choice.ledger;

import static datachoice.choice.ChoiceDecision.ALLOW;
import static datachoice.choice.ChoiceDecision.DO_NOT_ALLOW;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntryStatusTests {
    @Test
    void aNoIsNewUntilItIsEntered() {
        assertThat(EntryStatus.of(DO_NOT_ALLOW, null)).isEqualTo(EntryStatus.NEW);
        assertThat(EntryStatus.of(DO_NOT_ALLOW, DO_NOT_ALLOW)).isEqualTo(EntryStatus.APPLIED);
    }

    @Test
    void aYesIsNewOnlyWhereItWithdrawsAnEnteredNo() {
        assertThat(EntryStatus.of(ALLOW, null)).isEqualTo(EntryStatus.NONE);
        assertThat(EntryStatus.of(ALLOW, DO_NOT_ALLOW)).isEqualTo(EntryStatus.NEW);
    }

    @Test
    void aNoAfterAnEnteredYesIsNewAgain() {
        assertThat(EntryStatus.of(DO_NOT_ALLOW, ALLOW)).isEqualTo(EntryStatus.NEW);
        assertThat(EntryStatus.of(ALLOW, ALLOW)).isEqualTo(EntryStatus.APPLIED);
    }

    /** A correction that says that nothing was chosen. */
    @Test
    void nothingTakesOutANoThatWasEnteredAndNeedsNothingElse() {
        assertThat(EntryStatus.of(null, null)).isEqualTo(EntryStatus.NONE);
        assertThat(EntryStatus.of(null, DO_NOT_ALLOW)).isEqualTo(EntryStatus.NEW);
        assertThat(EntryStatus.of(null, ALLOW)).isEqualTo(EntryStatus.APPLIED);
    }
}
