package datachoice.choice.question;

import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.core.Ids;
import datachoice.core.PersonId;
import datachoice.identity.FormTickets;
import datachoice.identity.KeepsAnswers;
import datachoice.person.PersonLookup;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the answer of a question page whose session had ended, as a draft of the login to which the page was shown. It
 * becomes a choice only if that login signs in again, checks it and saves it. The answer on a check page is kept already.
 */
@Component
class KeptAnswers implements KeepsAnswers {
    /** For each login, within the {@link ChoiceDraft#KEPT time} that they are kept. */
    static final int MOST_OPEN = 20;

    private static final Pattern CHECK_PAGE = Pattern.compile("/choices/[^/]+/check/([^/]+)");

    private final FormTickets tickets;
    private final PersonLookup people;
    private final DraftWriter writer;
    private final ChoiceDrafts drafts;
    private final Clock clock;

    KeptAnswers(FormTickets tickets, PersonLookup people, DraftWriter writer, ChoiceDrafts drafts, Clock clock) {
        this.tickets = tickets;
        this.people = people;
        this.writer = writer;
        this.drafts = drafts;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Optional<Instant> keep(HttpServletRequest request) {
        var ticket = tickets.of(request);
        var path = request.getServletPath();
        var check = CHECK_PAGE.matcher(path);
        if (ticket.isPresent() && check.matches() && path.equals(ticket.get().path())) {
            return Ids.parse(check.group(1))
                    .flatMap(drafts::findById)
                    .filter(draft -> draft.belongsTo(ticket.get().login()) && !draft.expiredAt(clock.instant()))
                    .map(ChoiceDraft::expiresAt);
        }
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

    /** The same form sent again is the same answer. Nobody is signed in, so there is an end to how many are kept. */
    private Optional<Instant> keep(ChoiceAnswer answer, UUID login) {
        var open = drafts.findOpen(login, clock.instant());
        var same = open.stream().filter(draft -> draft.holds(answer)).findFirst();
        if (same.isPresent() || open.size() >= MOST_OPEN) {
            return same.map(ChoiceDraft::expiresAt);
        }
        try {
            return Optional.of(writer.keep(answer, login).expiresAt());
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
                request.getParameter("shownIn"),
                request.getParameter(FormTickets.FIELD));
    }
}
