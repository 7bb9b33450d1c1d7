package datachoice.choice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.OptOutType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class DefaultRuleTests {
    @Test
    void silenceFollowsTheRuleOfItsLedger() {
        var rule = new DefaultRule(Map.of(OptOutType.TYPE_1, ChoiceDecision.DO_NOT_ALLOW));
        assertThat(rule.effective(OptOutType.TYPE_1, ChoiceState.NOT_RECORDED)).isEqualTo(ChoiceDecision.DO_NOT_ALLOW);
        assertThat(rule.effective(OptOutType.NATIONAL_DATA_OPT_OUT, ChoiceState.NOT_RECORDED))
                .isEqualTo(ChoiceDecision.ALLOW);
    }

    /** As the README says it: the variable's name has no dash, and the ledger's an underscore. */
    @Test
    void anOperatorSetsItForEachLedger() {
        var source = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                Map.of("DATACHOICE_CHOICE_WHENSILENT_TYPE_1", "DO_NOT_ALLOW"));
        var rule = new Binder(ConfigurationPropertySources.from(source))
                .bind("datachoice.choice", DefaultRule.class)
                .get();
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
