/** The practices of the portal, for its administrators: which there are, how many people each has, add, rename, close. */
@NullMarked
package datachoice.person.practices;

import org.jspecify.annotations.NullMarked;
