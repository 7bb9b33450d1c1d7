package datachoice.audit;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact that must leave an entry in the audit trail, in the transaction in which it is announced. */
public interface Audited {
    /** What was done, in capitals, such as {@code CHOICE_RECORDED}. */
    String action();

    /** Everyone whom the act concerned or showed. Empty where it was about nobody in particular. */
    default Collection<PersonId> subjects() {
        return List.of();
    }

    /** The practice whose activity it belongs to, where that is another one than the actor's own; else null. */
    default @Nullable OdsCode elsewhere() {
        return null;
    }

    /** Why, where a reason is asked for; null where none is. */
    default @Nullable String reason() {
        return null;
    }

    /** A fact that is not about a person, such as a count or a version. Never a name, never an NHS number. */
    default @Nullable String detail() {
        return null;
    }
}
