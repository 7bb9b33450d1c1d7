/** Files that people publish: checked byte by byte before they are kept, and kept in one folder. */
@NullMarked
package datachoice.publication.media;

import org.jspecify.annotations.NullMarked;
