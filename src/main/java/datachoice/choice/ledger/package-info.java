/**
 * The ledger of choices and its rules: what is appended and never changed, what is on record now, who may choose for
 * whom, and what a practice has to do about it. Knows no page and no form; everything else here stands on it.
 */
@NullMarked
package datachoice.choice.ledger;

import org.jspecify.annotations.NullMarked;
