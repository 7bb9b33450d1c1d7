package datachoice.letter.rounds;

import datachoice.core.TypedNumbers;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/**
 * Below the page that says what will be made.
 *
 * @param count how many letters, as that page said
 */
@NullUnmarked // filled by the browser
record MakeForm(String whom, String count) {
    static MakeForm of(RoundWhom whom, int count) {
        return new MakeForm(whom.name(), String.valueOf(count));
    }

    Optional<RoundWhom> readWhom() {
        return WhomForm.read(whom);
    }

    /** -1 for anything that no page says. */
    int seen() {
        return TypedNumbers.read(count).orElse(-1);
    }
}
