/**
 * What staff of a practice key for somebody: a choice that came on paper, by phone or in person, the correction of one, and
 * what became of it when somebody said that a choice was not theirs. Whoever is keyed about was opened in
 * {@link datachoice.choice.practice}; what is saved goes the way of every choice, through {@link datachoice.choice.ledger}.
 * Staff see what they type, and nothing of the choice about hospitals and other care services.
 */
@NullMarked
package datachoice.choice.keyed;

import org.jspecify.annotations.NullMarked;
