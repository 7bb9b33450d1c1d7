package datachoice.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.helpers.BasicMDCAdapter;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** T20: what a line of the log must not say, however it came to be written. */
class LogTests {
    @ParameterizedTest
    @CsvSource({
        "nobody is called 943 476 5919, nobody is called •••",
        "refused:9434765919., refused:•••.",
        "943-476-5919, •••",
        "9434765918, 9434765918", // no NHS number: the check digit fails
        "019434765919, 019434765919",
        "0193a1b2-9434-7659-8abc-943476591912, 0193a1b2-9434-7659-8abc-943476591912",
        "<jane.doe+x@mail.example> bounced, <•••@•••> bounced",
        "user@localhost, user@localhost",
        "to=o'neil@demo.example;, to=o'•••@•••;"
    })
    void whatNamesAPersonIsMasked(String said, String written) {
        assertThat(Masked.of(said)).isEqualTo(written);
    }

    /** One object on one line, with the reference that stands on the page, and without the failure's own words. */
    @Test
    void aLineOfJsonSaysWhatFailedAndNotWhom() throws Exception {
        var failure = new IllegalStateException(
                "cannot read \"Jane Doe, 9434765919\"",
                new SQLException("Key (email)=(jane@mail.example) exists", "23505"));
        var line = json("no answer for 943 476 5919\n2026 ERROR forged", failure, Map.of("request", "7QK-R2M-9XB"));

        assertThat(line).endsWith("}\n").doesNotContain("Jane", "9434765919", "943 476", "jane@", "mail.example");
        assertThat(line.strip().lines())
                .as("nobody can begin a line of their own")
                .hasSize(1);
        var read = JsonMapper.shared().readTree(line);
        assertThat(read.at("/request").asString()).isEqualTo("7QK-R2M-9XB");
        assertThat(read.at("/log/level").asString()).isEqualTo("ERROR");
        assertThat(read.at("/service/name").asString()).isEqualTo("datachoice");
        assertThat(read.at("/message").asString()).startsWith("no answer for •••");
        assertThat(read.at("/error/type").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(read.at("/error/stack_trace").asString())
                .startsWith("java.lang.IllegalStateException\n\tat datachoice.portal.LogTests")
                .contains("Caused by: java.sql.SQLException [23505]\n");
        assertThat(read.at("/error/message").isMissingNode()).isTrue();
    }

    /** By the settings that the portal runs with. */
    private static String json(String message, Throwable failure, Map<String, String> mdc) throws Exception {
        var settings = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load("application", new ClassPathResource("application.yml"))
                .forEach(settings.getPropertySources()::addLast);
        var context = new LoggerContext();
        context.setMDCAdapter(new BasicMDCAdapter());
        context.putObject(Environment.class.getName(), settings);
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.setCharset(UTF_8);
        encoder.start();
        var event = new LoggingEvent(
                "", context.getLogger("org.example.Library"), Level.ERROR, message, failure, new Object[0]);
        event.setMDCPropertyMap(mdc);
        return new String(encoder.encode(event), UTF_8);
    }
}
