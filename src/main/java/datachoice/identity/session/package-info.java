/**
 * A visit, from signing in to signing out: a row in the database, found by a cookie, which holds strings and numbers only.
 * Who somebody is, is read from the database at each request.
 */
@NullMarked
package datachoice.identity.session;

import org.jspecify.annotations.NullMarked;
