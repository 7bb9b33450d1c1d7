/**
 * What others take away to show: the player for websites, posters, texts and the silent film for practices, and what is
 * there for the press. Everything is made from the version that is live, and says which that is.
 *
 * <p>Nothing of the module's own package names this one.
 */
@NullMarked
package datachoice.publication.share;

import org.jspecify.annotations.NullMarked;
