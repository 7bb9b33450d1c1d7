package datachoice.identity.activity;

import datachoice.audit.AuditQuery;
import datachoice.audit.AuditSearch;
import datachoice.audit.EntryView;
import datachoice.core.CsvFile;
import datachoice.core.Forms;
import datachoice.core.FormulaGuard;
import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.WorkLimits;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** Everything that was done, for auditors. */
@Controller
@RequestMapping(AuditController.AUDIT)
class AuditController {
    static final String AUDIT = "/audit";

    /** A file of more is no file for a spreadsheet: shorter dates make smaller ones. */
    static final int MOST_ROWS = 100_000;

    private static final int PAGE = 50;
    private static final String VIEW = "identity/audit";

    private final AuditSearch trail;
    private final Workers workers;
    private final EntryRows entries;
    private final WorkLimits limits;
    private final Clock clock;

    AuditController(AuditSearch trail, Workers workers, EntryRows entries, WorkLimits limits, Clock clock) {
        this.trail = trail;
        this.workers = workers;
        this.entries = entries;
        this.limits = limits;
        this.clock = clock;
    }

    @ModelAttribute("nav")
    String nav() {
        return "audit";
    }

    @ModelAttribute("mostRows")
    int mostRows() {
        return MOST_ROWS;
    }

    @GetMapping
    String show(
            @ModelAttribute("form") AuditForm form, BindingResult errors, HttpServletResponse response, Model model) {
        var asked = read(form, errors);
        if (errors.hasErrors()) {
            return Forms.again(response, VIEW);
        }
        var before = Optional.ofNullable(form.before()).flatMap(Ids::parse);
        var page = trail.everywhere(asked.query(), before.orElse(null), PAGE);
        entries.show(model, page, null, before.isEmpty(), asked.address());
        return VIEW;
    }

    /** What was typed becomes an address of references and dates. */
    @PostMapping
    String filter(@ModelAttribute("form") AuditForm form, BindingResult errors, HttpServletResponse response) {
        var asked = read(form, errors);
        return errors.hasErrors()
                ? Forms.again(response, VIEW)
                : "redirect:" + asked.address().build().toUriString();
    }

    /** Sends the file, or shows what is wrong and answers null for no page. */
    @PostMapping("/entries.csv")
    @Nullable
    String file(
            @ModelAttribute("form") AuditForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletResponse response)
            throws IOException {
        var asked = read(form, errors);
        if (errors.hasErrors()) {
            return Forms.again(response, VIEW);
        }
        try (var file = limits.file(
                user,
                () -> CsvFile.of(csv -> {
                    csv.writeRecord(
                            "at",
                            "act",
                            "role",
                            "account",
                            "practice",
                            "people",
                            "person",
                            "reason",
                            "detail",
                            "entry");
                    trail.each(asked.query(), MOST_ROWS, entry -> csv.writeRecord(cells(entry)));
                }))) {
            file.send(response, "audit-" + UkTime.today(clock) + ".csv");
        }
        return null;
    }

    private static String[] cells(EntryView entry) {
        return new String[] {
            entry.at().toString(),
            entry.action(),
            entry.role(),
            entry.actor().map(UUID::toString).orElse(""),
            entry.practice().map(OdsCode::value).orElse(""),
            String.valueOf(entry.people()),
            entry.person().map(PersonId::toString).orElse(""),
            FormulaGuard.text(entry.reason().orElse("")),
            FormulaGuard.text(entry.detail().orElse("")),
            entry.id().toString()
        };
    }

    /** The filters, and the address that says the same. */
    private record Asked(AuditQuery query, UriComponentsBuilder address) {}

    private Asked read(AuditForm form, BindingResult errors) {
        var filters = Filters.read(form.act(), form.from(), form.to(), UkTime.today(clock), errors);
        var worker = worker(typed(form.worker()), errors);
        var practice = typed(form.practice()).isEmpty()
                ? null
                : OdsCode.parse(typed(form.practice())).orElse(null);
        if (practice == null && !typed(form.practice()).isEmpty()) {
            errors.rejectValue("practice", "audit.filter.practice.shape");
        }
        var person = typed(form.person()).isEmpty()
                ? null
                : PersonId.parse(typed(form.person())).orElse(null);
        if (person == null && !typed(form.person()).isEmpty()) {
            errors.rejectValue("person", "audit.filter.person.shape");
        }
        var address = UriComponentsBuilder.fromPath(AUDIT)
                .queryParam("act", filters.act() == null ? "" : filters.act())
                .queryParam("worker", worker == null ? "" : worker)
                .queryParam("practice", practice == null ? "" : practice)
                .queryParam("person", person == null ? "" : person)
                .queryParam("from", filters.from() == null ? "" : filters.from())
                .queryParam("to", filters.to() == null ? "" : filters.to());
        return new Asked(
                new AuditQuery(practice, worker, person, filters.kind(), null, filters.begin(), filters.end()),
                address);
    }

    private @Nullable UUID worker(String typed, BindingResult errors) {
        if (typed.isEmpty()) {
            return null;
        }
        var account = Ids.parse(typed).or(() -> workers.byEmail(typed));
        if (account.isEmpty()) {
            errors.rejectValue("worker", "audit.filter.worker.nobody");
        }
        return account.orElse(null);
    }

    private static String typed(@Nullable String field) {
        return field == null ? "" : field.strip();
    }
}
