/** From what an editor types to what a browser may show: Markdown, cleaned and cut into sections. */
@NullMarked
package datachoice.publication.text;

import org.jspecify.annotations.NullMarked;
