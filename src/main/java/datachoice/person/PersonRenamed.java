package datachoice.person;

import datachoice.core.PersonId;

/** The register has another name for someone. Not written down one by one: the load of the file is. */
public record PersonRenamed(PersonId person) {}
