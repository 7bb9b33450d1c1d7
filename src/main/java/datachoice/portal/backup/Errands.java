package datachoice.portal.backup;

import datachoice.portal.StartRefused;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.modulith.NamedInterface;

/**
 * What the jar does besides serving pages:
 * <pre>
 * java -jar datachoice.jar migrate
 * java -jar datachoice.jar backup  /var/backups/datachoice
 * java -jar datachoice.jar restore /var/backups/datachoice/2026-11-23T02-00-00Z /var/lib/postgresql/18/main
 * </pre>
 */
@NamedInterface("errands")
public final class Errands {
    private static final Set<String> KNOWN = Set.of("migrate", "backup", "restore");
    private static final Set<String> HELP = Set.of("--help", "-h", "help");
    private static final int MEGABYTE = 1_000_000;

    private Errands() {}

    /**
     * True if these arguments ask for anything but the portal itself: for one of them, for help, or for something that
     * was misspelt. Settings begin with two dashes.
     */
    public static boolean include(String... arguments) {
        return Stream.of(arguments).anyMatch(argument -> !argument.startsWith("--") || argument.equals("--help"));
    }

    /**
     * Runs the errand and says in one line what came of it.
     *
     * @param variables settings, by the names that the portal has for them
     * @return exit code: 0 done, 1 not done, 2 not understood
     */
    public static int run(Map<String, String> variables, PrintStream out, String... arguments) {
        var places = new Places(variables);
        try {
            if (arguments[0].equals("migrate") && arguments.length == 1) {
                LoggingSystem.get(Errands.class.getClassLoader()).beforeInitialize(); // what matters is said below
                int done = places.migrations().run(places.tls());
                out.println("The database is at this release. Migrations that were missing: " + done + ".");
                return 0;
            }
            if (arguments[0].equals("backup") && arguments.length == 2) {
                var made = new Backup(places).below(Path.of(arguments[1]).toAbsolutePath());
                out.printf(
                        "Backup complete: %s, %,d files, %,d MB, %.1f s. Everything acknowledged before %s is in it.%n",
                        made.folder(),
                        made.files(),
                        made.bytes() / MEGABYTE,
                        made.took().toMillis() / 1000.0,
                        made.complete());
                return 0;
            }
            if (arguments[0].equals("restore") && arguments.length == (places.demo() ? 2 : 3)) {
                var database = new Restore(
                                places,
                                Path.of(arguments[1]).toAbsolutePath(),
                                places.demo() ? null : Path.of(arguments[2]))
                        .run();
                out.println("Restored. "
                        + (places.demo()
                                ? "Start the demo as always."
                                : "Start PostgreSQL on " + database + ", then the portal."));
                return 0;
            }
            if (!KNOWN.contains(arguments[0]) && !HELP.contains(arguments[0])) {
                out.printf("\"%s\" is no command. ", arguments[0].replaceAll("\\p{Cntrl}", "?"));
            }
            out.println(
                    "Use: migrate, or backup FOLDER, or restore BACKUP DATA-FOLDER-OF-POSTGRESQL (a demo: restore BACKUP)."
                            + " Without a command the portal starts.");
            return 2;
        } catch (BackupFailed | StartRefused e) {
            out.println(e.getMessage());
        } catch (SQLException e) {
            out.println("The database refuses the backup: " + e.getMessage().replace('\n', ' '));
        } catch (IOException e) {
            out.println("Reading or writing failed: " + e);
        }
        return 1;
    }
}
