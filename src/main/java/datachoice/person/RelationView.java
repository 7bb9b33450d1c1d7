package datachoice.person;

import datachoice.core.PersonId;
import java.time.LocalDate;
import java.util.UUID;

/**
 * That one person may choose for another, on the day it was asked for.
 *
 * @param proxy who may choose
 * @param subject for whom
 * @param from the first day of that right
 */
public record RelationView(UUID id, PersonId proxy, PersonId subject, ProxyRole role, LocalDate from) {}
