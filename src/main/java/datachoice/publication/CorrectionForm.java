package datachoice.publication;

import datachoice.core.Ids;
import datachoice.core.TypedNumbers;
import datachoice.publication.text.Typed;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * The page that writes a correction. A browser may leave anything out.
 *
 * @param first number of the first version with the wrong words; {@code last} of the last one
 * @param told who was told, and how
 * @param replaces id of the correction that is being changed; empty for a new one
 */
record CorrectionForm(
        @Nullable String first,
        @Nullable String last,
        @Nullable String wrong,
        @Nullable String right,
        @Nullable String told,
        @Nullable String replaces) {
    static final int LONGEST_WORDS = 1000;
    static final int LONGEST_TOLD = 500;

    /** About the version that was live before this one. */
    static CorrectionForm about(ItemPage item) {
        var last = String.valueOf(Math.max(1, item.isLive() ? item.n() - 1 : item.n()));
        return new CorrectionForm(last, last, "", "", "", "");
    }

    static CorrectionForm of(CorrectionDraft draft) {
        return new CorrectionForm(
                String.valueOf(draft.first()),
                String.valueOf(draft.last()),
                draft.wrong(),
                draft.right(),
                draft.told(),
                draft.id().toString());
    }

    int firstNumber() {
        return TypedNumbers.read(first).orElse(0);
    }

    int lastNumber() {
        return TypedNumbers.read(last).orElse(0);
    }

    Optional<UUID> replaced() {
        return Ids.parse(replaces == null ? "" : replaces);
    }

    String wrongWords() {
        return words(wrong);
    }

    String rightWords() {
        return words(right);
    }

    String toldWhom() {
        return words(told);
    }

    /** @param versions of the item, newest first */
    void check(Errors errors, List<VersionNote> versions) {
        int newest = versions.size();
        if (firstNumber() < 1 || firstNumber() > newest) {
            errors.rejectValue("first", "publishing.correction.first.wrong", new Object[] {newest}, null);
        }
        if (lastNumber() < 1 || lastNumber() > newest) {
            errors.rejectValue("last", "publishing.correction.last.wrong", new Object[] {newest}, null);
        } else if (firstNumber() > lastNumber()) {
            errors.rejectValue("last", "publishing.correction.last.before");
        } else if (versions.get(newest - lastNumber()).isLive()) {
            errors.rejectValue("last", "publishing.correction.last.live", new Object[] {lastNumber()}, null);
        }
        check(errors, "wrong", wrongWords(), LONGEST_WORDS);
        check(errors, "right", rightWords(), LONGEST_WORDS);
        check(errors, "told", toldWhom(), LONGEST_TOLD);
        if (!errors.hasFieldErrors("right") && rightWords().equals(wrongWords())) {
            errors.rejectValue("right", "publishing.correction.right.same");
        }
    }

    private static void check(Errors errors, String field, String text, int longest) {
        if (text.isBlank()) {
            errors.rejectValue(field, "publishing.correction." + field + ".empty");
        } else if (text.codePointCount(0, text.length()) > longest) {
            errors.rejectValue(field, "publishing.correction." + field + ".long", new Object[] {longest}, null);
        }
    }

    private static String words(@Nullable String typed) {
        return typed == null ? "" : Typed.line(typed);
    }
}
