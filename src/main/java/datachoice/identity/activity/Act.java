package datachoice.identity.activity;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kinds of acts, as people look for them. Each act is of one kind. */
enum Act {
    LOOKED(
            "LIST_VIEWED",
            "PERSON_OPENED",
            "PERSON_SHOWN_AGAIN",
            "SEARCHED",
            "DOUBTS_LISTED",
            "CHOOSERS_NAMED",
            "CHOOSER_FOUND",
            "ACTIVITY_VIEWED",
            "AUDIT_VIEWED"),
    CHANGED(
            "CHOICE_RECORDED",
            "CHOICE_APPLIED",
            "CHOICE_CORRECTED",
            "ENTRY_UNDONE",
            "DOUBT_TOLD",
            "DOUBT_SETTLED",
            "RELATION_ADDED",
            "RELATION_ENDED",
            "REGISTRATION_MOVED",
            "REGISTRATION_ENDED",
            "REGISTER_CHANGED",
            "PRACTICE_ADDED",
            "PRACTICE_RENAMED",
            "PRACTICE_CLOSED",
            "PRACTICE_CLOSING_ASKED",
            "CONTENT_DRAFT_SAVED",
            "CONTENT_SUBMITTED",
            "CONTENT_SENT_BACK",
            "CONTENT_DISCARDED",
            "CONTENT_APPROVED",
            "CONTENT_APPROVAL_CANCELLED",
            "CONTENT_PUBLISHED",
            "CONTENT_WITHDRAWN",
            "CORRECTION_WRITTEN",
            "CORRECTION_DISCARDED",
            "CORRECTION_PUBLISHED",
            "OPERATOR_NAMED"),
    EXPORTED("LIST_EXPORTED", "AUDIT_EXPORTED", "REGISTER_PROBLEMS_EXPORTED"),
    UPLOADED(
            "REGISTER_UPLOADED",
            "REGISTER_CONFIRMED",
            "REGISTER_NOT_LOADED",
            "REGISTER_NOT_MATCHED",
            "REGISTER_LOADED"),
    TAKEN_OVER("REGISTRATION_MOVED_AWAY", "CHOICE_LEFT_UNENTERED"),
    LETTERS(
            "LETTERS_ORDERED",
            "LETTERS_MADE",
            "LETTERS_STOPPED",
            "LETTERS_TAKEN_BACK",
            "LETTER_CODE_ISSUED",
            "LETTER_CODE_ISSUED_AMONG_MANY"),
    REFUSED("REFUSED_SIGN_IN", "REFUSED_CODE", "REFUSED_CONFIRM", "REFUSED_PAGE", "REFUSED_LIMIT", "REFUSED_DETAILS"),
    ACCOUNTS(
            "SIGNED_IN",
            "ACCOUNT_OPENED",
            "ACCOUNT_SWITCHED_OFF",
            "ACCOUNT_SWITCHED_ON",
            "ROLE_ASKED",
            "ROLE_GRANTED",
            "ROLE_REFUSED",
            "ROLE_WITHDRAWN",
            "EMAIL_CHANGED",
            "PASSWORD_CHANGED",
            "PASSWORD_RESET",
            "SESSION_ENDED",
            "FIRST_ADMIN_OPENED",
            "INVITED",
            "INVITATION_ASKED",
            "INVITATION_AGREED",
            "INVITATION_SENT_AGAIN",
            "INVITATION_WITHDRAWN",
            "INVITATION_ACCEPTED");

    private final Set<String> actions;

    Act(String... actions) {
        this.actions = Set.of(actions);
    }

    Set<String> actions() {
        return actions;
    }

    /** That the name of an act of this kind holds. */
    String pattern() {
        return "^(" + String.join("|", actions) + ")$";
    }

    static Optional<Act> parse(@Nullable String name) {
        return Stream.of(values()).filter(act -> act.name().equals(name)).findFirst();
    }
}
