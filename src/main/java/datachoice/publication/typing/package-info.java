/**
 * What editors typed and did not save: kept while they type, so that a closed window or a lost connection costs ten seconds, and
 * so that two people who open the same page know of each other. Nothing of it is a draft, and nobody else ever sees the words.
 */
@NullMarked
package datachoice.publication.typing;

import org.jspecify.annotations.NullMarked;
