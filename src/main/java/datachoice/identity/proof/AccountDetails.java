package datachoice.identity.proof;

import datachoice.identity.account.AccountRows;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** An account as Spring Security checks its password. Rights are read elsewhere, at each request. */
public record AccountDetails(AccountRows.Row account) implements UserDetails {
    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return List.of();
    }

    @Override
    public @Nullable String getPassword() {
        return account.hash();
    }

    @Override
    public String getUsername() {
        return account.email();
    }

    @Override
    public boolean isEnabled() {
        return !account.switchedOff();
    }

    @Override
    public String toString() {
        return "AccountDetails[" + account.id() + "]";
    }
}
