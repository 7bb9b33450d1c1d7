package datachoice.identity.proof;

import datachoice.identity.LetterCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** The claim to be the person whom a letter was sent to, and after it was checked, that person's letter. */
public class LetterCodeAuthentication extends AbstractAuthenticationToken {
    private final transient @Nullable Claim claim;
    private final transient LetterProof.@Nullable Match match;

    /** @param fullName cleaned, as typed */
    public record Claim(LetterCode code, String fullName, LocalDate dateOfBirth) {
        @Override
        public String toString() {
            return "Claim[]"; // never in a log
        }
    }

    public LetterCodeAuthentication(Claim claim) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.claim = claim;
        this.match = null;
    }

    LetterCodeAuthentication(LetterProof.Match match) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.claim = null;
        this.match = match;
        setAuthenticated(true);
    }

    @Override
    public @Nullable Claim getCredentials() {
        return claim;
    }

    @Override
    public LetterProof.@Nullable Match getPrincipal() {
        return match;
    }
}
