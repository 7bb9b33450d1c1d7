package datachoice.portal;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * When we refuse to start, we say why in one line, and nothing else is printed: an {@link IllegalStateException} that our
 * own code throws while starting is a sentence for the person at the console. All other failures are left to Spring Boot.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class OneLineFailures implements SpringBootExceptionReporter {
    private static final Logger LOG = LoggerFactory.getLogger(OneLineFailures.class);

    OneLineFailures(ConfigurableApplicationContext context) {}

    @Override
    public boolean reportException(Throwable failure) {
        var line = line(failure);
        line.ifPresent(LOG::error);
        return line.isPresent();
    }

    static Optional<String> line(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefused || (cause instanceof IllegalStateException && isOurs(cause))) {
                return Optional.ofNullable(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    private static boolean isOurs(Throwable failure) {
        return failure.getStackTrace().length > 0
                && failure.getStackTrace()[0].getClassName().startsWith("datachoice.");
    }
}
