package datachoice.choice.ledger;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.OptOutType;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What holds for people who never answered, for each ledger.
 *
 * @param whenSilent a decision for each type; {@code ALLOW} where none is set, as today's rules have it
 */
@ConfigurationProperties("datachoice.choice")
public record DefaultRule(Map<OptOutType, ChoiceDecision> whenSilent) {
    public DefaultRule {
        var complete = new EnumMap<OptOutType, ChoiceDecision>(OptOutType.class);
        for (var type : OptOutType.values()) {
            complete.put(
                    type,
                    whenSilent == null ? ChoiceDecision.ALLOW : whenSilent.getOrDefault(type, ChoiceDecision.ALLOW));
        }
        whenSilent = Map.copyOf(complete);
    }

    /** The answer that holds: the one given, else the default of that ledger. The only place that turns silence into an answer. */
    public ChoiceDecision effective(OptOutType type, ChoiceState state) {
        return state == ChoiceState.NOT_RECORDED ? whenSilent.get(type) : ChoiceDecision.valueOf(state.name());
    }
}
