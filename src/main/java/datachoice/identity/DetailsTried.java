package datachoice.identity;

import datachoice.core.NhsNumber;
import datachoice.core.SignedInUser;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.access.prepost.PreAuthorize;

/**
 * Details by which staff find somebody who need not be of their practice. A try counts as a wrong one before anything is
 * looked for and is taken back when it was right, so that nobody finds out a date of birth by trying many.
 */
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
public interface DetailsTried {
    /**
     * Too many wrong ones, and nothing is looked for: an exception, which is answered by the page that says when to try again.
     *
     * @param number whose details they are; kept as a mark of numbers only
     * @param search looks for them
     * @return what the search found; empty for wrong details, of which an entry stays in the trail
     */
    <T> Optional<T> once(HttpServletRequest request, SignedInUser user, NhsNumber number, Supplier<Optional<T>> search);
}
