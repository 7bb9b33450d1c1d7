/**
 * What may be opened by whom, and what everybody else is told. {@link datachoice.identity.access.Area} is the table; the
 * rest enforces it, keeps uploads and strange requests out and says so when the database is away.
 */
@NullMarked
package datachoice.identity.access;

import org.jspecify.annotations.NullMarked;
