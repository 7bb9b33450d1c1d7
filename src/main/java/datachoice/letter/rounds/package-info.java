/**
 * Letters with codes for many people of a practice: how they stand, whom a round is for, the job that makes
 * them, and how their lead stops it.
 *
 * <p>Stands here because it knows who has chosen and which letters still wait to be printed. Nothing of the module's own
 * package names this one.
 */
@NullMarked
package datachoice.letter.rounds;

import org.jspecify.annotations.NullMarked;
