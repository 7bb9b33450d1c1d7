package datachoice.choice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.OptOutType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultRuleTests {
    @Test
    void silenceFollowsTheRuleOfItsLedger() {
        var rule = new DefaultRule(Map.of(OptOutType.TYPE_1, ChoiceDecision.DO_NOT_ALLOW));
        assertThat(rule.effective(OptOutType.TYPE_1, ChoiceState.NOT_RECORDED)).isEqualTo(ChoiceDecision.DO_NOT_ALLOW);
        assertThat(rule.effective(OptOutType.NATIONAL_DATA_OPT_OUT, ChoiceState.NOT_RECORDED))
                .isEqualTo(ChoiceDecision.ALLOW);
    }

    @Test
    void anAnswerBeatsAnyRule() {
        var rule = new DefaultRule(Map.of(OptOutType.TYPE_1, ChoiceDecision.DO_NOT_ALLOW));
        assertThat(rule.effective(OptOutType.TYPE_1, ChoiceState.ALLOW)).isEqualTo(ChoiceDecision.ALLOW);
        assertThat(rule.effective(OptOutType.NATIONAL_DATA_OPT_OUT, ChoiceState.DO_NOT_ALLOW))
                .isEqualTo(ChoiceDecision.DO_NOT_ALLOW);
    }
}
