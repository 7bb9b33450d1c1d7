/**
 * Accounts of people at work: the first one of a new portal, invitations, roles, switching off and on. An administrator
 * gives no role alone once there are two of them, and none to themselves; a practice's lead looks after the staff of that
 * practice.
 */
@NullMarked
package datachoice.identity.workers;

import org.jspecify.annotations.NullMarked;
