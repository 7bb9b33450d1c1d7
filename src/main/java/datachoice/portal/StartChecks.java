package datachoice.portal;

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
            new ProductionSettings(environment).check();
        }
    }
}
