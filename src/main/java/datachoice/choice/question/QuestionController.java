package datachoice.choice.question;

import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.core.Forms;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import jakarta.servlet.http.HttpServletResponse;
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

/** The question, and the two questions behind its third answer. */
@Controller
@RequestMapping("/choices/{p}/change")
class QuestionController {
    private static final String SEPARATELY = "choice/separately";

    private final ChoiceManagement choices;
    private final OpenDrafts drafts;
    private final QuestionPages pages;

    QuestionController(ChoiceManagement choices, OpenDrafts drafts, QuestionPages pages) {
        this.choices = choices;
        this.drafts = drafts;
        this.pages = pages;
    }

    @GetMapping
    String ask(
            @PathVariable String p,
            @RequestParam(name = "draft", required = false) @Nullable String draft,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        var used = choices.savedByLetter(user);
        if (used.isPresent()) {
            return "redirect:/receipts/" + used.get().receipt();
        }
        return show(QuestionPages.QUESTION, p, draft, user, model);
    }

    @GetMapping("/separately")
    String askSeparately(
            @PathVariable String p,
            @RequestParam(name = "draft", required = false) @Nullable String draft,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        return show(SEPARATELY, p, draft, user, model);
    }

    private String show(String page, String p, @Nullable String draft, SignedInUser user, Model model) {
        var subject = id(p);
        var asked = pages.ask(subject, user, model);
        var form = user.byLetter() ? asked.empty() : asked.prefilled();
        if (draft == null) {
            model.addAttribute("started", drafts.startedBy(user).get(subject));
        } else {
            form = form.with(
                    Ids.parse(draft).map(id -> drafts.find(id, subject, user)).orElseThrow(NotFound::new));
        }
        model.addAttribute("form", form);
        return page;
    }

    @PostMapping
    String answer(
            @PathVariable String p,
            @ModelAttribute("form") QuestionForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletResponse response) {
        var asked = pages.ask(id(p), user, model);
        var question = asked.question();
        if (form.asksSeparately() && question.practice() != null) {
            return "redirect:/choices/" + p + "/change/separately";
        }
        var answer = form.toAnswer(question.person());
        if (answer.isEmpty()) {
            errors.rejectValue(
                    "choice",
                    question.self() ? "choice.question.none.you" : "choice.question.none.other",
                    new Object[] {question.person().firstName()},
                    null);
            Forms.showInstead(model, form.on(asked.empty()), errors);
            return Forms.again(response, QuestionPages.QUESTION);
        }
        return toCheckPage(answer.get(), user, model, response);
    }

    @PostMapping("/separately")
    String answerSeparately(
            @PathVariable String p,
            @ModelAttribute("form") QuestionForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletResponse response) {
        var asked = pages.ask(id(p), user, model);
        var question = asked.question();
        var answer = form.toSeparateAnswer(question.person());
        if (answer.isEmpty()) {
            var practice =
                    question.practice() == null ? "" : question.practice().name();
            if (QuestionForm.decision(form.gpRecord()).isEmpty()) {
                errors.rejectValue("gpRecord", "choice.separately.none.gp", new Object[] {practice}, null);
            }
            if (QuestionForm.decision(form.elsewhere()).isEmpty() || !errors.hasErrors()) {
                errors.rejectValue("elsewhere", "choice.separately.none.elsewhere");
            }
            Forms.showInstead(model, form.on(asked.empty()), errors);
            return Forms.again(response, SEPARATELY);
        }
        return toCheckPage(answer.get(), user, model, response);
    }

    private String toCheckPage(ChoiceAnswer answer, SignedInUser user, Model model, HttpServletResponse response) {
        try {
            return "redirect:/choices/" + answer.subject() + "/check/" + choices.keep(answer, user);
        } catch (ChoiceMovedOn e) {
            return pages.movedOn(answer.subject(), user, model, response);
        }
    }

    private static PersonId id(String written) {
        return PersonId.parse(written).orElseThrow(NotFound::new);
    }
}
