package datachoice.choice.ledger;

import static datachoice.TestPeople.ELM;
import static datachoice.choice.ChoiceDecision.ALLOW;
import static datachoice.choice.ChoiceDecision.DO_NOT_ALLOW;
import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.PersonId;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PayloadTests {
    private static final PersonId JANE = new PersonId(UUID.fromString("0199aaaa-0000-7000-8000-000000000001"));
    private static final Submission.ShownVersion SHOWN = new Submission.ShownVersion("explanation", 3, "en");

    /** What is in ledgers already has to be found again: as {@code printf 'a\nb' | sha256sum} counts it. */
    @Test
    void theHashOfAnAnswerNeverChanges() {
        assertThat(hex(new Payload(JANE, ELM, DO_NOT_ALLOW, ALLOW, 1, 2, SHOWN)))
                .isEqualTo("85bcf3ab43e7589c05a5d0a58a866b283fcc5af9ca2ce73cfd7a04bce96f5da0");
        assertThat(hex(new Payload(JANE, null, null, ALLOW, 0, 2, SHOWN)))
                .isEqualTo("9dde452aac476409ad3c12f6de8dacf1fadc9a3daea7afb5debb4ddbdfc3ae0a");
    }

    private static String hex(Payload payload) {
        return HexFormat.of().formatHex(payload.hash());
    }
}
