package datachoice.identity.signin;

import datachoice.audit.Audited;

/** Somebody signed in, all the way: the entry names who. */
record SignedIn(String detail) implements Audited {
    @Override
    public String action() {
        return "SIGNED_IN";
    }
}
