/**
 * Who may choose for somebody of a practice: its staff see it, record a right whose proof they have seen, and end one.
 * Whoever it is about was opened in {@link datachoice.choice.practice}; what counts as a right is for
 * {@link datachoice.person.Relations} to say. Whoever is to choose may be registered anywhere, and is found by number and
 * date of birth only; staff are shown their name and nothing else.
 */
@NullMarked
package datachoice.choice.choosers;

import org.jspecify.annotations.NullMarked;
