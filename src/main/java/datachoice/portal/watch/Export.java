package datachoice.portal.watch;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether figures are wanted anywhere: an address is set that they are to be sent to. */
class Export implements Condition {
    static final String ADDRESS = "management.otlp.metrics.export.url";

    static boolean wanted(Environment settings) {
        return !settings.getProperty(ADDRESS, "").isBlank();
    }

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata bean) {
        return wanted(context.getEnvironment());
    }
}
