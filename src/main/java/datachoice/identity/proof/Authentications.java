package datachoice.identity.proof;

import datachoice.identity.account.AccountRows;
import datachoice.identity.account.Passwords;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsPasswordService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** The two ways in: a password, and a letter. */
@Configuration(proxyBeanMethods = false)
class Authentications {
    /**
     * An address without an account costs the same hash as one with, and a switched-off account is found out only after
     * its password; whoever fails learns nothing but that.
     */
    @Bean
    AuthenticationManager authenticationManager(
            AccountRows accounts, Passwords passwords, LetterProof letters, AuthenticationEventPublisher events) {
        var byPassword = new DaoAuthenticationProvider(email -> accounts.findByEmail(email)
                .map(AccountDetails::new)
                .orElseThrow(() -> new UsernameNotFoundException("No such account")));
        byPassword.setPasswordEncoder(passwords);
        byPassword.setUserDetailsPasswordService(new UserDetailsPasswordService() {
            @Override
            public UserDetails updatePassword(UserDetails user, String newHash) {
                accounts.updateHash(((AccountDetails) user).account().id(), Objects.requireNonNull(newHash));
                return user;
            }
        });
        var manager = new ProviderManager(byPassword, new LetterCodeProvider(letters));
        manager.setAuthenticationEventPublisher(events);
        return manager;
    }
}
