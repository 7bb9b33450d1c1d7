/** Paper, as far as nothing needs to be known of what stands on it: what is decoration, how wide a table may be, and where PDFs are kept. */
@NullMarked
package datachoice.publication.paper;

import org.jspecify.annotations.NullMarked;
