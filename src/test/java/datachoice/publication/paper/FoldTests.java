package datachoice.publication.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The largest letters that fit, found without measuring them all. */
class FoldTests {
    private static final String PAGE =
            "<style>@page { size: 297mm 210mm; margin: 0 }</style><body class=\"fold step-0\"></body>";

    private final List<Integer> measured = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void takesTheFirstStepThatFits(int first) {
        assertThat(Fold.fit(PAGE, page -> pages(page, first)))
                .contains("class=\"fold step-" + first + "\"", "size: 297mm 210mm");
        assertThat(measured).contains(first).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(4);
    }

    /** Nothing is printed below the edge of a sheet: where no step fits, it is no sheet. */
    @Test
    void comesOnSmallPagesWithAllOfItWhereNoStepFits() {
        assertThat(Fold.fit(PAGE, page -> pages(page, 10)))
                .contains("class=\"measure loose step-0\"", "size: 148.5mm 210mm")
                .doesNotContain("297mm");
        assertThat(measured).as("the last step is measured too").contains(9);
    }

    private int pages(String page, int firstThatFits) {
        assertThat(page).contains("class=\"measure step-", "size: 148.5mm 210mm");
        int step = Integer.parseInt(page.replaceAll("(?s).*measure step-(\\d+).*", "$1"));
        measured.add(step);
        return step < firstThatFits ? 5 : 4;
    }
}
