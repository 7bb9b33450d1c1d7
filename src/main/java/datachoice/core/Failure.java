package datachoice.core;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/** What went wrong with a request that was answered all the same; kept with it for the one line that the log gets. */
public final class Failure {
    private static final String ATTRIBUTE = Failure.class.getName();

    private Failure() {}

    public static void note(ServletRequest request, Throwable failure) {
        request.setAttribute(ATTRIBUTE, failure);
    }

    public static @Nullable Throwable in(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Throwable failure ? failure : null;
    }
}
