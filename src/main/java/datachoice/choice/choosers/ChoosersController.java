package datachoice.choice.choosers;

import datachoice.choice.practice.LookReason;
import datachoice.choice.practice.OpenedView;
import datachoice.choice.practice.PracticePeople;
import datachoice.core.AsksAgain;
import datachoice.core.Forms;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.Notices;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.DetailsTried;
import datachoice.identity.WorkLimits;
import datachoice.person.CheckedRight;
import datachoice.person.PersonView;
import datachoice.person.RightEnd;
import datachoice.person.RightView;
import datachoice.practice.PracticePage;
import datachoice.publication.OperatorLookup;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Who may choose for one person of the practice: seeing it, recording somebody, ending a right. */
@Controller
@PracticePage
@RequestMapping("/practice/people/{p}/choosers")
class ChoosersController {
    private static final String FORM = "choice/chooser-form";
    private static final String END = "choice/chooser-end";

    private final PracticePeople people;
    private final Choosers choosers;
    private final DetailsTried tried;
    private final WorkLimits limits;
    private final OperatorLookup operators;
    private final AsksAgain confirm;
    private final Clock clock;

    ChoosersController(
            PracticePeople people,
            Choosers choosers,
            DetailsTried tried,
            WorkLimits limits,
            OperatorLookup operators,
            AsksAgain confirm,
            Clock clock) {
        this.people = people;
        this.choosers = choosers;
        this.tried = tried;
        this.limits = limits;
        this.operators = operators;
        this.confirm = confirm;
        this.clock = clock;
    }

    @ModelAttribute("nav")
    String nav() {
        return "choices";
    }

    @GetMapping
    String list(
            @PathVariable String p,
            @RequestParam(required = false) @Nullable String search,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        model.addAttribute("page", choosers.page(opened(p, search, user), user));
        return "choice/choosers";
    }

    // ---- One more

    @GetMapping("/new")
    String form(
            @PathVariable String p,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String draft,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            Model model) {
        var typed = typed(p, draft, user);
        var view = typed.isPresent() ? reopened(typed.get(), user) : opened(p, search, user);
        if (choosers.proofsFor(view.person()).isEmpty()) {
            return "redirect:" + address(view, "");
        }
        var first = confirm.before(request, user, begin(view, typed));
        if (first != null) {
            return first;
        }
        model.addAttribute("form", typed.map(this::form).orElse(ChooserForm.EMPTY));
        return show(view, typed, model);
    }

    private ChooserForm form(ChooserDraft typed) {
        var chooser = choosers.chooserOf(typed);
        return ChooserForm.of(typed.right(), choosers.numberOf(chooser), chooser.dateOfBirth());
    }

    @PostMapping("/new")
    String typed(
            @PathVariable String p,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String draft,
            @ModelAttribute("form") ChooserForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var before = typed(p, draft, user);
        var view = before.isPresent() ? reopened(before.get(), user) : opened(p, search, user);
        var person = view.person();
        if (choosers.proofsFor(person).isEmpty()) {
            return "redirect:" + address(view, "");
        }
        var first = confirm.beforeSaving(request, user, begin(view, before));
        if (first != null) {
            return first;
        }
        var right = form.read(person, choosers.numberOf(person), UkTime.today(clock), errors)
                .flatMap(typed -> find(typed, view, user, request, errors));
        if (right.isEmpty()) {
            return Forms.again(response, show(view, before, model));
        }
        return "redirect:" + address(person, "/check/" + right.get().id());
    }

    /** The right of whoever was found; empty if the form's errors now say what is wrong. */
    private Optional<CheckedRight> find(
            ChooserForm.Typed typed,
            OpenedView view,
            SignedInUser user,
            HttpServletRequest request,
            BindingResult errors) {
        limits.chooser(user);
        var found = tried.once(request, user, typed.number(), () -> choosers.find(typed, view, user));
        if (found.isEmpty()) {
            operators
                    .operator()
                    .ifPresentOrElse(
                            operator -> errors.rejectValue(
                                    "nhsNumber",
                                    "chooser.not-found.phone",
                                    new Object[] {operator.unbrokenPhone(), operator.phoneHours()},
                                    null),
                            () -> errors.rejectValue("nhsNumber", "chooser.not-found"));
            return Optional.empty();
        }
        var there = found.get().there();
        if (there != null) {
            tell(there, found.get().chooser(), view.person(), errors);
            return Optional.empty();
        }
        return Optional.of(found.get().right());
    }

    private static void tell(RightView there, PersonView chooser, PersonView person, BindingResult errors) {
        var names = new Object[] {
            chooser.fullName(),
            person.firstName(),
            UkTime.date(there.from()),
            there.until() == null ? "" : UkTime.date(there.until())
        };
        if (there.holds()) {
            errors.rejectValue("nhsNumber", "chooser.already", names, null);
        } else {
            errors.rejectValue("seenOn", "chooser.seen-on.earlier-right", names, null);
        }
    }

    private String show(OpenedView view, Optional<ChooserDraft> typed, Model model) {
        model.addAttribute("person", view.person());
        model.addAttribute("search", view.search());
        model.addAttribute("draft", typed.map(one -> one.right().id()).orElse(null));
        model.addAttribute("child", isChild(view.person()));
        model.addAttribute("proofs", choosers.proofsFor(view.person()));
        return FORM;
    }

    @GetMapping("/check/{draft}")
    String check(
            @PathVariable String p,
            @PathVariable String draft,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            Model model) {
        var typed = typed(p, draft, user).orElseThrow(NotFound::new);
        var view = reopened(typed, user);
        var saved = choosers.saved(typed, view.person());
        if (saved.isPresent() && !saved.get().holds()) {
            return "redirect:" + address(view, "");
        }
        var first = saved.isPresent() ? null : confirm.before(request, user, check(typed));
        if (first != null) {
            return first;
        }
        model.addAttribute("person", view.person());
        model.addAttribute("search", view.search());
        model.addAttribute("child", isChild(view.person()));
        model.addAttribute("draft", typed.right());
        model.addAttribute("lastBefore13", typed.right().endsWithChildhood(view.person()));
        model.addAttribute("chooser", choosers.chooserOf(typed));
        model.addAttribute("keptUntil", UkTime.moment(typed.expiresAt(), clock));
        return saved.isPresent() ? "choice/chooser-recorded" : "choice/chooser-check";
    }

    @PostMapping("/check/{draft}")
    String save(
            @PathVariable String p,
            @PathVariable String draft,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request) {
        var typed = typed(p, draft, user).orElseThrow(NotFound::new);
        var view = reopened(typed, user);
        var first = confirm.beforeSaving(request, user, check(typed));
        if (first != null) {
            return first;
        }
        var saved = choosers.save(typed.right().id(), typed.subject(), user);
        if (saved == Choosers.Saved.RECORDED) {
            return "redirect:" + check(typed);
        }
        Notices.put(request, "chooser.notice." + saved);
        return "redirect:" + address(view, "");
    }

    // ---- One less

    @GetMapping("/{right}/end")
    String ending(
            @PathVariable String p,
            @PathVariable String right,
            @RequestParam(required = false) @Nullable String search,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            Model model) {
        var view = opened(p, search, user);
        var there = choosers.toEnd(id(right), view.person(), user);
        if (there.isEmpty()) {
            return endedBefore(view, request);
        }
        var first = confirm.before(request, user, end(view, there.get()));
        if (first != null) {
            return first;
        }
        model.addAttribute("form", new EndForm(null));
        return show(there.get(), view, model);
    }

    @PostMapping("/{right}/end")
    String end(
            @PathVariable String p,
            @PathVariable String right,
            @RequestParam(required = false) @Nullable String search,
            @ModelAttribute("form") EndForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var view = opened(p, search, user);
        var there = choosers.toEnd(id(right), view.person(), user);
        if (there.isEmpty()) {
            return endedBefore(view, request);
        }
        var first = confirm.beforeSaving(request, user, end(view, there.get()));
        if (first != null) {
            return first;
        }
        var why = RightEnd.of(there.get().role()).stream()
                .filter(one -> one.name().equals(form.why()))
                .findFirst();
        if (why.isEmpty()) {
            errors.rejectValue("why", "chooser.end.why.none");
            return Forms.again(response, show(there.get(), view, model));
        }
        if (!choosers.end(there.get().id(), view.person().id(), why.get(), user)) {
            return endedBefore(view, request);
        }
        Notices.put(request, why.get() == RightEnd.DIED ? "chooser.notice.ENDED_DIED" : "chooser.notice.ENDED");
        return "redirect:" + address(view, "");
    }

    private String show(RightView right, OpenedView view, Model model) {
        model.addAttribute("person", view.person());
        model.addAttribute("search", view.search());
        model.addAttribute("right", right);
        model.addAttribute("name", choosers.nameOf(right));
        model.addAttribute("reasons", RightEnd.of(right.role()));
        return END;
    }

    private static String endedBefore(OpenedView view, HttpServletRequest request) {
        Notices.put(request, "chooser.notice.ENDED_BEFORE");
        return "redirect:" + address(view, "");
    }

    // ---- Whom it is about

    private OpenedView opened(String p, @Nullable String search, SignedInUser user) {
        return people.againForRights(person(p), search == null || search.isEmpty() ? null : search, user);
    }

    /** What this user has typed; empty for a form that begins. */
    private Optional<ChooserDraft> typed(String p, @Nullable String draft, SignedInUser user) {
        return draft == null || draft.isEmpty()
                ? Optional.empty()
                : Optional.of(choosers.draft(id(draft), person(p), user));
    }

    /** Whoever was typed about was open a moment ago. */
    private OpenedView reopened(ChooserDraft typed, SignedInUser user) {
        var reason = LookReason.PROOF;
        return new OpenedView(people.again(typed.subject(), reason, user), reason.name(), typed.search());
    }

    private boolean isChild(PersonView person) {
        return !person.decidesAlone(UkTime.today(clock));
    }

    private static String begin(OpenedView view, Optional<ChooserDraft> typed) {
        return typed.map(one ->
                        address(view.person(), "/new?draft=" + one.right().id()))
                .orElseGet(() -> address(view, "/new"));
    }

    private static String check(ChooserDraft typed) {
        return "/practice/people/" + typed.subject() + "/choosers/check/"
                + typed.right().id();
    }

    private static String end(OpenedView view, RightView right) {
        return address(view, "/" + right.id() + "/end");
    }

    private static String address(PersonView person, String below) {
        return "/practice/people/" + person.id() + "/choosers" + below;
    }

    private static String address(OpenedView view, String below) {
        return UriComponentsBuilder.fromPath(address(view.person(), below))
                .queryParamIfPresent("search", Optional.ofNullable(view.search()))
                .toUriString();
    }

    private static PersonId person(String written) {
        return PersonId.parse(written).orElseThrow(NotFound::new);
    }

    private static UUID id(String written) {
        return Ids.parse(written).orElseThrow(NotFound::new);
    }
}
