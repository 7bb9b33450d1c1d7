package datachoice.choice.practice;

import datachoice.core.Forms;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.WorkLimits;
import datachoice.practice.PracticePage;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The list as a file, with a reason. */
@Controller
@PracticePage
@RequestMapping("/practice/choices.csv")
class PracticeExportController {
    static final List<LookReason> REASONS =
            List.of(LookReason.APPLYING, LookReason.RECONCILING, LookReason.MISTAKE, LookReason.OTHER);

    private static final String FORM = "choice/practice-export";

    private final PracticeExport export;
    private final WorkLimits limits;
    private final Clock clock;

    PracticeExportController(PracticeExport export, WorkLimits limits, Clock clock) {
        this.export = export;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping
    String form(ListForm filters, HttpServletResponse response, Model model) {
        if (filtersOf(filters, model, response) == null) {
            return "redirect:/practice";
        }
        model.addAttribute("form", new ExportForm(null, ""));
        return FORM;
    }

    /** Sends the file, or shows the form again and answers null for no file. */
    @PostMapping
    @Nullable
    String file(
            ListForm filters,
            @ModelAttribute("form") ExportForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletResponse response,
            Model model)
            throws IOException {
        var query = filtersOf(filters, model, response);
        if (query == null) {
            return "redirect:/practice";
        }
        var reason = StaffReason.read(form.reason(), form.reasonText(), REASONS, "practice.export.reason.none", errors);
        if (reason.isEmpty()) {
            return Forms.again(response, FORM);
        }
        try (var file = limits.file(user, () -> export.make(query, reason.get(), user))) {
            file.send(response, "choices-" + UkTime.today(clock) + ".csv");
        }
        return null;
    }

    /** Null if a date among them is wrong: our own pages never link here with one. */
    private @Nullable ListQuery filtersOf(ListForm filters, Model model, HttpServletResponse response) {
        var errors = new BeanPropertyBindingResult(filters, "filters");
        var query = ListQuery.read(filters, UkTime.today(clock), errors);
        model.addAttribute("query", query);
        model.addAttribute("nav", "choices");
        model.addAttribute("reasons", REASONS);
        return errors.hasErrors() ? null : query;
    }
}
