package datachoice.identity;

import datachoice.core.CsvFile;
import datachoice.core.SignedInUser;
import java.util.function.Supplier;

/**
 * How often one person may do within an hour what shows them many people, or costs the machine a lot. Far above a busy day;
 * a script, or somebody who looks through a register name by name, is stopped, and the trail says so. To be asked before
 * the work and outside of its transaction: a try counts whatever becomes of it, and whoever waits holds no connection.
 */
public interface WorkLimits {
    int SEARCHES = 300; // per hour: one every 12 seconds, all the hour
    int CHOOSERS = 30; // per hour: people of any practice, each with their papers on the desk
    int FILES = 30; // per hour

    /** Files made at the same time, on one machine: patients need the database meanwhile. */
    int FILES_AT_ONCE = 2;

    /** Somebody looks for a person. If that was too often, the answer is 429, and when to come back. */
    void search(SignedInUser user);

    /** Somebody looks for a person of any practice by details that they were shown; likewise. */
    void chooser(SignedInUser user);

    /**
     * Somebody has a list made into a file. If that was too often, the answer is 429; if too many others do at this moment,
     * 503; both say when to come back.
     */
    CsvFile file(SignedInUser user, Supplier<CsvFile> make);
}
