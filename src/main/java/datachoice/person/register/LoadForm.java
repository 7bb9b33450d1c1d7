package datachoice.person.register;

import datachoice.core.TypedNumbers;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.validation.Errors;

/**
 * Below the report: have it loaded.
 *
 * @param left how many people would leave, as the page said
 * @param sure {@code YES} where the page asks again because so many would leave
 * @param typed how many would leave, once more, where that is more than half
 */
@NullUnmarked // filled by the browser
record LoadForm(String left, List<String> sure, String typed) {
    static LoadForm of(UploadView upload) {
        return new LoadForm(String.valueOf(upload.left()), null, null);
    }

    void check(UploadView upload, Errors errors) {
        if (upload.mostLeave()) {
            if (typed == null || !typed.replaceAll("[\\s,]", "").equals(String.valueOf(upload.left()))) {
                errors.rejectValue("typed", "person.upload.typed.other");
            }
        } else if (upload.manyLeave() && (sure == null || !sure.equals(List.of("YES")))) {
            errors.rejectValue("sure", "person.upload.sure.none", new Object[] {upload.left()}, null);
        }
    }

    /** -1 for anything that no page says. */
    int seenLeft() {
        return TypedNumbers.read(left).orElse(-1);
    }
}
