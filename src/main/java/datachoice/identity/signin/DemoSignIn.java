package datachoice.identity.signin;

import datachoice.core.PortalSettings;
import datachoice.core.SignedInUser;
import datachoice.identity.account.AccountRows;
import datachoice.identity.session.Login;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * One click instead of password and code, for people who try the demo. Refuses everywhere else. The only door of this
 * package to another module.
 */
@Component
@NamedInterface("demo")
public class DemoSignIn {
    private final PortalSettings settings;
    private final AccountRows accounts;
    private final SignIn signIn;

    DemoSignIn(PortalSettings settings, AccountRows accounts, SignIn signIn) {
        this.settings = settings;
        this.accounts = accounts;
        this.signIn = signIn;
    }

    /**
     * Signs in as this account; whoever was signed in before is not any more.
     *
     * @return who it is, and where they start
     * @throws IllegalStateException outside the demo, and for an address without an account
     */
    public SignedInUser as(String email, HttpServletRequest request, HttpServletResponse response) {
        if (!settings.demo()) {
            throw new IllegalStateException("Signing in with one click exists in the demo only");
        }
        var account = accounts.findByEmail(email)
                .orElseThrow(() -> new IllegalStateException("The demo has no account " + email));
        return signIn.begin(request, Login.account(account.id()), true, "demo");
    }
}
