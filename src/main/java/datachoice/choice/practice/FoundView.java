package datachoice.choice.practice;

import datachoice.core.NhsNumber;
import datachoice.person.PersonView;

/** Someone whom a search found. */
record FoundView(PersonView person, NhsNumber nhsNumber) {}
