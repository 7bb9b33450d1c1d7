package datachoice.identity.activity;

import datachoice.audit.AuditQuery;
import datachoice.audit.AuditSearch;
import datachoice.core.Forms;
import datachoice.core.Ids;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.activity.Workers.Worker;
import datachoice.practice.PracticePage;
import datachoice.practice.Workplace;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.util.UriComponentsBuilder;

/** What was done in a practice, for whoever leads it. */
@Controller
@PracticePage
class ActivityController {
    private static final int PAGE = 50;
    private static final String VIEW = "identity/activity";

    /** A file of a thousand people who moved, or letters for a thousand, are one act of somebody: each can still be read alone. */
    private static final String OF_THE_PORTAL = "^(REGISTRATION_(MOVED|ENDED)|LETTER_CODE_ISSUED_AMONG_MANY)$";

    private final AuditSearch trail;
    private final Workers workers;
    private final EntryRows entries;
    private final MessageSource messages;
    private final Clock clock;

    ActivityController(AuditSearch trail, Workers workers, EntryRows entries, MessageSource messages, Clock clock) {
        this.trail = trail;
        this.workers = workers;
        this.entries = entries;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/practice/activity")
    String show(
            @ModelAttribute("form") ActivityForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletResponse response,
            Model model) {
        var practice = Workplace.of(user);
        var colleagues = workers.at(practice);
        var filters = Filters.read(form.act(), form.from(), form.to(), UkTime.today(clock), errors);
        var typed = Optional.ofNullable(form.worker()).orElse("");
        var worker = colleagues.stream()
                .filter(one -> one.id().toString().equals(typed))
                .map(Worker::id)
                .findFirst();
        if (worker.isEmpty() && !typed.isEmpty()) {
            errors.rejectValue("worker", "audit.filter.worker.unknown");
        }
        model.addAttribute("nav", "activity");
        model.addAttribute(
                "workers", WorkerOption.all(messages.getMessage("audit.worker.any", null, Locale.UK), colleagues));
        if (errors.hasErrors()) {
            return Forms.again(response, VIEW);
        }
        var before = Optional.ofNullable(form.before()).flatMap(Ids::parse);
        var page = trail.atPractice(
                practice,
                new AuditQuery(
                        null,
                        worker.orElse(null),
                        null,
                        filters.kind(),
                        filters.act() == null ? OF_THE_PORTAL : null,
                        filters.begin(),
                        filters.end()),
                before.orElse(null),
                PAGE);
        var address = UriComponentsBuilder.fromPath("/practice/activity")
                .queryParam("worker", worker.map(Object::toString).orElse(""))
                .queryParam("act", filters.act() == null ? "" : filters.act())
                .queryParam("from", filters.from() == null ? "" : filters.from())
                .queryParam("to", filters.to() == null ? "" : filters.to());
        entries.show(model, page, practice, before.isEmpty(), address);
        return VIEW;
    }
}
