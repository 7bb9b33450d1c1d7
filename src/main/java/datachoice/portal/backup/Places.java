package datachoice.portal.backup;

import datachoice.core.SecretFiles;
import datachoice.portal.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * Where a portal keeps its things, by the same variables that it is started with. Without a datasource it is a demo, whose
 * database and keys lie in its data folder.
 *
 * @param variables the process's own
 */
record Places(Map<String, String> variables) {
    private static final String URL = "SPRING_DATASOURCE_URL";

    boolean demo() {
        return value(URL).isEmpty();
    }

    /** The data folder. */
    Path home() {
        var home = value("DATACHOICE_HOME");
        return (home.isEmpty() ? Path.of(System.getProperty("user.home"), ".datachoice") : Path.of(home))
                .toAbsolutePath()
                .normalize();
    }

    /** The key of a portal in production. A demo has several, in {@code keys} below its data folder. */
    Path key() throws BackupFailed {
        var key = value("DATACHOICE_KEY_FILE");
        if (key.isEmpty()) {
            throw new BackupFailed("DATACHOICE_KEY_FILE is not set: a backup without the key is not worth much.");
        }
        return Path.of(key).toAbsolutePath().normalize();
    }

    /** Signs in as the role of backup.sql; in a demo as the superuser, whose password it made itself. */
    Connection database() throws BackupFailed, SQLException, IOException {
        var login = new Properties();
        login.setProperty("prepareThreshold", "-1"); // files come as bytes, not as text
        login.setProperty("ApplicationName", "datachoice backup");
        login.setProperty("logServerErrorDetail", "false");
        if (!demo()) {
            var password = value("DATACHOICE_BACKUP_PASSWORD");
            if (password.isEmpty()) {
                throw new BackupFailed(
                        "DATACHOICE_BACKUP_PASSWORD is not set: it is the password of the role \"backup\","
                                + " which backup.sql makes.");
            }
            login.setProperty("user", "backup");
            login.setProperty("password", password);
            return DriverManager.getConnection(value(URL), login);
        }
        var port = home().resolve("postgres").resolve("port");
        if (!Files.exists(port)) {
            throw new BackupFailed(home() + " is not the data folder of a demo, and SPRING_DATASOURCE_URL is not set.");
        }
        login.setProperty("user", "postgres");
        login.setProperty("password", new SecretFiles(home().resolve("keys")).secret("postgres-superuser", 24));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + Files.readString(port).strip() + "/datachoice", login);
    }

    /** Signs in as the owner of the tables. */
    Migrations migrations() throws BackupFailed {
        if (demo()) {
            throw new BackupFailed(
                    "SPRING_DATASOURCE_URL is not set. A demo brings its database to its release by itself.");
        }
        if (value("SPRING_FLYWAY_USER").isEmpty()) {
            throw new BackupFailed(
                    "SPRING_FLYWAY_USER is not set: it names the role \"owner\", which roles.sql makes.");
        }
        return new Migrations(value(URL), value("SPRING_FLYWAY_USER"), value("SPRING_FLYWAY_PASSWORD"));
    }

    boolean tls() {
        return !value("DATACHOICE_DATABASE_TLS").equalsIgnoreCase("false");
    }

    private String value(String name) {
        return variables.getOrDefault(name, "").strip();
    }
}
