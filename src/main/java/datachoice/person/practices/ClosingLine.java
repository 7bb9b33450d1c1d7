package datachoice.person.practices;

import datachoice.core.OdsCode;

/**
 * A practice that an administrator asked to close.
 *
 * @param mine whether whoever reads this is the one who asked
 * @param at such as "10:42 on 12 March 2026"
 * @param until when it is off if nobody agreed
 */
record ClosingLine(OdsCode code, String name, boolean mine, String at, String until) {}
