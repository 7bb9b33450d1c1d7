package datachoice.letter.rounds;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.validation.Errors;

/** Whom the next round is for. */
@NullUnmarked // filled by the browser
record WhomForm(String whom) {
    static final WhomForm EMPTY = new WhomForm(null);

    Optional<RoundWhom> read(Errors errors) {
        var read = read(whom);
        if (read.isEmpty()) {
            errors.rejectValue("whom", "practice.letters.whom.none");
        }
        return read;
    }

    static Optional<RoundWhom> read(String whom) {
        return Stream.of(RoundWhom.values())
                .filter(one -> one.name().equals(whom))
                .findAny();
    }
}
