/**
 * What whoever runs the portal sees of it from outside: figures that leave by OTLP once an address is set, and one line of
 * the log for each request that was refused or failed. Neither says who.
 */
@NullMarked
package datachoice.portal.watch;

import org.jspecify.annotations.NullMarked;
