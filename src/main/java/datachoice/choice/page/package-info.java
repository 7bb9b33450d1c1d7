/** What the pages of patients and of practices share. */
@NullMarked
package datachoice.choice.page;

import org.jspecify.annotations.NullMarked;
