package datachoice.choice.keyed;

import datachoice.choice.keyed.Keying.OlderThanRecorded;
import datachoice.choice.practice.LookReason;
import datachoice.core.Forms;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.practice.PracticePage;
import datachoice.publication.OperatorLookup;
import datachoice.publication.PublishedContent;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A choice that came on paper, by phone or in person, typed in the order of the paper form (G6). */
@Controller
@PracticePage
@RequestMapping("/practice/people/{p}/record")
class KeyedController {
    private static final String FORM = "choice/keyed-form";

    private final Opening opening;
    private final Keying keying;
    private final Askers askers;
    private final PublishedContent published;
    private final OperatorLookup operators;
    private final Clock clock;

    KeyedController(
            Opening opening,
            Keying keying,
            Askers askers,
            PublishedContent published,
            OperatorLookup operators,
            Clock clock) {
        this.opening = opening;
        this.keying = keying;
        this.askers = askers;
        this.published = published;
        this.operators = operators;
        this.clock = clock;
    }

    @GetMapping
    String form(
            @PathVariable String p,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String draft,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        var opened = opening.again(id(p), search, draft, LookReason.KEYING, user);
        show(opened, model);
        var typed = opened.draft() == null ? null : opened.draft().answer();
        model.addAttribute("form", typed == null ? KeyedForm.EMPTY : KeyedForm.of(typed));
        return FORM;
    }

    @PostMapping
    String typed(
            @PathVariable String p,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String draft,
            @ModelAttribute("form") KeyedForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletResponse response,
            Model model) {
        var opened = opening.again(id(p), search, draft, LookReason.KEYING, user);
        var person = opened.view().person();
        var id = person.id();
        var answer = form.read(person, keying.choosersFor(person), UkTime.today(clock), published, errors);
        answer.flatMap(typed -> keying.recordedOfDay(id, typed.decidedOn())).ifPresent(saved -> {
            var at = UkTime.moment(saved, clock);
            model.addAttribute("sameDayAt", at);
            if (!form.cameLater()) {
                errors.rejectValue("sameDay", "keyed.same-day.none", new Object[] {at}, null);
            }
        });
        if (answer.isPresent() && !errors.hasErrors()) {
            try {
                return "redirect:/practice/people/" + id + "/check/" + keying.keep(id, answer.get(), user);
            } catch (OlderThanRecorded e) {
                errors.rejectValue("decidedOn", "keyed.decided-on.older");
            }
        }
        show(opened, model);
        return Forms.again(response, FORM);
    }

    private void show(Opening.Opened opened, Model model) {
        var view = opened.view();
        var person = view.person();
        if (person.deceased()) {
            throw new NotFound();
        }
        var live = published.explanation();
        model.addAttribute("person", person);
        model.addAttribute("child", !askers.alone(person));
        model.addAttribute("search", view.search());
        model.addAttribute("askers", askers.of(person));
        model.addAttribute(
                "draft", opened.draft() == null ? null : opened.draft().id());
        model.addAttribute("inDoubt", keying.inDoubt(person.id()));
        model.addAttribute("channels", KeyedForm.CHANNELS);
        model.addAttribute("proofs", KeyedForm.PROOFS);
        model.addAttribute(
                "facts",
                PublishedContent.EXPLANATION_FACTS.stream()
                        .map(section -> live.section(section).fact("your", "you"))
                        .toList());
        model.addAttribute("nav", view.search() == null ? "choices" : "find");
        operators.operator().ifPresent(operator -> model.addAttribute("operator", operator));
    }

    private static PersonId id(String written) {
        return PersonId.parse(written).orElseThrow(NotFound::new);
    }
}
