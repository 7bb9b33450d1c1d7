package datachoice.choice.question;

import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.core.PersonId;
import datachoice.identity.FormTickets;
import datachoice.identity.KeepsAnswers;
import datachoice.person.PersonLookup;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the answer of a question page whose session had ended, as a draft of the login to which the page was shown. It
 * becomes a choice only if that login signs in again, checks it and saves it.
 */
@Component
class KeptAnswers implements KeepsAnswers {
    private final FormTickets tickets;
    private final PersonLookup people;
    private final DraftWriter drafts;

    KeptAnswers(FormTickets tickets, PersonLookup people, DraftWriter drafts) {
        this.tickets = tickets;
        this.people = people;
        this.drafts = drafts;
    }

    @Override
    @Transactional
    public Optional<Instant> keep(HttpServletRequest request) {
        var ticket = tickets.of(request);
        var path = request.getServletPath();
        if (ticket.isEmpty()
                || !(path.equals(ticket.get().path())
                        || path.equals(ticket.get().path() + "/separately"))) {
            return Optional.empty();
        }
        var subject = PersonId.parse(path.replaceAll("^/choices/|/change(/separately)?$", ""));
        return subject.flatMap(people::find)
                .flatMap(person -> {
                    var form = form(request);
                    var answer = path.endsWith("/separately") ? form.toSeparateAnswer(person) : form.toAnswer(person);
                    return answer.filter(
                            given -> Optional.ofNullable(given.practice()).equals(person.practice()));
                })
                .flatMap(answer -> keep(answer, ticket.get().login()));
    }

    private Optional<Instant> keep(ChoiceAnswer answer, UUID login) {
        try {
            return Optional.of(drafts.keep(answer, login).expiresAt());
        } catch (ChoiceMovedOn unknownVersion) {
            return Optional.empty();
        }
    }

    private static QuestionForm form(HttpServletRequest request) {
        return new QuestionForm(
                request.getParameter("choice"),
                request.getParameter("gpRecord"),
                request.getParameter("elsewhere"),
                request.getParameter("practice"),
                request.getParameter("seenType1"),
                request.getParameter("seenNational"),
                request.getParameter("shown"),
                request.getParameter(FormTickets.FIELD));
    }
}
