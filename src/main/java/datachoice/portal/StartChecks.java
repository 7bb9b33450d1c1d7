package datachoice.portal;

import datachoice.core.HostAndPort;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.catalina.util.NetMask;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;

/**
 * Refuses settings that are unsafe or incomplete, before the database or anybody's browser is touched; and a database that
 * is behind, where this process is not the one that may change it.
 */
class StartChecks implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        check(environment);
        if (environment.getProperty("datachoice.mode", "").equals("production")
                && environment.getProperty("spring.flyway.user", "").isBlank()) {
            new Migrations(
                            environment.getProperty("spring.datasource.url", ""),
                            environment.getProperty("spring.datasource.username", ""),
                            environment.getProperty("spring.datasource.password", ""))
                    .checkThatTheyRan();
        }
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
        checkProxies(environment.getProperty("datachoice.proxies", ""));
        checkScanner(environment.getProperty("datachoice.scanner", ""));
        checkReadable(environment, "SERVER_PORT", Integer.class, "a number, such as 8080");
        checkReadable(environment, "SPRING_MAIL_PORT", Integer.class, "a number, such as 587");
        checkReadable(environment, "DATACHOICE_DRAIN", Duration.class, "a time, such as 5s");
        checkReadable(environment, "DATACHOICE_DATABASE_TLS", Boolean.class, "true or false");
        checkReadable(environment, "DATACHOICE_MAIL_TLS", Boolean.class, "true or false");
        checkReadable(environment, "DATACHOICE_CLOCK_OFFSET", Period.class, "whole days, such as P28D");
        checkReadable(environment, "DATACHOICE_CHOICES_PERHOUR", Integer.class, "a number");
        checkReadable(environment, "DATACHOICE_CHOICES_PERDAY", Integer.class, "a number");
        var settings = Binder.get(environment);
        for (var limit : List.of("datachoice.choices.per-hour", "datachoice.choices.per-day")) {
            if (settings.bind(limit, Integer.class).orElse(1) < 1) {
                throw new StartRefused("%s must be 1 or more: with less, nobody could save a choice."
                        .formatted(
                                limit.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_')));
            }
        }
        if (settings.bind("datachoice.drain", Duration.class)
                .orElse(Duration.ZERO)
                .isNegative()) {
            throw new StartRefused("DATACHOICE_DRAIN must be 0s or more.");
        }
    }

    private static void checkScanner(String scanner) {
        if (!scanner.isBlank() && HostAndPort.parse(scanner).isEmpty()) {
            throw new StartRefused("DATACHOICE_SCANNER is \"%s\". It must be a host and a port, such as 127.0.0.1:3310."
                    .formatted(PlainText.of(scanner.strip())));
        }
    }

    /** Read the way that the server will read them. */
    private static void checkProxies(String proxies) {
        for (var proxy : proxies.split(",")) {
            try {
                if (!proxy.isBlank()) {
                    new NetMask(proxy.strip());
                }
            } catch (IllegalArgumentException notOne) {
                throw new StartRefused(
                        "DATACHOICE_PROXIES names \"%s\", which is no address and no network. It looks like"
                                        .formatted(PlainText.of(proxy.strip()))
                                + " 10.0.0.0/8, 192.0.2.7: addresses and networks, with commas between them.");
            }
        }
    }

    private static void checkReadable(Environment environment, String variable, Class<?> type, String such) {
        var value = environment.getProperty(variable, "");
        try {
            if (!value.isBlank()) {
                environment.getProperty(variable, type);
            }
        } catch (ConversionException | IllegalArgumentException unreadable) {
            throw new StartRefused("%s is \"%s\". It must be %s.".formatted(variable, PlainText.of(value), such));
        }
    }
}
