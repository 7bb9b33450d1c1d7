package datachoice.person;

import datachoice.core.PersonId;
import java.util.List;

/**
 * Post for these people goes to another door from now on; where they are reached now is on record by then. Comes for many at
 * once, also for people whose move nobody is told of. An address that is only written in another way is no move.
 */
public record PeopleMovedHouse(List<PersonId> people) {}
