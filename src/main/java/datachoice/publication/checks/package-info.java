/**
 * What must be so before anybody may be asked to approve a text. Nothing here fetches an address: links to our own pages are
 * resolved inside, links to other sites are looked at and listed for whoever approves.
 */
@NullMarked
package datachoice.publication.checks;

import org.jspecify.annotations.NullMarked;
