/**
 * Accounts as they are stored, and the passwords that open them. Sealed off from other modules: they go through
 * {@link datachoice.identity.Accounts}.
 */
@NullMarked
package datachoice.identity.account;

import org.jspecify.annotations.NullMarked;
