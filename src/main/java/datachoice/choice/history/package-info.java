/** What people find on record: those they choose for, each one's choices and how they came about, and receipts. */
@NullMarked
package datachoice.choice.history;

import org.jspecify.annotations.NullMarked;
