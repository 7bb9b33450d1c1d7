package datachoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Rules ask for the day in the United Kingdom. A test, or a rule, that asks for the day where the machine is agrees with
 * them for most of the day and of the year, and is red between eleven and midnight in summer.
 */
class TimeOfDayTests {
    /** Days of the machine; far enough in the past is the past everywhere. */
    private static final Pattern DAY_OF_THE_MACHINE = Pattern.compile(
            "current_date(?! - )|localtime|(LocalDate|LocalDateTime|LocalTime|ZonedDateTime|Year|YearMonth)\\.now\\(\\)|systemDefault");

    @Test
    void nobodyAsksWhichDayItIsWhereTheMachineIs() throws IOException {
        var found = new ArrayList<String>();
        for (var root : List.of("src/main", "src/test")) {
            try (var files = Files.walk(Path.of(root))) {
                for (var file : files.filter(path -> path.toString().matches(".*\\.(java|sql)"))
                        .filter(path -> !path.endsWith("TimeOfDayTests.java"))
                        .toList()) {
                    var lines = Files.readAllLines(file);
                    for (int i = 0; i < lines.size(); i++) {
                        if (DAY_OF_THE_MACHINE.matcher(lines.get(i)).find()) {
                            found.add(file + ":" + (i + 1) + " " + lines.get(i).strip());
                        }
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }
}
