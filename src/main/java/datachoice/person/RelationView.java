package datachoice.person;

import datachoice.core.PersonId;
import java.util.UUID;

/**
 * That one person may choose for another, on the day it was asked for.
 *
 * @param proxy who may choose
 * @param subject for whom
 */
public record RelationView(UUID id, PersonId proxy, PersonId subject, ProxyRole role) {}
