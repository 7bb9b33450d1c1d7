/**
 * What was done, by whom, when: in a practice for whoever leads it, everywhere for auditors. Read only. Owns nothing; stands
 * here, above the trail, because it calls workers by their names.
 */
@NullMarked
package datachoice.identity.activity;

import org.jspecify.annotations.NullMarked;
