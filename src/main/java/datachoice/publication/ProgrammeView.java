package datachoice.publication;

import datachoice.core.UkTime;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A collection of data that the choice is about.
 *
 * @param changedOn the day when it came into this state
 */
public record ProgrammeView(String name, String purpose, ProgrammeState state, LocalDate changedOn) {
    /** The key of the sentence about it; its arguments are {@link #name()} and {@link #since()}. */
    public String sentenceKey() {
        return state.sentence();
    }

    /** In the language of a page: such as "12 March 2026". */
    public String since(Locale locale) {
        return UkTime.date(changedOn, locale);
    }

    /** Such as "12 March 2026". */
    public String since() {
        return UkTime.date(changedOn);
    }
}
