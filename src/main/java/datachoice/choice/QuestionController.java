package datachoice.choice;

import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.FormTickets;
import datachoice.identity.LetterAlreadyUsed;
import datachoice.person.Confirmation;
import datachoice.person.PersonContacts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The question, the check page, and saving. */
@Controller
@RequestMapping("/choices/{p}")
class QuestionController {
    private static final String QUESTION = "choice/question";
    private static final String SEPARATELY = "choice/separately";

    private final ChoiceManagement choices;
    private final ChoiceLookup lookup;
    private final Explanation explanation;
    private final PersonContacts contacts;
    private final FormTickets tickets;
    private final Clock clock;

    QuestionController(
            ChoiceManagement choices,
            ChoiceLookup lookup,
            Explanation explanation,
            PersonContacts contacts,
            FormTickets tickets,
            Clock clock) {
        this.choices = choices;
        this.lookup = lookup;
        this.explanation = explanation;
        this.contacts = contacts;
        this.tickets = tickets;
        this.clock = clock;
    }

    @GetMapping("/change")
    String ask(
            @PathVariable String p,
            @RequestParam(name = "draft", required = false) @Nullable String draft,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        var used = lookup.receiptOfLetter(user);
        if (used.isPresent()) {
            return "redirect:/receipts/" + used.get();
        }
        return show(QUESTION, p, draft, user, model);
    }

    @GetMapping("/change/separately")
    String askSeparately(
            @PathVariable String p,
            @RequestParam(name = "draft", required = false) @Nullable String draft,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        return show(SEPARATELY, p, draft, user, model);
    }

    private String show(String page, String p, @Nullable String draft, SignedInUser user, Model model) {
        var form = page(model, id(p), user);
        if (draft == null) {
            choices.openDrafts(user).stream()
                    .filter(open -> open.subject().equals(id(p)))
                    .findFirst()
                    .ifPresent(open -> model.addAttribute("started", open.getId()));
        } else {
            var open =
                    Ids.parse(draft).map(id -> choices.draft(id, id(p), user)).orElseThrow(NotFound::new);
            form = form.with(open);
        }
        model.addAttribute("form", form);
        return page;
    }

    @PostMapping("/change")
    String answer(
            @PathVariable String p,
            @ModelAttribute("form") QuestionForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletResponse response) {
        var fresh = page(model, id(p), user);
        var question = question(model);
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
            return again(QUESTION, form.on(fresh), errors, model, response);
        }
        return toCheckPage(answer.get(), user, model, response);
    }

    @PostMapping("/change/separately")
    String answerSeparately(
            @PathVariable String p,
            @ModelAttribute("form") QuestionForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletResponse response) {
        var fresh = page(model, id(p), user);
        var question = question(model);
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
            return again(SEPARATELY, form.on(fresh), errors, model, response);
        }
        return toCheckPage(answer.get(), user, model, response);
    }

    @GetMapping("/check/{draft}")
    String check(
            @PathVariable String p,
            @PathVariable String draft,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        var id = Ids.parse(draft).orElseThrow(NotFound::new);
        var saved = choices.receiptOf(id, user);
        if (saved.isPresent()) {
            return "redirect:/receipts/" + saved.get();
        }
        var question = lookup.questionFor(id(p), user);
        var open = choices.draft(id, id(p), user);
        model.addAttribute("question", question);
        var check = ChoiceLookup.CheckView.of(open);
        model.addAttribute("check", check);
        model.addAttribute(
                "change",
                "/choices/" + id(p) + (check.different() ? "/change/separately" : "/change") + "?draft=" + check.id());
        model.addAttribute("keptUntil", UkTime.moment(open.expiresAt(), clock));
        model.addAttribute("shownTitle", explanation.titleOf(check.shownSlug(), check.shownVersion()));
        var confirmation = contacts.confirmation(
                question.person().id(), question.self() ? null : Objects.requireNonNull(user.person()));
        model.addAttribute("confirm", ConfirmView.of(confirmation));
        return "choice/check";
    }

    @PostMapping("/check/{draft}")
    String save(
            @PathVariable String p,
            @PathVariable String draft,
            @RequestParam(name = "seenType1", required = false) @Nullable String seenType1,
            @RequestParam(name = "seenNational", required = false) @Nullable String seenNational,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletResponse response) {
        var id = Ids.parse(draft).orElseThrow(NotFound::new);
        try {
            var receipt = choices.save(
                    id,
                    id(p),
                    QuestionForm.number(seenType1).orElse(-1),
                    QuestionForm.number(seenNational).orElse(-1),
                    user);
            return "redirect:/receipts/" + receipt;
        } catch (ChoiceMovedOn e) {
            return movedOn(id(p), user, model, response);
        }
    }

    /** A letter records once; whoever tries again is shown what it recorded. */
    @ExceptionHandler(LetterAlreadyUsed.class)
    String letterUsed(@AuthenticationPrincipal SignedInUser user) {
        return "redirect:/receipts/" + lookup.receiptOfLetter(user).orElseThrow(NotFound::new);
    }

    /** J22: nothing was stored; what is on record now is shown, and the question is asked again with nothing selected. */
    private String movedOn(PersonId subject, SignedInUser user, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        page(model, subject, user);
        var question = question(model);
        var shown = ((Explanation.ShownView) Objects.requireNonNull(model.getAttribute("shown"))).n();
        model.addAttribute("form", QuestionForm.about(question, false, shown, ticket(question, user)));
        model.addAttribute("movedOn", true);
        if (!user.byLetter()) { // whoever came by letter learns that it changed and when, never what it is
            model.addAttribute(
                    "nowOnRecord", lookup.pageOf(question.person().id(), user).now());
        }
        question.current().values().stream()
                .map(CurrentChoices.Current::recordedAt)
                .max(Comparator.naturalOrder())
                .ifPresent(at -> model.addAttribute("movedAt", UkTime.moment(at, clock)));
        return QUESTION;
    }

    /** Fills what every form of the question shows; returns the form as it is first shown. */
    private QuestionForm page(Model model, PersonId subject, SignedInUser user) {
        var question = lookup.questionFor(subject, user);
        var shown = question.self() ? explanation.forSelf() : explanation.forOther(question.person());
        model.addAttribute("question", question);
        model.addAttribute("shown", shown);
        return QuestionForm.about(question, !user.byLetter(), shown.n(), ticket(question, user));
    }

    private static ChoiceLookup.QuestionView question(Model model) {
        return (ChoiceLookup.QuestionView) Objects.requireNonNull(model.getAttribute("question"));
    }

    private String ticket(ChoiceLookup.QuestionView question, SignedInUser user) {
        return tickets.issue(user.login(), "/choices/" + question.person().id() + "/change", clock.instant());
    }

    private String again(
            String page, QuestionForm form, BindingResult errors, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        var shownAgain = new BeanPropertyBindingResult(form, "form");
        errors.getFieldErrors().forEach(shownAgain::addError);
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", shownAgain);
        return page;
    }

    private String toCheckPage(ChoiceAnswer answer, SignedInUser user, Model model, HttpServletResponse response) {
        try {
            var draft = choices.keep(answer, user);
            return "redirect:/choices/" + answer.subject() + "/check/" + draft;
        } catch (ChoiceMovedOn e) {
            return movedOn(answer.subject(), user, model, response);
        }
    }

    /**
     * What the check page says about the confirmation: of others' addresses nothing at all.
     *
     * @param letter the end of the key of the sentence about the letter to the person
     * @param proxy the end of the key of the sentence about a letter to the reader who chooses for the person
     * @param email of the reader, masked
     */
    record ConfirmView(
            String letter, @Nullable String proxy, @Nullable String email) {
        static ConfirmView of(Confirmation confirmation) {
            var who = confirmation.toParent() ? "parent" : "other";
            return confirmation
                    .proxy()
                    .map(how -> new ConfirmView(
                            who + "." + confirmation.letter(),
                            how.email().isPresent() ? null : how.letter().name(),
                            how.email().map(QuestionController::masked).orElse(null)))
                    .orElseGet(() -> new ConfirmView(
                            "you." + confirmation.letter(),
                            null,
                            confirmation.email().map(QuestionController::masked).orElse(null)));
        }
    }

    /** The first letter and the domain: enough to know one's own address, too little to learn another's. */
    private static String masked(String email) {
        int at = email.lastIndexOf('@');
        return at < 1 ? "•••" : email.charAt(0) + "•••" + email.substring(at);
    }

    private static PersonId id(String written) {
        return PersonId.parse(written).orElseThrow(NotFound::new);
    }
}
