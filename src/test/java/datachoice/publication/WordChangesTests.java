package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.publication.WordChanges.Kind;
import datachoice.publication.WordChanges.Part;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordChangesTests {
    @Test
    void marksWordsInsideALine() {
        assertThat(WordChanges.between("You may say no.", "You can always say no."))
                .singleElement()
                .satisfies(line -> assertThat(line.parts())
                        .containsExactly(
                                new Part(Kind.SAME, "You "),
                                new Part(Kind.REMOVED, "may "),
                                new Part(Kind.ADDED, "can always "),
                                new Part(Kind.SAME, "say no.")));
    }

    @Test
    void showsEachSideOfALineByItself() {
        assertThat(WordChanges.between("You may say no.", "You can say no.\nAlways."))
                .satisfiesExactly(
                        changed -> {
                            assertThat(words(changed.before())).isEqualTo("You may say no.");
                            assertThat(words(changed.after())).isEqualTo("You can say no.");
                        },
                        added -> {
                            assertThat(added.before()).isEmpty();
                            assertThat(words(added.after())).isEqualTo("Always.");
                        });
    }

    private static String words(List<Part> side) {
        return side.stream().map(Part::text).collect(Collectors.joining());
    }

    @Test
    void leavesOutWhatIsFarFromAChange() {
        var before = IntStream.range(0, 20).mapToObj(n -> "line " + n).collect(Collectors.joining("\n"));
        var lines = WordChanges.between(before, before.replace("line 10", "line ten"));
        assertThat(lines).extracting(WordChanges.Line::leftOut).containsExactly(9, 0, 0, 0, 8);
    }

    @Test
    void findsNothingInEqualTexts() {
        assertThat(WordChanges.between("a", "a")).isEmpty();
    }

    @Test
    void comparesTheLongestTextsFast() {
        var before = "a b\n".repeat(24_000);
        var after = IntStream.range(0, 2_900).mapToObj(n -> "x" + n).collect(Collectors.joining("\n"));
        var threads = ManagementFactory.getThreadMXBean(); // work, not waiting for a busy machine
        var start = threads.getCurrentThreadCpuTime();
        WordChanges.between(before, after);
        WordChanges.between(after, after.replace("x", "y"));
        WordChanges.between("a ".repeat(50_000), "b ".repeat(50_000));
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
