package datachoice.choice.practice;

import datachoice.core.DateParts;
import datachoice.core.Forms;
import datachoice.core.PersonNames;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.WorkLimits;
import datachoice.practice.PracticePage;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Finding one person of the practice, with a reason. What was typed never becomes part of an address. */
@Controller
@PracticePage
@RequestMapping("/practice/search")
class PracticeSearchController {
    static final List<LookReason> REASONS = List.of(
            LookReason.ASKED,
            LookReason.KEYING,
            LookReason.APPLYING,
            LookReason.PROOF,
            LookReason.MISTAKE,
            LookReason.OTHER);

    private static final int SHORTEST_NAME = 3;
    private static final String FORM = "choice/practice-search";

    private final PeopleFinder finder;
    private final WorkLimits limits;
    private final Clock clock;

    PracticeSearchController(PeopleFinder finder, WorkLimits limits, Clock clock) {
        this.finder = finder;
        this.limits = limits;
        this.clock = clock;
    }

    @ModelAttribute("nav")
    String nav() {
        return "find";
    }

    @ModelAttribute("reasons")
    List<LookReason> reasons() {
        return REASONS;
    }

    @GetMapping
    String form(Model model) {
        model.addAttribute("form", PracticeSearchForm.EMPTY);
        return FORM;
    }

    @PostMapping
    String search(
            @ModelAttribute("form") PracticeSearchForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletResponse response,
            Model model) {
        var find = form.byNumber() ? byNumber(form, errors, user) : byName(form, errors, user);
        var reason = StaffReason.read(form.reason(), form.reasonText(), REASONS, "practice.search.reason.none", errors);
        if (errors.hasErrors() || find.isEmpty() || reason.isEmpty()) {
            return Forms.again(response, FORM);
        }
        limits.search(user);
        var searched = find.get().with(reason.get());
        if (searched.isEmpty()) {
            model.addAttribute("nobody", true);
            return FORM;
        }
        var only = searched.get().only();
        return only == null
                ? "redirect:/practice/search/" + searched.get().id()
                : "redirect:/practice/people/" + only + (searched.get().former() ? "/choosers" : "") + "?search="
                        + searched.get().id();
    }

    @GetMapping("/{search}")
    String found(@PathVariable String search, @AuthenticationPrincipal SignedInUser user, Model model) {
        model.addAttribute("found", finder.found(search, user));
        model.addAttribute("search", search);
        model.addAttribute("most", PeopleFinder.MOST_FOUND);
        return "choice/practice-found";
    }

    /** A search that only waits for its reason. */
    private interface Find {
        Optional<SearchedView> with(String reason);
    }

    private Optional<Find> byNumber(PracticeSearchForm form, BindingResult errors, SignedInUser user) {
        var number = form.readNumber();
        if (number.isEmpty()) {
            errors.rejectValue("nhsNumber", "practice.search.number." + form.numberFault());
            return Optional.empty();
        }
        return Optional.of(reason -> finder.search(number.get(), reason, user));
    }

    private Optional<Find> byName(PracticeSearchForm form, BindingResult errors, SignedInUser user) {
        var typed = PersonNames.read(form.name());
        if (typed.name().isEmpty() && born(form).equals(Optional.of("empty"))) {
            errors.rejectValue("nhsNumber", "practice.search.empty");
            return Optional.empty();
        }
        typed.fault().ifPresent(fault -> errors.rejectValue("name", "practice.search.name." + fault));
        if (typed.fault().isEmpty()
                && typed.name().codePointCount(0, typed.name().length()) < SHORTEST_NAME) {
            errors.rejectValue("name", "practice.search.name.short");
        }
        var born = DateParts.dateOfBirth(form.dateOfBirth(), UkTime.today(clock), errors, "dateOfBirth");
        if (errors.hasErrors() || born.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(reason -> finder.search(typed.name(), born.get(), reason, user));
    }

    /** What is wrong with the date; empty if nothing is. */
    private static Optional<String> born(PracticeSearchForm form) {
        return form.dateOfBirth() == null
                ? Optional.of("empty")
                : form.dateOfBirth().read().problem().map(DateParts.Problem::fault);
    }
}
