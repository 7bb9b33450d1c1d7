package datachoice.choice.question;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.OptOutType;
import datachoice.choice.ledger.Overall;
import datachoice.core.OdsCode;
import datachoice.core.TypedNumbers;
import datachoice.core.Welsh;
import datachoice.person.PersonView;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * The question page, and the page with two questions behind its third answer. A browser may leave anything out.
 *
 * @param choice {@code ALLOW}, {@code DO_NOT_ALLOW} or {@code DIFFERENT} on the question page
 * @param gpRecord {@code ALLOW} or {@code DO_NOT_ALLOW} on the page with two questions
 * @param elsewhere likewise
 * @param practice code of the practice that the page named; empty for none
 * @param seenType1 number of the newest event of that ledger when the page was made
 * @param shown version of the explanation that the page showed
 * @param shownIn its language
 * @param ticket proves to whom the page was shown, should the session end before it comes back
 */
@NullUnmarked // filled by the browser; read only after it was checked
record QuestionForm(
        String choice,
        String gpRecord,
        String elsewhere,
        String practice,
        String seenType1,
        String seenNational,
        String shown,
        String shownIn,
        String ticket) {

    static final String DIFFERENT = "DIFFERENT";

    /** The page as it is first shown; nothing is selected unless there is an answer to change. */
    static QuestionForm about(QuestionView question, boolean prefill, Explanation.ShownView shown, String ticket) {
        var gpRecord = prefill ? answered(question, OptOutType.TYPE_1) : null;
        var elsewhere = prefill ? answered(question, OptOutType.NATIONAL_DATA_OPT_OUT) : null;
        var overall = question.overall() == Overall.NONE || !prefill
                ? null
                : question.overall().name();
        return new QuestionForm(
                overall,
                gpRecord,
                elsewhere,
                question.practice() == null ? "" : question.practice().code().value(),
                String.valueOf(question.seen(OptOutType.TYPE_1)),
                String.valueOf(question.seen(OptOutType.NATIONAL_DATA_OPT_OUT)),
                String.valueOf(shown.n()),
                shown.language(),
                ticket);
    }

    /** The same answers on a page made anew: numbers, version and ticket of now. */
    QuestionForm on(QuestionForm fresh) {
        return new QuestionForm(
                choice,
                gpRecord,
                elsewhere,
                fresh.practice,
                fresh.seenType1,
                fresh.seenNational,
                fresh.shown,
                fresh.shownIn,
                fresh.ticket);
    }

    /** As {@link #about}, with the answers of a draft. */
    QuestionForm with(ChoiceDraft draft) {
        var gp = draft.decisions().get(OptOutType.TYPE_1);
        var other = draft.decisions().get(OptOutType.NATIONAL_DATA_OPT_OUT);
        return new QuestionForm(
                gp == null || gp == other ? other.name() : DIFFERENT,
                gp == null ? null : gp.name(),
                other.name(),
                practice,
                seenType1,
                seenNational,
                shown,
                shownIn,
                ticket);
    }

    boolean asksSeparately() {
        return DIFFERENT.equals(choice);
    }

    /** The answer of the question page. Empty if nothing that was asked was chosen, or a hidden part was tampered with. */
    Optional<ChoiceAnswer> toAnswer(PersonView subject) {
        var decision = decision(choice);
        return decision.flatMap(both -> answer(subject, both, both));
    }

    /** The answers of the page with two questions; empty as above. */
    Optional<ChoiceAnswer> toSeparateAnswer(PersonView subject) {
        return decision(gpRecord).flatMap(gp -> decision(elsewhere).flatMap(other -> answer(subject, gp, other)));
    }

    static Optional<ChoiceDecision> decision(@Nullable String written) {
        return Optional.ofNullable(written)
                .filter(text -> text.equals("ALLOW") || text.equals("DO_NOT_ALLOW"))
                .map(ChoiceDecision::valueOf);
    }

    private Optional<ChoiceAnswer> answer(PersonView subject, ChoiceDecision gp, ChoiceDecision other) {
        var type1 = TypedNumbers.read(seenType1);
        var national = TypedNumbers.read(seenNational);
        var version = TypedNumbers.read(shown);
        var code = Optional.ofNullable(practice).flatMap(OdsCode::parse);
        if (type1.isEmpty() || national.isEmpty() || version.isEmpty() || practice == null) {
            return Optional.empty();
        }
        return Optional.of(new ChoiceAnswer(
                subject.id(),
                code.orElse(null),
                code.isPresent() ? gp : null,
                other,
                type1.get(),
                national.get(),
                version.get(),
                Welsh.TAG.equals(shownIn) ? Welsh.TAG : Explanation.ENGLISH));
    }

    private static String answered(QuestionView question, OptOutType type) {
        var choice = question.current().get(type);
        return choice == null || choice.decision() == null
                ? null
                : choice.decision().name();
    }
}
