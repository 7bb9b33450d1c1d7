package datachoice.choice.ledger;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.OptOutType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to the one question, put together again from what the ledgers hold. */
public enum Overall {
    NONE,
    ALLOW,
    DO_NOT_ALLOW,
    DIFFERENT;

    public static Overall of(Map<OptOutType, CurrentChoice> current) {
        var gpRecord = decision(current, OptOutType.TYPE_1);
        var elsewhere = decision(current, OptOutType.NATIONAL_DATA_OPT_OUT);
        if (gpRecord == null && elsewhere == null) {
            return NONE;
        }
        if (gpRecord != null && elsewhere != null && gpRecord != elsewhere) {
            return DIFFERENT;
        }
        return valueOf((gpRecord != null ? gpRecord : elsewhere).name());
    }

    private static @Nullable ChoiceDecision decision(Map<OptOutType, CurrentChoice> current, OptOutType type) {
        var choice = current.get(type);
        return choice == null ? null : choice.decision();
    }
}
