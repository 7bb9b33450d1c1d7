package datachoice.practice;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;

/** A practice closed. Whoever was registered there is registered nowhere from then on. */
public record PracticeClosed(OdsCode code) implements Audited {
    @Override
    public String action() {
        return "PRACTICE_CLOSED";
    }

    @Override
    public String detail() {
        return code.value();
    }
}
