package datachoice.portal.watch;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Where no figures are wanted, nothing is made that would count: no registry, none of Spring Boot's counters around the
 * server, repositories and the machine, no exporter. A start is shorter by that, and so is each request.
 */
class NothingUnwanted implements AutoConfigurationImportFilter, EnvironmentAware {
    private boolean wanted;

    @Override
    public void setEnvironment(Environment environment) {
        wanted = Export.wanted(environment);
    }

    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        var made = new boolean[configurations.length];
        for (int i = 0; i < made.length; i++) {
            made[i] = wanted || configurations[i] == null || !counts(configurations[i]);
        }
        return made;
    }

    private static boolean counts(String configuration) {
        return configuration.contains(".metrics.")
                || configuration.contains("Metrics")
                || configuration.contains("Observation")
                || configuration.contains(".opentelemetry.");
    }
}
