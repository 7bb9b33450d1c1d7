package datachoice.person.register;

/** Another practice's register is being loaded, or a practice closed. It is this one's turn after that. */
class RegisterInUse extends RuntimeException {
    private static final long serialVersionUID = 1;
}
