package datachoice.choice.practice;

import datachoice.audit.Audited;
import datachoice.core.PersonId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Practice staff were shown something about people.
 *
 * @param reason a word of {@link LookReason}, or what was written instead
 */
record PracticeLook(
        String action,
        Collection<PersonId> subjects,
        @Nullable String reason,
        @Nullable String detail) implements Audited {
    static PracticeLook listViewed(Collection<PersonId> shown, int page) {
        return new PracticeLook("LIST_VIEWED", shown, LookReason.APPLYING.name(), "page " + page);
    }

    /** @param sameFamilyName as whoever looks: mostly chance, and worth a question where it is not (T8) */
    static PracticeLook opened(PersonId person, String reason, boolean sameFamilyName) {
        return new PracticeLook("PERSON_OPENED", List.of(person), reason, sameFamilyName ? "SAME_FAMILY_NAME" : null);
    }

    static PracticeLook doubtsListed(Collection<PersonId> shown) {
        return new PracticeLook("DOUBTS_LISTED", shown, LookReason.DOUBT.name(), null);
    }

    /** Those who may choose for somebody else, or might, were named. Why that person was opened is not theirs to read. */
    static PracticeLook choosersNamed(Collection<PersonId> choosers) {
        return new PracticeLook("CHOOSERS_NAMED", choosers, LookReason.PROOF.name(), null);
    }

    /** Whoever is to choose for somebody else was found by number and date of birth, whichever practice they are at. */
    static PracticeLook chooserFound(PersonId chooser, boolean sameFamilyName) {
        return new PracticeLook(
                "CHOOSER_FOUND",
                List.of(chooser),
                LookReason.PROOF.name(),
                sameFamilyName ? "CHOOSER_SAME_FAMILY_NAME" : null);
    }

    static PracticeLook searched(Collection<PersonId> shown, int found, String reason) {
        return new PracticeLook("SEARCHED", shown, reason, "found " + found);
    }

    static PracticeLook exported(Collection<PersonId> people, String reason) {
        return new PracticeLook("LIST_EXPORTED", people, reason, people.size() + " rows");
    }

    /** The page of a person came again of itself, after what was pressed there. */
    static PracticeLook shownAgain(PersonId person, String reason) {
        return new PracticeLook("PERSON_SHOWN_AGAIN", List.of(person), reason, null);
    }
}
