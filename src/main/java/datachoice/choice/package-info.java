/**
 * What people chose: the question, the ledger, the receipt, the history and the practice's list.
 *
 * <p>People act through its pages. Other modules see this package only, and listen: for
 * {@link datachoice.choice.ChoiceRecorded}, {@link datachoice.choice.ChoiceApplied}, {@link
 * datachoice.choice.ChoiceCorrected} and {@link datachoice.choice.DoubtSettled}; whoever counts, also for {@link
 * datachoice.choice.ChoiceNotSaved} and {@link datachoice.choice.ChoiceSettled}. The demo invents earlier choices
 * through {@link datachoice.choice.past}.
 *
 * <p>Inside, arrows point one way: {@code history} (people, what is on record, receipts) stands on {@code question} (ask,
 * check, save), both stand on {@code ledger} (what was said, and its rules), and so does {@code practice} (the list,
 * entering, the file), on which {@code keyed} (choices on paper, corrections, doubts) and {@code choosers} (who may choose
 * for whom) stand. The ways of patients and of practices never meet but in the ledger.
 */
@NullMarked
@ApplicationModule(
        displayName = "Choice",
        allowedDependencies = {"core", "audit", "practice", "person", "identity", "publication"})
package datachoice.choice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
