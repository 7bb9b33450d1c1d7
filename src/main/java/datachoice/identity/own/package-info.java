/**
 * What everybody does with their own account: a new password, another e-mail address, where they are signed in, and the
 * way back in for whoever forgot the password. What a thief would change first is changed only by whoever has just shown
 * who they are, ends all other visits, and is told to the owner by e-mail.
 */
@NullMarked
package datachoice.identity.own;

import org.jspecify.annotations.NullMarked;
