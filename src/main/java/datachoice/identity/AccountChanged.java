package datachoice.identity;

import datachoice.audit.Audited;
import java.util.UUID;

/**
 * What an account may be used for has changed.
 *
 * @param action such as {@code ACCOUNT_SWITCHED_OFF}
 * @param detail such as the role that was taken away
 */
record AccountChanged(String action, UUID account, String detail) implements Audited {}
