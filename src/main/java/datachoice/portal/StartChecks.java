package datachoice.portal;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Refuses settings that are unsafe or incomplete, before the database or anybody's browser is touched. */
class StartChecks implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        check(context.getEnvironment());
    }

    /** @throws StartRefused for the first setting that is wrong */
    static void check(Environment environment) {
        var mode = environment.getProperty("datachoice.mode", "");
        if (!Set.of("demo", "production").contains(mode)) {
            throw new StartRefused(
                    "DATACHOICE_MODE is \"%s\". It must be demo or production, or not set.".formatted(mode));
        }
        if (mode.equals("production")) {
            checkProduction(environment);
        }
    }

    private static void checkProduction(Environment environment) {
        if (isMissing(environment, "spring.datasource.url")) {
            throw new StartRefused(
                    "SPRING_DATASOURCE_URL is not set. Production needs a PostgreSQL database of its own; without one, run the demo.");
        }
        var migrations = environment.getProperty("spring.flyway.user", "");
        if (migrations.isBlank() || migrations.equals(environment.getProperty("spring.datasource.username", ""))) {
            throw new StartRefused("SPRING_FLYWAY_USER must name the owner of the tables, who is not the user of"
                    + " SPRING_DATASOURCE_USERNAME: the running portal must not be able to change its own tables.");
        }
        if (!isHttps(environment.getProperty("datachoice.base-url", ""))) {
            throw new StartRefused("DATACHOICE_BASE_URL must be the https address at which people reach this portal,"
                    + " such as https://choice.example.org.");
        }
        var key = environment.getProperty("datachoice.key-file", "");
        if (key.isBlank() || !Files.isReadable(Path.of(key))) {
            throw new StartRefused("DATACHOICE_KEY_FILE must name a readable file with at least 32 random bytes,"
                    + " the same on every node.");
        }
        if (isMissing(environment, "spring.mail.host")) {
            throw new StartRefused(
                    "SPRING_MAIL_HOST is not set. Security codes go out by e-mail, so nobody could sign in without it.");
        }
    }

    private static boolean isMissing(Environment environment, String setting) {
        return environment.getProperty(setting, "").isBlank();
    }

    private static boolean isHttps(String address) {
        try {
            var uri = URI.create(address);
            return "https".equals(uri.getScheme()) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
