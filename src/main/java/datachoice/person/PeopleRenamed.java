package datachoice.person;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.util.List;

/**
 * The register has other names for people. Comes for many at once; not written down as such, because the change of their
 * details is.
 *
 * @param practice where all of them are registered
 */
public record PeopleRenamed(List<PersonId> people, OdsCode practice) {}
