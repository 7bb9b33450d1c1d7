package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** T20: what {@link LogScan} finds, and what it leaves alone. */
class LogScanTests {
    private static final String LINE = "2026-11-23T01:05:40.036Z  INFO 1 --- [datachoice] [main] d.Some : ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no row for 9990000018",
                "no row for 999 000 0018",
                "refused (999-000-0018)",
                "9990000018: not found",
                "number:9990000018",
                "number_9990000018_is_gone",
                "{\"nhs\":9990000018}",
                "{\"nhs\":\"999 000 0018\",\"row\":3}",
                "sent to amina@demo.example",
                "three quiet lamps"
            })
    void findsWhatIsPersonal(String text) {
        assertThat(LogScan.isLogged(LINE + text)).isTrue();
        assertThat(LogScan.personal(LINE + text)).isPresent();
    }

    @Test
    void findsNamesOfPeopleInTests() {
        LogScan.knows("Xenia Logscan");
        assertThat(LogScan.personal(LINE + "Xenia Logscan was refused")).contains("a name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9990000019 has a wrong check digit",
                "took 1795395940 ns",
                "took 0.9990000018 s",
                "at 01:05:40.999000001 and 2026-11-23T01:05:40Z",
                "token ab-9990000018-cd",
                "id 01890000-9990-7000-8018-9990000018ab",
                "•••• 0018",
                "see security@operator.example"
            })
    void leavesAloneWhatIsNot(String text) {
        assertThat(LogScan.personal(LINE + text)).isEmpty();
    }

    @Test
    void readsFailuresToo() {
        assertThat(LogScan.isLogged("Caused by: java.lang.IllegalStateException: 999 000 0018"))
                .isTrue();
        assertThat(LogScan.isLogged("\tat datachoice.Some.thing(Some.java:1)")).isTrue();
        assertThat(LogScan.isLogged("what a test says by itself: 999 000 0018")).isFalse();
    }
}
