package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T32: no key, token or password is in the repository, nor ever was, beside those of the demo and of tests. */
class SecretTests {
    private static final Map<String, Pattern> SECRETS = new LinkedHashMap<>();

    /** Said in a program, in JSON, in a file of settings, on a command line or in SQL. */
    private static final String PASSWORD = """
            (?: password | passwd | secret | api[_-]?key | access[_-]?token ) [\\w-]* ["']?
            (?: \\s* [:=] \\s* ["'] ([^\\s"']{8,}) ["']
              | \\s* [:=] \\s* ([^\\s"'{}$<>()\\[\\],;]{8,}) \\s* (?: \\# .* )? $
              | = ([^\\s"'{}$<>()\\[\\],;&]{8,}) \\s
              | \\s+ ' ([^\\s']{8,}) ' )
            """;

    static {
        SECRETS.put("a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY"));
        SECRETS.put("a key of a cloud", Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b|\\bAIza[0-9A-Za-z_-]{35}\\b"));
        SECRETS.put(
                "a token",
                Pattern.compile(
                        "\\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{40,}|glpat-[0-9A-Za-z_-]{20}"
                                + "|xox[abposr]-[0-9A-Za-z-]{10,}|sk-[0-9A-Za-z_-]{32,}|npm_[0-9A-Za-z]{36}|hf_[0-9A-Za-z]{30,})"));
        SECRETS.put(
                "a signed token",
                Pattern.compile("\\beyJ[0-9A-Za-z_-]{10,}\\.eyJ[0-9A-Za-z_-]{10,}\\.[0-9A-Za-z_-]{10,}"));
        SECRETS.put(
                "a password in an address",
                Pattern.compile("\\b[a-z][a-z0-9+]*://[^/\\s:@\"'{}<>$]+:([^@/\\s\"'{}<>$]{4,})@[\\w.-]+"));
        SECRETS.put("a password", Pattern.compile(PASSWORD, Pattern.CASE_INSENSITIVE | Pattern.COMMENTS));
    }

    /** Known to everybody on purpose, or no secret at all. */
    private static final Set<String> PUBLIC = Set.of(
            "better-information-2014",
            "owner-of-the-demo",
            "app-of-the-demo",
            "superuser-of-the-demo",
            "owner-in-tests",
            "app-in-tests",
            "scram-sha-256",
            "passwordShown"); // a word of the design kit's script

    /** Words that stand where a secret will, and only such words. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("(?i)(?:(?:change|choose|your|example|required|none|me|it|one|this|password)[_-]?)+|\\*+");

    private static boolean isSecret(String line) {
        return SECRETS.values().stream()
                .flatMap(pattern -> pattern.matcher(line).results())
                .anyMatch(SecretTests::isSecret);
    }

    private static boolean isSecret(MatchResult found) {
        var value = IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(found::group)
                .filter(Objects::nonNull)
                .findFirst();
        return value.isEmpty()
                || !PUBLIC.contains(value.get())
                        && !PLACEHOLDER.matcher(value.get()).matches();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA PRIVATE KEY-----", // no secret: only the first line of one
                "key: AKIAIOSFODNN7EXAMPLE",
                "spring.datasource.password=hunter2hunter2",
                "url: postgres://app:s3cr3tw0rd@db.example/x",
                "DATABASE_PASSWORD: \"k8Jd7-kdUw92\"",
                "    static final String PASSWORD = \"k8Jd7-kdUw92\";",
                "  \"password\": \"k8Jd7-kdUw92\",",
                "create role app login password 'k8Jd7-kdUw92' noinherit;",
                "DB_PASSWORD=k8Jd7-kdUw92 # live",
                "-c owner_password=owner-of-the-demo -c app_password=k8Jd7-kdUw92",
                "password=app-k8Jd7",
                "password=your-k8Jd7",
                "password=test.k8Jd7"
            })
    void findsSecrets(String line) {
        assertThat(isSecret(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=better-information-2014",
                "SPRING_DATASOURCE_PASSWORD: ${APP_PASSWORD:?}",
                "String password = passwords.encode(typed);",
                "this.password = otherPassword;",
                "DB_PASSWORD=change-me # before you start",
                "\"password\": \"********\",",
                "identity.password.hint=Choose a long one"
            })
    void leavesAloneWhatIsNone(String line) {
        assertThat(isSecret(line)).isFalse();
    }

    @Test
    void noCommittedFileHoldsASecret() throws Exception {
        var found = new TreeSet<String>();
        for (var name : git("ls-files")) {
            var file = Path.of(name);
            if (!Files.isRegularFile(file) || name.endsWith("SecretTests.java") || Files.size(file) > 3_000_000) {
                continue;
            }
            var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            if (text.indexOf('\0') < 0) {
                text.lines().filter(SecretTests::isSecret).forEach(line -> found.add(name + ": " + start(line)));
            }
            assertThat(name)
                    .as("a file that keeps keys")
                    .doesNotMatch(
                            ".*\\.(pem|p12|pfx|jks|keystore|kdbx|key)|(.*/)?(\\.env|\\.netrc|\\.npmrc\\.local|id_rsa|id_ed25519)");
        }
        assertThat(found).isEmpty();
    }

    /**
     * What was committed once can be read for ever: on any branch, in a merge, in a file that was renamed. Of a clone without
     * its past all that it has is read.
     */
    @Test
    void noneEverDid() throws Exception {
        var found = new TreeSet<String>();
        for (var line : git(
                "log",
                "--all",
                "-p",
                "-m",
                "--no-renames",
                "--unified=0",
                "--no-textconv",
                "--no-ext-diff",
                "--diff-filter=AM",
                "--",
                ".",
                ":!*SecretTests.java",
                ":!*.csv",
                ":!src/main/frontend/package-lock.json")) {
            if (line.startsWith("+") && isSecret(line.substring(1))) {
                found.add(start(line));
            }
        }
        assertThat(found).isEmpty();
    }

    private static String start(String line) {
        return line.strip().substring(0, Math.min(line.strip().length(), 200));
    }

    private static List<String> git(String... command) throws IOException, InterruptedException {
        Needed.here(Files.exists(Path.of(".git")), "no clone, but a copy of its files");
        var all = new ArrayList<>(List.of("git"));
        all.addAll(List.of(command));
        var process = new ProcessBuilder(all)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var read = lines.lines().toList();
            assertThat(process.waitFor()).as("git").isZero();
            assertThat(read).isNotEmpty();
            return read;
        }
    }
}
