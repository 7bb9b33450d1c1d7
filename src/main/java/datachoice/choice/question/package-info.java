/**
 * The question, from the page that asks it to the choice that is saved: an answer is kept as a draft, checked, and then
 * appended to the ledger once.
 */
@NullMarked
package datachoice.choice.question;

import org.jspecify.annotations.NullMarked;
