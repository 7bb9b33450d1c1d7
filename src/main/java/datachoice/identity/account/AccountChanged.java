package datachoice.identity.account;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import org.jspecify.annotations.Nullable;

/**
 * What was done to an account, or asked for.
 *
 * @param action such as {@code ACCOUNT_SWITCHED_OFF}
 * @param detail which account, and such as the role that was taken away; ids and roles only
 * @param elsewhere the practice it belongs to, where whoever does it works elsewhere; else null
 */
public record AccountChanged(
        String action, @Nullable String detail, @Nullable OdsCode elsewhere) implements Audited {
    public AccountChanged(String action, @Nullable String detail) {
        this(action, detail, null);
    }
}
