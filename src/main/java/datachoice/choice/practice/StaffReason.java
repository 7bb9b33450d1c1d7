package datachoice.choice.practice;

import datachoice.choice.page.PlainWords;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/** Reads why staff open a record or take the list out: one of the reasons offered, or words of their own. */
final class StaffReason {
    static final int LONGEST = 200;

    private StaffReason() {}

    /**
     * The reason as it is kept and as the patient reads it; empty if the form's errors now say what is missing.
     *
     * @param reason name of a {@link LookReason}
     * @param words what was written for {@link LookReason#OTHER}
     * @param none key of the message for no reason
     */
    static Optional<String> read(
            @Nullable String reason,
            @Nullable String words,
            Collection<LookReason> offered,
            String none,
            Errors errors) {
        var chosen = Stream.of(LookReason.values())
                .filter(one -> one.name().equals(reason) && offered.contains(one))
                .findFirst();
        if (chosen.isEmpty()) {
            errors.rejectValue("reason", none);
            return Optional.empty();
        }
        if (chosen.get() != LookReason.OTHER) {
            return Optional.of(chosen.get().name());
        }
        return PlainWords.read(words, LONGEST, "reasonText", "practice.reason.text", errors);
    }
}
