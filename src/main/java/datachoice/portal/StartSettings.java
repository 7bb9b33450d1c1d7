package datachoice.portal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Settles how the portal runs before anything is made: demo exactly when no datasource is set, unless
 * {@code DATACHOICE_MODE} says otherwise. A demo is reachable from this machine only, unless {@code SERVER_ADDRESS} is
 * set; production listens on every address, because a proxy or a container network stands in front of it. Without the
 * owner of the tables it runs no migrations.
 */
class StartSettings implements EnvironmentPostProcessor, Ordered {
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var settled = new HashMap<String, Object>();
        var mode = environment.getProperty("datachoice.mode", "").strip().toLowerCase(Locale.ROOT);
        if (mode.isEmpty()) {
            mode = environment.getProperty("spring.datasource.url", "").isBlank() ? "demo" : "production";
        }
        settled.put("datachoice.mode", mode);
        var baseUrl = environment.getProperty("datachoice.base-url", "").strip();
        if (baseUrl.isEmpty()) {
            baseUrl = "http://localhost:" + environment.getProperty("server.port", "8080");
        }
        settled.put("datachoice.base-url", baseUrl.replaceFirst("/+$", ""));
        if (mode.equals("production")
                && environment.getProperty("spring.flyway.user", "").isBlank()) {
            settled.put("spring.flyway.enabled", "false"); // the errand "migrate" did it: see Migrations
        }
        environment.getPropertySources().addFirst(new MapPropertySource("how the portal runs", settled));
        if (mode.equals("demo")) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("demo on this machine only", Map.of("server.address", "127.0.0.1")));
        }
    }

    /** After application.yml has been read. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
