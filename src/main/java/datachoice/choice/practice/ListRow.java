package datachoice.choice.practice;

import datachoice.core.NhsNumber;

/**
 * One person as the list shows them.
 *
 * @param doubted somebody says that a choice of this person was not theirs: to be looked at before anything is entered
 */
record ListRow(PracticeRow row, NhsNumber nhsNumber, boolean doubted) {
    /** Whether it can be ticked together with others. */
    public boolean tickable() {
        return row.isNew() && !doubted;
    }
}
