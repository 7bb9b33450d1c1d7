package datachoice;

import datachoice.core.NhsNumber;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * T20, V16.2.5: reads everything the portal of the tests' own process writes to its log while any test runs, the log files that
 * others leave in the tests' folder, and every message that is there when a test class ends, and fails the class during which an NHS number, a password, or a name or e-mail address of somebody invented
 * for tests stood there. Registered for all tests by {@code META-INF/services}.
 */
public final class LogScan implements BeforeAllCallback, AfterAllCallback {
    /**
     * The numbers that people in England have begin so; what begins otherwise is a time or a count. Most numbers in a log stand
     * beside a colon, as in {@code number:9990000018} or in JSON; a dot before is a fraction of something, a dash part of an id.
     */
    private static final Pattern TEN_DIGITS =
            Pattern.compile("(?<![\\p{Alnum}.-])[4-9]\\d{2}([ \\u00a0-]?)\\d{3}\\1\\d{4}(?![\\p{Alnum}-])");

    private static final Pattern ADDRESS =
            Pattern.compile("[\\p{Alnum}._%+-]+@(demo|work|elm|oak|post|choice)\\.example");

    /** A line of our log, or one of a failure below it. What tests print by themselves is no log. */
    private static final Pattern LOGGED =
            Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\S+ +[A-Z]+ \\d+ --- .*|^\\{\"@timestamp\".*");

    private static final Pattern FAILURE =
            Pattern.compile("^(\\s+at |Caused by: |\\s+Suppressed: |\\S+(Exception|Error)\\b).*");

    private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();
    private static final Set<String> PASSWORDS = Set.of(Cast.PASSWORD, "better-information-2014");
    private static final Path TARGET = TestFolder.HERE;
    private static final Map<Path, Long> READ = new ConcurrentHashMap<>();
    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

    /** Somebody of this name now is a patient or a worker in a test. */
    static void knows(String name) {
        if (name.contains(" ") && name.length() > 7) {
            NAMES.add(name);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent(LogScan.class, type -> {
            System.setOut(new PrintStream(new Reading(System.out), true, StandardCharsets.UTF_8));
            return this;
        });
    }

    @Override
    public void afterAll(ExtensionContext context) {
        var found = new TreeSet<String>();
        readFiles(found);
        readMessages(context, found);
        for (var line = FOUND.poll(); line != null; line = FOUND.poll()) {
            found.add(line);
        }
        if (!found.isEmpty()) {
            throw new AssertionError("Personal data in the log: " + String.join("\n", found));
        }
    }

    /** What nodes of their own and database servers have written since: {@code x.log} and {@code x/log} of {@link TestFolder}. */
    private static synchronized void readFiles(Set<String> found) {
        if (!Files.exists(TARGET)) {
            return;
        }
        try (var below = Files.list(TARGET)) {
            for (var path : below.toList()) {
                var file = Files.isDirectory(path) ? path.resolve("log") : path;
                if (!isLog(file)) {
                    continue;
                }
                try (var open = new RandomAccessFile(file.toFile(), "r")) {
                    var from = READ.getOrDefault(file, 0L);
                    open.seek(from <= open.length() ? from : 0);
                    var bytes = new byte[(int) (open.length() - open.getFilePointer())];
                    open.readFully(bytes);
                    READ.put(file, open.getFilePointer());
                    new String(bytes, StandardCharsets.UTF_8)
                            .lines()
                            .flatMap(line -> personal(line).stream())
                            .forEach(what -> found.add(what + ", in " + file));
                } catch (IOException e) {
                    if (Files.exists(file)) { // else its test has taken it away while it was read
                        throw e;
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            found.add("A log cannot be read: " + e);
        }
    }

    private static boolean isLog(Path path) {
        return Files.isRegularFile(path)
                && (path.endsWith("log") || path.toString().endsWith(".log"));
    }

    /** Every e-mail and letter: no NHS number anywhere, and nobody's name in the subject of an e-mail. */
    private static void readMessages(ExtensionContext context, Set<String> found) {
        if (AnnotatedElementUtils.hasAnnotation(context.getRequiredTestClass(), WholePortal.class)) {
            var jdbc = SpringExtension.getApplicationContext(context).getBean(JdbcTemplate.class);
            jdbc.query("select kind, channel, subject, body from letter.message", row -> {
                var email = row.getString("channel").equals("EMAIL");
                (email ? personal(row.getString("subject")) : number(row.getString("subject")))
                        .or(() -> number(column(row, "body")))
                        .ifPresent(what -> found.add(what + ", in a message of kind " + column(row, "kind")));
            });
        }
    }

    private static String column(ResultSet row, String name) {
        try {
            return row.getString(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> number(String text) {
        return TEN_DIGITS
                .matcher(text)
                .results()
                .filter(digits -> NhsNumber.parse(digits.group()).isPresent())
                .map(digits -> "an NHS number")
                .findFirst();
    }

    /** What must not stand in a line; its digits and letters are not repeated. */
    static Optional<String> personal(String line) {
        return number(line)
                .or(() -> ADDRESS.matcher(line).find() ? Optional.of("an e-mail address") : Optional.empty())
                .or(() -> PASSWORDS.stream().anyMatch(line::contains) ? Optional.of("a password") : Optional.empty())
                .or(() -> NAMES.stream().anyMatch(line::contains) ? Optional.of("a name") : Optional.empty());
    }

    static boolean isLogged(String line) {
        return LOGGED.matcher(line).matches() || FAILURE.matcher(line).matches();
    }

    /** Passes everything on, and reads it line by line. */
    private static final class Reading extends OutputStream {
        private static final int LONGEST = 100_000;

        private final PrintStream target;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Reading(PrintStream target) {
            this.target = target;
        }

        @Override
        public synchronized void write(int b) {
            target.write(b);
            take(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) throws IOException {
            target.write(bytes, from, length);
            for (int i = from; i < from + length; i++) {
                take(bytes[i]);
            }
        }

        private void take(int b) {
            if (b != '\n' && line.size() < LONGEST) {
                line.write(b);
                return;
            }
            var text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            if (isLogged(text)) {
                personal(text).ifPresent(what -> FOUND.add(what + ", written by " + writer(text)));
            }
        }

        /** Logger of the line, or class of the failure. */
        private static String writer(String text) {
            var start = text.indexOf("] ", text.indexOf(" --- ") + 1);
            var end = text.indexOf(" : ");
            return start > 0 && end > start
                    ? text.substring(start, end).replaceAll(".*] ", "").strip()
                    : text.strip().split("[ :]")[0];
        }

        @Override
        public void flush() {
            target.flush();
        }
    }
}
