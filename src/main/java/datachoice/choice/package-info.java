/**
 * What people chose: the question, the ledger, the receipt, the history and the practice's list.
 *
 * <p>Act through {@link datachoice.choice.ChoiceManagement}. Listen for {@link datachoice.choice.ChoiceRecorded} and
 * {@link datachoice.choice.ChoiceApplied}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Choice",
        allowedDependencies = {"core", "audit", "practice", "person", "identity", "publication"})
package datachoice.choice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
