package datachoice.publication;

import datachoice.audit.Audited;

/** The settings name somebody else, or another way to reach them, than those of the start before. */
record OperatorNamed() implements Audited {
    @Override
    public String action() {
        return "OPERATOR_NAMED";
    }
}
