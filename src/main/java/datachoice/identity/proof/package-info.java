/**
 * How somebody proves who they are: a password, a letter, six numbers sent by e-mail; and how often they may try. Nothing
 * here knows of pages or sessions.
 */
@NullMarked
package datachoice.identity.proof;

import org.jspecify.annotations.NullMarked;
