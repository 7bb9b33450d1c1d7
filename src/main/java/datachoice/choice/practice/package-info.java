/**
 * What practice staff see and do: the list of choices about the GP record, finding one person, "Entered in our system",
 * and the list as a file. Each look leaves an entry that the patient can read.
 */
@NullMarked
package datachoice.choice.practice;

import org.jspecify.annotations.NullMarked;
