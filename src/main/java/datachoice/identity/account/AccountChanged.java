package datachoice.identity.account;

import datachoice.audit.Audited;
import org.jspecify.annotations.Nullable;

/**
 * What was done to an account, or asked for.
 *
 * @param action such as {@code ACCOUNT_SWITCHED_OFF}
 * @param detail which account, and such as the role that was taken away; ids and roles only
 */
public record AccountChanged(String action, @Nullable String detail) implements Audited {}
