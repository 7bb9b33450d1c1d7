package datachoice.choice.practice;

import datachoice.core.NotFound;
import datachoice.core.Notices;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.practice.PracticePage;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One person of the practice, from the list or found by a search. */
@Controller
@PracticePage
@RequestMapping(PracticePersonController.PEOPLE + "/{p}")
class PracticePersonController {
    static final String PEOPLE = "/practice/people";

    private final PracticePeople people;

    PracticePersonController(PracticePeople people) {
        this.people = people;
    }

    @GetMapping
    String show(
            @PathVariable String p,
            @RequestParam(required = false) @Nullable String search,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            Model model) {
        var entryNotice = EntryNotice.take(request);
        var letterNotice = Notices.take(request, PersonLetterController.NOTICE);
        boolean again = entryNotice.isPresent() || letterNotice.isPresent();
        model.addAttribute("page", people.open(PersonId.parse(p).orElseThrow(NotFound::new), search, again, user));
        model.addAttribute("nav", search == null || search.isEmpty() ? "choices" : "find");
        entryNotice.ifPresent(notice -> model.addAttribute("entryNotice", notice));
        letterNotice.ifPresent(notice -> model.addAttribute("letterNotice", notice));
        return "choice/practice-person";
    }
}
