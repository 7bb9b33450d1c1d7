package datachoice.identity.proof;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/** Checks the claim to be the person whom a letter was sent to. */
class LetterCodeProvider implements AuthenticationProvider {
    private final LetterProof letters;

    LetterCodeProvider(LetterProof letters) {
        this.letters = letters;
    }

    /**
     * @throws BadCredentialsException for every failure alike
     * @throws GuardianChooses if all is right, but the person is too young to choose alone
     */
    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var claim = ((LetterCodeAuthentication) authentication).getCredentials();
        if (claim == null) {
            return null;
        }
        var match = letters.match(claim.code(), claim.fullName(), claim.dateOfBirth())
                .orElseThrow(() -> new BadCredentialsException("Letter code refused"));
        if (!match.decidesAlone()) {
            throw new GuardianChooses(match.firstName());
        }
        return new LetterCodeAuthentication(match);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return LetterCodeAuthentication.class.isAssignableFrom(authentication);
    }
}
