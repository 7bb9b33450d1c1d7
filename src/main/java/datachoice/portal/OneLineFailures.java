package datachoice.portal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * When we refuse to start, we say why in one line, and nothing else is printed: an {@link IllegalStateException} that our
 * own code throws while starting is a sentence for the person at the console. So is a setting that cannot be read. All
 * other failures are left to Spring Boot.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class OneLineFailures implements SpringBootExceptionReporter {
    private static final Logger LOG = LoggerFactory.getLogger(OneLineFailures.class);

    private static final Pattern SECRET = Pattern.compile("PASSWORD|SECRET|KEY|TOKEN|AUTHORIZATION");

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
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException unreadable) {
                return Optional.of(unreadable(unreadable));
            }
            if (cause instanceof PortInUseException taken) {
                return Optional.of("SERVER_PORT is %d, and something else on this machine listens there already."
                        .formatted(taken.getPort()));
            }
        }
        return Optional.empty();
    }

    /** A setting that is not what it should be, such as a word where a number belongs. */
    private static String unreadable(BindException failure) {
        var property = failure.getProperty();
        var name = failure.getName().toString();
        if (property == null) {
            return "The settings below %s cannot be read.".formatted(variable(name));
        }
        var variable = property.getOrigin() instanceof SystemEnvironmentOrigin origin
                ? origin.getProperty()
                : variable(property.getName().toString());
        var type = failure.getTarget().getType().toClass();
        return "%s %s, and cannot be read as %s."
                .formatted(
                        variable,
                        SECRET.matcher(variable).find()
                                ? "is set"
                                : "is \"%s\"".formatted(PlainText.of(String.valueOf(property.getValue()))),
                        Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class
                                ? "a number"
                                : type.getSimpleName().toLowerCase(Locale.ROOT));
    }

    private static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static boolean isOurs(Throwable failure) {
        return failure.getStackTrace().length > 0
                && failure.getStackTrace()[0].getClassName().startsWith("datachoice.");
    }
}
