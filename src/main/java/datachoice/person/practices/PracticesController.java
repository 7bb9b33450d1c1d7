package datachoice.person.practices;

import datachoice.core.AsksAgain;
import datachoice.core.Forms;
import datachoice.core.NotFound;
import datachoice.core.Notices;
import datachoice.core.OdsCode;
import datachoice.core.PersonNames;
import datachoice.core.SignedInUser;
import datachoice.core.TypedNumbers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
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

/** Which practices there are; adding, changing and closing one. */
@Controller
@RequestMapping(PracticesController.PRACTICES)
class PracticesController {
    static final String PRACTICES = "/admin/practices";

    private static final int PAGE = 20;
    private static final int LONGEST_SEARCH = 100;

    private static final String CLOSE = "person/practice-close";

    private final PracticeDirectory practices;
    private final ObjectProvider<AsksAgain> confirm;

    /** @param confirm from a module above this one */
    PracticesController(PracticeDirectory practices, ObjectProvider<AsksAgain> confirm) {
        this.practices = practices;
        this.confirm = confirm;
    }

    @ModelAttribute("nav")
    String nav() {
        return "practices";
    }

    @GetMapping
    String list(
            @ModelAttribute("form") SearchForm form,
            BindingResult errors,
            @RequestParam(defaultValue = "1") String page,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        model.addAttribute("closings", practices.closings(user.login()));
        var clean = PersonNames.clean(Optional.ofNullable(form.q()).orElse(""));
        var words = clean.length() > LONGEST_SEARCH ? clean.substring(0, LONGEST_SEARCH) : clean;
        int total = practices.count(words);
        int pages = Math.max(1, (total + PAGE - 1) / PAGE);
        int asked = TypedNumbers.page(page, pages);
        Forms.showInstead(model, new SearchForm(words), errors);
        model.addAttribute("total", total);
        model.addAttribute("page", asked);
        model.addAttribute("pages", pages);
        model.addAttribute("practices", practices.list(words, (asked - 1) * PAGE, PAGE));
        model.addAttribute(
                "path",
                UriComponentsBuilder.fromPath(PRACTICES)
                                .queryParam("q", "{q}")
                                .encode()
                                .buildAndExpand(words)
                                .toUriString()
                        + "&page=");
        return "person/practices";
    }

    @GetMapping("/new")
    String startNew(Model model) {
        model.addAttribute("form", PracticeForm.EMPTY);
        return "person/practice-new";
    }

    @PostMapping("/new")
    String add(
            @ModelAttribute("form") PracticeForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        var practice = form.read(Optional.empty(), errors);
        if (practice.isPresent()) {
            try {
                practices.add(practice.get());
                return done(practice.get().code(), "added", request);
            } catch (DuplicateKeyException taken) {
                errors.rejectValue("code", "practices.code.taken");
            }
        }
        return Forms.again(response, "person/practice-new");
    }

    @GetMapping("/{code}")
    String show(@PathVariable String code, Model model) {
        var practice = find(code, model);
        model.addAttribute(
                "form", practices.details(practice.code()).map(PracticeForm::of).orElseThrow(NotFound::new));
        return "person/practice";
    }

    @PostMapping("/{code}")
    String change(
            @PathVariable String code,
            @ModelAttribute("form") PracticeForm form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var known = find(code, model);
        if (!known.open()) {
            throw new NotFound();
        }
        var practice = form.read(Optional.of(known.code()), errors);
        if (practice.isEmpty()) {
            return Forms.again(response, "person/practice");
        }
        practices.change(practice.get());
        return done(known.code(), "changed", request);
    }

    /** There is no way back from it, so that a session alone is not enough. */
    @GetMapping("/{code}/close")
    String askToClose(
            @PathVariable String code,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            Model model) {
        var practice = find(code, model);
        if (!practice.open()) {
            throw new NotFound();
        }
        var first = confirm.getObject().before(request, user, closing(practice));
        explain(practice, user, model);
        model.addAttribute("form", new CloseForm(null));
        return first == null ? CLOSE : first;
    }

    @PostMapping("/{code}/close")
    String close(
            @PathVariable String code,
            @ModelAttribute("form") CloseForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var practice = find(code, model);
        var first = confirm.getObject().beforeSaving(request, user, closing(practice));
        if (first != null) {
            return first;
        }
        if (practice.open()) {
            if (!form.names(practice.code())) {
                errors.rejectValue("typed", "practices.close.typed.other", new Object[] {practice.code()}, null);
                explain(practice, user, model);
                return Forms.again(response, CLOSE);
            }
            if (!practices.close(practice.code(), user.login())) {
                Notices.put(request, Notices.Kind.IMPORTANT, "practices.done.closing-asked");
                return "redirect:" + PRACTICES + "/" + practice.code();
            }
        }
        return done(practice.code(), "closed", request);
    }

    /** Who has to agree, or who waits for whom to do so. */
    private void explain(PracticeLine practice, SignedInUser user, Model model) {
        model.addAttribute("twoPeople", practices.needsTwo(user.login()));
        model.addAttribute(
                "closing",
                practices.closings(user.login()).stream()
                        .filter(asked -> asked.code().equals(practice.code()))
                        .findFirst()
                        .orElse(null));
    }

    /** @param typed the code of the practice, once more */
    record CloseForm(@Nullable String typed) {
        boolean names(OdsCode code) {
            return OdsCode.parse(PersonNames.clean(Optional.ofNullable(typed).orElse("")))
                    .filter(code::equals)
                    .isPresent();
        }
    }

    private static String closing(PracticeLine practice) {
        return PRACTICES + "/" + practice.code() + "/close";
    }

    /** @param q part of a name, or the beginning of a code */
    record SearchForm(@Nullable String q) {}

    private PracticeLine find(String code, Model model) {
        var practice = OdsCode.parse(code)
                .filter(parsed -> parsed.value().equals(code))
                .flatMap(practices::find)
                .orElseThrow(NotFound::new);
        model.addAttribute("practice", practice);
        return practice;
    }

    private static String done(OdsCode code, String what, HttpServletRequest request) {
        Notices.put(request, "practices.done." + what);
        return "redirect:" + PRACTICES + "/" + code;
    }
}
