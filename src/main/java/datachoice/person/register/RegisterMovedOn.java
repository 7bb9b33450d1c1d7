package datachoice.person.register;

/** The register changed since somebody read what a file would do, so that more people would leave than they agreed to, or than may. */
class RegisterMovedOn extends RuntimeException {
    private static final long serialVersionUID = 1;

    RegisterMovedOn() {
        super("more people would leave than were shown, or than may", null, false, false);
    }
}
