package datachoice.choice.keyed;

import datachoice.choice.DoubtOutcome;
import datachoice.choice.ledger.DoubtView;
import datachoice.choice.ledger.References;
import datachoice.choice.page.PlainWords;
import datachoice.choice.practice.PracticePeople;
import datachoice.core.Forms;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.Notices;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.practice.PracticePage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** People who say that a choice was not theirs: who they are, opening such a task for a caller, and settling it. */
@Controller
@PracticePage
class DoubtController {
    static final String LIST = "/practice/doubts";

    static final int LONGEST_WORDS = 1000;
    static final int LONGEST_REACH = 200;

    private static final String TOLD = "choice/doubt-told";
    private static final String SETTLE = "choice/doubt-settle";
    private static final String SETTLED = "choice/doubt-settled";

    private final PracticePeople people;
    private final Settling settling;
    private final Askers askers;

    DoubtController(PracticePeople people, Settling settling, Askers askers) {
        this.people = people;
        this.settling = settling;
        this.askers = askers;
    }

    @ModelAttribute("nav")
    String nav() {
        return "choices";
    }

    @GetMapping(LIST)
    String list(@AuthenticationPrincipal SignedInUser user, HttpServletRequest request, Model model) {
        model.addAttribute("open", settling.open(user));
        Notices.take(request).ifPresent(notice -> model.addAttribute("notice", notice));
        return "choice/doubts";
    }

    @GetMapping("/practice/people/{p}/doubt")
    String told(
            @PathVariable String p,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String receipt,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        open(p, search, user, model);
        var reference = Optional.ofNullable(receipt).flatMap(References::parse).orElse("");
        model.addAttribute("form", new ToldForm(reference, "", ""));
        return TOLD;
    }

    @PostMapping("/practice/people/{p}/doubt")
    String tell(
            @PathVariable String p,
            @RequestParam(required = false) @Nullable String search,
            @ModelAttribute("form") ToldForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var subject = open(p, search, user, model);
        var typed = form.reference() == null ? "" : form.reference().strip();
        var reference = References.parse(typed).filter(known -> settling.knows(subject, known));
        if (reference.isEmpty()) {
            errors.rejectValue("reference", typed.isEmpty() ? "doubt.reference.empty" : "doubt.reference.unknown");
        }
        var words = PlainWords.read(form.words(), LONGEST_WORDS, "words", "doubt.words", errors);
        var reach = PlainWords.read(form.reach(), LONGEST_REACH, "reach", "doubt.reach", errors);
        if (errors.hasErrors()) {
            return Forms.again(response, TOLD);
        }
        if (!settling.told(subject, reference.orElseThrow(), words.orElseThrow(), reach.orElseThrow(), user)) {
            errors.rejectValue("words", "doubt.words.full");
            return Forms.again(response, TOLD);
        }
        Notices.put(request, "doubt.notice.told");
        return "redirect:" + LIST;
    }

    @GetMapping("/practice/people/{p}/doubts/{doubt}")
    String settle(
            @PathVariable String p,
            @PathVariable String doubt,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        var found = show(p, doubt, user, model);
        if (found.settled() != null) {
            model.addAttribute("settled", settling.settled(found.settled(), user));
            return SETTLED;
        }
        model.addAttribute("form", new SettlingForm(null, ""));
        return SETTLE;
    }

    @PostMapping("/practice/people/{p}/doubts/{doubt}")
    String settled(
            @PathVariable String p,
            @PathVariable String doubt,
            @ModelAttribute("form") SettlingForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var open = show(p, doubt, user, model);
        if (open.settled() != null) {
            return settledBefore(open.settled(), user, response, model);
        }
        var outcome = SettlingForm.OFFERED.stream()
                .filter(one -> one.name().equals(form.outcome()))
                .findFirst();
        if (outcome.isEmpty()) {
            errors.rejectValue("outcome", "doubt.outcome.none");
        } else if (outcome.get() == DoubtOutcome.REPLACED && !settling.replaced(open)) {
            errors.rejectValue("outcome", "doubt.outcome.not-replaced");
        }
        var note = PlainWords.read(form.note(), SettlingForm.LONGEST_NOTE, "note", "doubt.note", errors);
        if (errors.hasErrors()) {
            return Forms.again(response, SETTLE);
        }
        if (!settling.settle(open, outcome.orElseThrow(), note.orElseThrow(), user)) {
            return settledBefore(
                    Objects.requireNonNull(
                            settling.find(open.id(), open.subject(), user).settled()),
                    user,
                    response,
                    model);
        }
        Notices.put(
                request,
                Boolean.TRUE.equals(model.getAttribute("child"))
                        ? "doubt.notice.settled.child"
                        : "doubt.notice.settled");
        return "redirect:" + LIST;
    }

    /** A colleague was faster: what they found, and what this user wrote, which nobody else has. */
    private String settledBefore(
            DoubtView.Settlement settlement, SignedInUser user, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("settled", settling.settled(settlement, user));
        return SETTLED;
    }

    private PersonId open(String p, @Nullable String search, SignedInUser user, Model model) {
        var id = PersonId.parse(p).orElseThrow(NotFound::new);
        var opened = people.again(id, search == null || search.isEmpty() ? null : search, user);
        model.addAttribute("person", opened.person());
        model.addAttribute("child", !askers.alone(opened.person()));
        model.addAttribute("search", opened.search());
        return id;
    }

    private DoubtView show(String p, String doubt, SignedInUser user, Model model) {
        var subject = open(p, null, user, model);
        var open = settling.find(Ids.parse(doubt).orElseThrow(NotFound::new), subject, user);
        model.addAttribute("doubt", open);
        model.addAttribute("outcomes", SettlingForm.OFFERED);
        return open;
    }
}
