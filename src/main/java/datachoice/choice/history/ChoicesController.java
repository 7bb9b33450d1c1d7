package datachoice.choice.history;

import datachoice.choice.OptOutType;
import datachoice.choice.ledger.ChoiceState;
import datachoice.choice.ledger.DefaultRule;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** People I choose for, and what is on record for each. */
@Controller
@RequestMapping("/choices")
class ChoicesController {
    private final PeopleIChooseFor people;
    private final PersonPages pages;
    private final DefaultRule defaults;

    ChoicesController(PeopleIChooseFor people, PersonPages pages, DefaultRule defaults) {
        this.people = people;
        this.pages = pages;
        this.defaults = defaults;
    }

    @GetMapping
    String list(@AuthenticationPrincipal SignedInUser user, Model model) {
        if (user.byLetter()) {
            return "redirect:" + user.home();
        }
        model.addAttribute("people", people.list(user));
        return "choice/people";
    }

    @GetMapping("/{p}")
    String show(@PathVariable String p, @AuthenticationPrincipal SignedInUser user, Model model) {
        var person = PersonId.parse(p).orElseThrow(NotFound::new);
        var page = pages.of(person, user);
        model.addAttribute("page", page);
        model.addAttribute("silent", defaults.effective(OptOutType.NATIONAL_DATA_OPT_OUT, ChoiceState.NOT_RECORDED));
        return "choice/person";
    }
}
