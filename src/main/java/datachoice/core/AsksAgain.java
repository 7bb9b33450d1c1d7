package datachoice.core;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * V7.5.1: what is worth stealing a session for asks first, again, who somebody is. A page with a form asks when it is
 * shown; sending the form that was shown may then take as long as a session lasts, so that nothing typed is lost. Whoever
 * sends it without having been shown it is asked, too.
 */
public interface AsksAgain {
    /**
     * For a page, or a button without anything typed.
     *
     * @param back where to go on afterwards
     * @return where to go first; null if they have shown who they are lately
     */
    @Nullable
    String before(HttpServletRequest request, SignedInUser user, String back);

    /**
     * For a button without anything typed. If it has to be asked first, nothing is done on the way: afterwards they are told
     * to press again.
     *
     * @param back where the button is
     * @param act end of the key of that sentence
     * @param doing what the button does; answers where to go then
     */
    String thenDo(HttpServletRequest request, SignedInUser user, String back, String act, Supplier<String> doing);

    /**
     * For a form that was filled in on such a page.
     *
     * @param back the same as for the page with the form
     */
    @Nullable
    String beforeSaving(HttpServletRequest request, SignedInUser user, String back);
}
