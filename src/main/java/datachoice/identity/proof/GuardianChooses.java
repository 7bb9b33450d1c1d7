package datachoice.identity.proof;

import org.springframework.security.core.AuthenticationException;

/** The letter is for somebody under 13, for whom a parent or guardian chooses, with an account of their own. */
public class GuardianChooses extends AuthenticationException {
    private final String firstName;

    GuardianChooses(String firstName) {
        super("A parent or guardian chooses for this person");
        this.firstName = firstName;
    }

    public String firstName() {
        return firstName;
    }
}
