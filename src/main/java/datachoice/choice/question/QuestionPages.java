package datachoice.choice.question;

import datachoice.choice.ledger.CurrentChoice;
import datachoice.choice.ledger.Decisions;
import datachoice.choice.page.Dates;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.identity.FormTickets;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Comparator;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What every page that asks the question shows, whichever request leads to it. */
@Component
@PreAuthorize("hasAnyRole('PATIENT', 'LETTER')")
class QuestionPages {
    static final String QUESTION = "choice/question";

    private final Questions questions;
    private final Explanation explanation;
    private final Decisions decisions;
    private final FormTickets tickets;
    private final Dates dates;
    private final Clock clock;

    QuestionPages(
            Questions questions,
            Explanation explanation,
            Decisions decisions,
            FormTickets tickets,
            Dates dates,
            Clock clock) {
        this.questions = questions;
        this.explanation = explanation;
        this.decisions = decisions;
        this.tickets = tickets;
        this.dates = dates;
        this.clock = clock;
    }

    /**
     * The question, made anew.
     *
     * @param shown what of the explanation stands beside it
     * @param ticket proves to whom it was shown
     */
    record Asked(QuestionView question, Explanation.ShownView shown, String ticket) {
        /** With what is on record selected. */
        QuestionForm prefilled() {
            return QuestionForm.about(question, true, shown, ticket);
        }

        /** With nothing selected. */
        QuestionForm empty() {
            return QuestionForm.about(question, false, shown, ticket);
        }
    }

    /** Puts into the model what every such page shows, but for the form. */
    Asked ask(PersonId subject, SignedInUser user, Model model) {
        var question = questions.about(subject, user);
        var locale = LocaleContextHolder.getLocale();
        var shown = question.self() ? explanation.forSelf(locale) : explanation.forOther(question.person(), locale);
        model.addAttribute("question", question);
        model.addAttribute("shown", shown);
        return new Asked(question, shown, ticket("/choices/" + subject + "/change", user));
    }

    /** Proves later to whom the form at that address was shown. */
    String ticket(String path, SignedInUser user) {
        return tickets.issue(user.login(), path, clock.instant());
    }

    /** J22: nothing was stored; what is on record now is shown, and the question is asked again with nothing selected. */
    String movedOn(PersonId subject, SignedInUser user, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        var asked = ask(subject, user, model);
        model.addAttribute("form", asked.empty());
        model.addAttribute("movedOn", true);
        if (!user.byLetter()) { // whoever came by letter learns that it changed and when, never what it is
            model.addAttribute(
                    "nowOnRecord", decisions.onRecord(asked.question().person()));
        }
        asked.question().current().values().stream()
                .map(CurrentChoice::recordedAt)
                .max(Comparator.naturalOrder())
                .ifPresent(at -> model.addAttribute("movedAt", dates.soon(at, clock)));
        return QUESTION;
    }
}
