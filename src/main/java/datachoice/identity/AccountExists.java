package datachoice.identity;

/** Somebody tried to open an account with an address that has one: its owner is told by e-mail, the visitor is not. */
public record AccountExists(String email) {
    @Override
    public String toString() {
        return "AccountExists[]"; // the address never reaches a log
    }
}
