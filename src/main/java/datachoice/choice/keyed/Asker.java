package datachoice.choice.keyed;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who may ask for a choice to be recorded, as the form offers them.
 *
 * @param value {@link KeyedForm#SELF}, or the id of the right by which they ask
 * @param text who they are
 * @param hint by which right; null for the person
 */
record Asker(String value, String text, @Nullable String hint) {}
