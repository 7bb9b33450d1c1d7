package datachoice.choice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReferencesTests {
    @Test
    void areReadBackAsTheyAreWritten() {
        for (int i = 0; i < 1000; i++) {
            var reference = References.next();
            assertThat(References.parse(reference.toLowerCase(java.util.Locale.ROOT)))
                    .contains(reference);
        }
    }

    @Test
    void nothingElseIsTakenForOne() {
        for (var written :
                new String[] {"", "ABCD-EFGI", "ABCDEFGH", "ABCD-EFG", "ABCD-EFGHJ", "../etc", "ABCD-EFG\0"}) {
            assertThat(References.parse(written)).isEmpty();
        }
    }
}
