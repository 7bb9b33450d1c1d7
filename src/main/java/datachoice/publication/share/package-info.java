/**
 * What others take away to show: the player for websites, posters, texts and the silent film for practices, and what is
 * there for the press. Facts are sentences of the version that is live, and what has room for it says which that is.
 *
 * <p>Nothing of the module's own package names this one.
 */
@NullMarked
package datachoice.publication.share;

import org.jspecify.annotations.NullMarked;
