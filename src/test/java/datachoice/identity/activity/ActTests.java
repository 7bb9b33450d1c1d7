package datachoice.identity.activity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.util.PropertyResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** V16: whoever filters by a kind misses no act of it. */
class ActTests {
    private static final String NAME = "audit.action.";

    @Test
    void eachActIsOfOneKind() throws IOException {
        try (var in =
                new InputStreamReader(new ClassPathResource("messages/activity.properties").getInputStream(), UTF_8)) {
            var named = new PropertyResourceBundle(in)
                    .keySet().stream()
                            .filter(key -> key.startsWith(NAME))
                            .map(key -> key.substring(NAME.length()))
                            .sorted()
                            .toList();
            assertThat(named).hasSizeGreaterThan(50);
            assertThat(Stream.of(Act.values()).flatMap(act -> act.actions().stream()))
                    .as("every act that has a name, and each once")
                    .containsAll(named)
                    .doesNotHaveDuplicates();
        }
        for (var act : Act.values()) {
            assertThat(act.actions()).allMatch(action -> action.matches(act.pattern()));
        }
    }
}
