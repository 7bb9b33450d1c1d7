package datachoice.identity.session;

import datachoice.core.Role;
import datachoice.core.SignedInUser;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A signed-in user as Spring Security knows one. Made for each request, stored nowhere. */
class SignedInAuthentication extends AbstractAuthenticationToken {
    private final transient SignedInUser user;

    SignedInAuthentication(SignedInUser user) {
        super(AuthorityUtils.createAuthorityList(
                user.roles().stream().map(Role::authority).toList()));
        this.user = user;
        setAuthenticated(true);
    }

    @Override
    public SignedInUser getPrincipal() {
        return user;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }
}
