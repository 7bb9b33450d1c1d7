package datachoice.letter.rounds;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.validation.Errors;

/**
 * Below the page that says what stopping a round does.
 *
 * @param waiting what becomes of letters that are made and not printed yet
 */
@NullUnmarked // filled by the browser
record StopForm(String waiting) {
    static final StopForm EMPTY = new StopForm(null);

    /** What becomes of them. */
    enum Waiting {
        /** They are printed as if nothing had been stopped. */
        KEEP,
        TAKE_BACK
    }

    Optional<Waiting> read(Errors errors) {
        var read = Stream.of(Waiting.values())
                .filter(one -> one.name().equals(waiting))
                .findAny();
        if (read.isEmpty()) {
            errors.rejectValue("waiting", "practice.letters.stop.waiting.none");
        }
        return read;
    }
}
