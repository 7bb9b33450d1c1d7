/** How often what is published was read, watched, fetched and printed: counted without knowing by whom. */
@NullMarked
package datachoice.publication.reach;

import org.jspecify.annotations.NullMarked;
