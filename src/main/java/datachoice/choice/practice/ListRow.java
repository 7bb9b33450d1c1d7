package datachoice.choice.practice;

import datachoice.core.NhsNumber;

/** One person as the list shows them. */
record ListRow(PracticeRow row, NhsNumber nhsNumber) {}
