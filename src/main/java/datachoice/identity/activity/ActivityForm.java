package datachoice.identity.activity;

import org.jspecify.annotations.NullUnmarked;

/**
 * The filters of a practice's activity, as an address holds them.
 *
 * @param worker an account
 * @param act name of an {@link Act}
 * @param from first day
 * @param to last day
 * @param before the entry with which the page before this one ended
 */
@NullUnmarked // filled by the browser
record ActivityForm(String worker, String act, String from, String to, String before) {}
