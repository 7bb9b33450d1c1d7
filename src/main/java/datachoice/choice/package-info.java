/**
 * What people chose: the question, the ledger, the receipt, the history and the practice's list.
 *
 * <p>People act through its pages. Other modules listen for {@link datachoice.choice.ChoiceRecorded} and
 * {@link datachoice.choice.ChoiceApplied}; the demo invents earlier choices through {@link datachoice.choice.PastChoices}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Choice",
        allowedDependencies = {"core", "audit", "practice", "person", "identity", "publication"})
package datachoice.choice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
