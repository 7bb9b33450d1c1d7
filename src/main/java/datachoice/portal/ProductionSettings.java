package datachoice.portal;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.springframework.core.env.Environment;

/** What must be set, and how, before the portal runs for real people. */
record ProductionSettings(Environment environment) {
    /** Printed in the compose file and in the README, for everybody to read. */
    private static final Set<String> PUBLISHED_PASSWORDS =
            Set.of("app-of-the-demo", "owner-of-the-demo", "superuser-of-the-demo", "better-information-2014");

    private static final List<String> OPERATOR =
            List.of("NAME", "ADDRESS", "PHONE", "PHONE_HOURS", "EMAIL", "DATA_PROTECTION_OFFICER");

    /** Names that are reserved for examples. */
    private static final Pattern EXAMPLE = Pattern.compile(
            "(?i)(^|[@./])example\\.(com|net|org|edu)\\b|\\.(example|invalid|test)\\b|@(example|localhost)\\b");

    private static final int LONGEST = 200;

    /** @throws StartRefused for the first setting that is wrong */
    void check() {
        datasource();
        baseUrl();
        home();
        KeyFile.check(setting("datachoice.key-file"), setting("datachoice.home"));
        mail();
        operator();
        securityContact();
        clock();
    }

    private void datasource() {
        if (isMissing("spring.datasource.url")) {
            throw new StartRefused(
                    "SPRING_DATASOURCE_URL is not set. Production needs a PostgreSQL database of its own; without one, run the demo.");
        }
        var address = setting("spring.datasource.url");
        checkReadable(address, !setting("datachoice.database-tls").equalsIgnoreCase("false"));
        if (!isMissing("spring.flyway.user")
                && setting("spring.flyway.user").equals(setting("spring.datasource.username"))) {
            throw new StartRefused("SPRING_FLYWAY_USER must name the owner of the tables, who is not the user of"
                    + " SPRING_DATASOURCE_USERNAME: the running portal must not be able to change its own tables.");
        }
        for (var password : new String[] {"spring.datasource.password", "spring.flyway.password"}) {
            if (PUBLISHED_PASSWORDS.contains(setting(password))) {
                throw new StartRefused("%s is a password of the demo, which everybody can read. Choose another one."
                        .formatted(variable(password)));
            }
        }
    }

    /**
     * What passes between portal and database must not be read on the way, nor answered by anybody else. Only
     * {@code verify-full} asks whose certificate it is; all else encrypts for whoever answers.
     */
    static void checkReadable(String address, boolean tls) {
        var parts = Driver.parseURL(address, null);
        if (parts == null) {
            throw new StartRefused("SPRING_DATASOURCE_URL is not the address of a PostgreSQL database. It looks like"
                    + " jdbc:postgresql://host:5432/datachoice.");
        }
        boolean onThisMachine = Stream.of(Objects.requireNonNull(PGProperty.PG_HOST.getOrDefault(parts))
                        .split(","))
                .allMatch(ProductionSettings::isThisMachine);
        if (onThisMachine || !tls) {
            return;
        }
        if (!"verify-full".equals(PGProperty.SSL_MODE.getOrDefault(parts))
                || Objects.requireNonNullElse(PGProperty.SSL_FACTORY.getOrDefault(parts), "")
                        .contains("NonValidating")) {
            throw new StartRefused("SPRING_DATASOURCE_URL names a database on another machine without"
                    + " sslmode=verify-full: others could read what passes, or answer in its place. Add it, and"
                    + " sslrootcert with the file of the authority, or set DATACHOICE_DATABASE_TLS=false for a network"
                    + " that nobody else is in.");
        }
    }

    private void baseUrl() {
        if (!isHttps(setting("datachoice.base-url"))) {
            throw new StartRefused("DATACHOICE_BASE_URL must be the https address at which people reach this portal,"
                    + " such as https://choice.example.org.");
        }
    }

    /** What is kept there outlives the process: leaflets' films, letters to print. */
    private void home() {
        var home = Path.of(setting("datachoice.home")).toAbsolutePath();
        if (Files.exists(home.resolve("postgres").resolve("data"))) {
            throw new StartRefused(
                    "DATACHOICE_HOME (%s) is the data folder of a demo. Name another one.".formatted(home));
        }
        var there = home;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new StartRefused(("DATACHOICE_HOME (%s) must be a folder that the portal can write to:"
                            + " films and letters are kept there.")
                    .formatted(home));
        }
    }

    private void mail() {
        var host = setting("spring.mail.host");
        if (host.isBlank()) {
            throw new StartRefused(
                    "SPRING_MAIL_HOST is not set. Security codes go out by e-mail, so nobody could sign in without it.");
        }
        if (setting("datachoice.mail-tls").equalsIgnoreCase("false") && !isThisMachine(host)) {
            throw new StartRefused("DATACHOICE_MAIL_TLS=false is for a mail server on the same machine only."
                    + " Security codes for others would travel unencrypted to %s.".formatted(host));
        }
    }

    /** All or nothing: a database in which somebody is named already does without. */
    private void operator() {
        if (OPERATOR.stream().allMatch(part -> isMissing(operator(part)))) {
            return;
        }
        for (var part : OPERATOR) {
            var value = setting(operator(part));
            if (value.isEmpty()) {
                throw new StartRefused(operatorMissing(part));
            }
            if (!value.equals(PlainText.of(value)) || value.length() > LONGEST) {
                throw new StartRefused("DATACHOICE_OPERATOR_%s must be one line of plain text, %d characters at most."
                        .formatted(part, LONGEST));
            }
        }
        var email = setting(operator("EMAIL"));
        if (!email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+") || email.endsWith("@demo.example")) {
            throw new StartRefused("DATACHOICE_OPERATOR_EMAIL must be an e-mail address that people can write to.");
        }
        if (setting(operator("PHONE")).codePoints().filter(Character::isDigit).count() < 3) {
            throw new StartRefused("DATACHOICE_OPERATOR_PHONE must be a phone number: letters ask people to call it.");
        }
    }

    /** Whoever finds a fault writes there, and hears nothing from an address that is only an example. */
    private void securityContact() {
        var contact = setting("datachoice.security-contact");
        if (EXAMPLE.matcher(contact).find()) {
            throw new StartRefused(
                    "DATACHOICE_SECURITY_CONTACT is an address made up for examples, and nobody reads it."
                            + " Name who does, or leave it empty for the operator's e-mail address.");
        }
    }

    static String operatorMissing(String part) {
        return ("DATACHOICE_OPERATOR_%s is not set. Letters and pages tell people who runs this portal and whom to phone:"
                        + " set DATACHOICE_OPERATOR_NAME, _ADDRESS, _PHONE, _PHONE_HOURS, _EMAIL and _DATA_PROTECTION_OFFICER.")
                .formatted(part);
    }

    private static String operator(String part) {
        return "datachoice.operator." + part.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void clock() {
        var offset = setting("datachoice.clock-offset");
        if (!offset.isBlank() && !offset.matches("(?i)P?0+D?")) {
            throw new StartRefused(
                    "DATACHOICE_CLOCK_OFFSET is for the demo only. Choices are dated by the clock on the wall: leave it out.");
        }
    }

    private boolean isMissing(String setting) {
        return setting(setting).isBlank();
    }

    private String setting(String name) {
        return environment.getProperty(name, "").strip();
    }

    private static String variable(String setting) {
        return setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static boolean isHttps(String address) {
        try {
            var uri = URI.create(address);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getPath().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
