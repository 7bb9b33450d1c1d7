package datachoice.choice.keyed;

import datachoice.choice.CorrectionReason;
import datachoice.choice.keyed.KeyedForm.Answer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.validation.Errors;

/**
 * What is wrong, and what should stand.
 *
 * @param why name of a {@link CorrectionReason}
 * @param answer for {@link CorrectionReason#TYPED} only, as {@link KeyedForm} has it; after the other reasons what was on
 *     record before counts again
 */
@NullUnmarked // filled by the browser
record CorrectionForm(String why, String answer, String gpRecord, String elsewhere) {
    static final CorrectionForm EMPTY = new CorrectionForm(null, null, null, null);

    static CorrectionForm of(KeyedCorrection typed) {
        var gpRecord = typed.gpRecord();
        var elsewhere = typed.elsewhere();
        if (gpRecord == null || elsewhere == null) {
            return new CorrectionForm(typed.why().name(), null, null, null);
        }
        boolean different = gpRecord != elsewhere;
        return new CorrectionForm(
                typed.why().name(),
                Answer.written(gpRecord, elsewhere),
                different ? gpRecord.name() : null,
                different ? elsewhere.name() : null);
    }

    /** Empty if the form's errors now say what is missing. */
    Optional<KeyedCorrection> read(String corrects, List<CorrectionReason> offered, Errors errors) {
        var reason = offered.stream().filter(one -> one.name().equals(why)).findFirst();
        if (reason.isEmpty()) {
            errors.rejectValue("why", "keyed.why.none");
            return Optional.empty();
        }
        if (reason.get() == CorrectionReason.TYPED) {
            return Answer.read(answer, gpRecord, elsewhere, errors)
                    .map(right -> new KeyedCorrection(corrects, reason.get(), right.gpRecord(), right.elsewhere()));
        }
        return Optional.of(new KeyedCorrection(corrects, reason.get(), null, null));
    }
}
