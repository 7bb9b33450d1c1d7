package datachoice.choice.practice;

import datachoice.core.Forms;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.practice.PracticePage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/** The practice's list. */
@Controller
@PracticePage
@RequestMapping(PracticeListController.LIST)
class PracticeListController {
    static final String LIST = "/practice";

    static final String PAGE = "choice/practice-list";

    private final PracticeList list;
    private final Clock clock;

    PracticeListController(PracticeList list, Clock clock) {
        this.list = list;
        this.clock = clock;
    }

    @GetMapping
    String show(
            @ModelAttribute("form") ListForm typed,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var query = ListQuery.read(typed, UkTime.today(clock), errors);
        model.addAttribute("nav", "choices");
        Forms.showInstead(model, query.form(typed), errors);
        if (errors.hasErrors()) {
            model.addAttribute("query", query);
            return Forms.again(response, PAGE);
        }
        var page = list.show(query, user);
        model.addAttribute("query", page.query());
        model.addAttribute("list", page);
        EntryNotice.take(request).ifPresent(entryNotice -> model.addAttribute("entryNotice", entryNotice));
        return PAGE;
    }

    /** Puts the work list into the model of another page's answer. */
    static void fill(Model model, ListPage page) {
        var none = new ListForm(null, null, null, null, null, null);
        model.addAttribute("nav", "choices");
        Forms.showInstead(model, page.query().form(none), new BeanPropertyBindingResult(none, "form"));
        model.addAttribute("query", page.query());
        model.addAttribute("list", page);
    }
}
