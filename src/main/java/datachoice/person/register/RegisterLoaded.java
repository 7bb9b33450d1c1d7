package datachoice.person.register;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;

/** The good rows of a practice's register file became people. */
record RegisterLoaded(OdsCode practice, int added, int changed, int moved, int left, int refused) implements Audited {
    @Override
    public String action() {
        return "REGISTER_LOADED";
    }

    @Override
    public String detail() {
        return practice + ": " + added + " added, " + changed + " changed, " + moved + " moved, " + left + " left, "
                + refused + " refused";
    }
}
