package datachoice.letter.rounds;

import datachoice.core.AsksAgain;
import datachoice.core.BusyDatabase;
import datachoice.core.Forms;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.Notices;
import datachoice.core.OdsCode;
import datachoice.core.SignedInUser;
import datachoice.practice.PracticePage;
import datachoice.practice.Workplace;
import jakarta.servlet.http.HttpServletRequest;
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

/** Letters with codes: how the practice's people stand, a round of letters for those who wait for one, and stopping it. */
@Controller
@PracticePage
@RequestMapping(LettersController.LETTERS)
class LettersController {
    static final String LETTERS = "/practice/letters";

    private static final String NEW = LETTERS + "/new";
    private static final String STOP = "/stop";
    private static final int EARLIER = 20;

    private final LetterRounds rounds;
    private final AsksAgain confirm;

    LettersController(LetterRounds rounds, AsksAgain confirm) {
        this.rounds = rounds;
        this.confirm = confirm;
    }

    @ModelAttribute("nav")
    String nav() {
        return "letters";
    }

    @GetMapping
    String show(@AuthenticationPrincipal SignedInUser user, Model model) {
        model.addAttribute("form", WhomForm.EMPTY);
        return page(user, model);
    }

    @PostMapping("/new")
    String choose(
            @ModelAttribute("form") WhomForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletResponse response,
            Model model) {
        var whom = form.read(errors);
        return whom.isEmpty() ? Forms.again(response, page(user, model)) : "redirect:" + NEW + "?whom=" + whom.get();
    }

    /** What would be made, before it is. */
    @GetMapping("/new")
    String check(
            @RequestParam(required = false) @Nullable String whom,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            Model model) {
        var read = WhomForm.read(whom);
        if (read.isEmpty()) {
            return "redirect:" + LETTERS;
        }
        var first = confirm.before(request, user, NEW + "?whom=" + read.get());
        if (first != null) {
            return first;
        }
        return checkPage(read.get(), user, model);
    }

    @PostMapping("/new/make")
    String make(
            @ModelAttribute("form") MakeForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var whom = form.readWhom();
        if (whom.isEmpty()) {
            return "redirect:" + LETTERS; // no page of ours sends this
        }
        var first = confirm.beforeSaving(request, user, NEW + "?whom=" + whom.get());
        if (first != null) {
            return first;
        }
        try {
            var round = rounds.order(Workplace.of(user), whom.get(), form.seen(), user);
            if (round.isPresent()) {
                return "redirect:" + LETTERS + "/" + round.get();
            }
        } catch (RoundInWork inWork) {
            return "redirect:" + LETTERS; // pressed twice: the page says what is being made
        }
        response.setStatus(409);
        model.addAttribute("moved", true);
        return checkPage(whom.get(), user, model);
    }

    @GetMapping("/{id}")
    String round(@PathVariable String id, @AuthenticationPrincipal SignedInUser user, Model model) {
        var practice = Workplace.of(user);
        var round = find(id, practice);
        model.addAttribute("round", round);
        model.addAttribute("stopper", rounds.stopper(practice, round).orElse(null));
        model.addAttribute("waiting", rounds.waiting(practice));
        return "letter/round";
    }

    /** What stopping it does, before it is. */
    @GetMapping("/{id}/stop")
    String askToStop(
            @PathVariable String id,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            Model model) {
        var round = find(id, Workplace.of(user));
        if (!round.making()) {
            return "redirect:" + page(round);
        }
        var first = confirm.before(request, user, page(round) + STOP);
        if (first != null) {
            return first;
        }
        model.addAttribute("form", StopForm.EMPTY);
        return stopPage(round, model);
    }

    @PostMapping("/{id}/stop")
    String stop(
            @PathVariable String id,
            @ModelAttribute("form") StopForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var round = find(id, Workplace.of(user));
        var first = confirm.beforeSaving(request, user, page(round) + STOP);
        if (first != null) {
            return first;
        }
        var waiting = form.read(errors);
        if (waiting.isEmpty() && round.making()) {
            return Forms.again(response, stopPage(round, model));
        }
        // what replaces letters, or moves people, takes the same two locks the other way round
        if (waiting.isEmpty()
                || !BusyDatabase.again(() -> rounds.stop(round.practice(), round.id(), waiting.get(), user))) {
            Notices.put(request, Notices.Kind.IMPORTANT, "practice.letters.stop.late");
        }
        return "redirect:" + page(round);
    }

    private static String stopPage(RoundView round, Model model) {
        model.addAttribute("round", round);
        return "letter/round-stop";
    }

    private static String page(RoundView round) {
        return LETTERS + "/" + round.id();
    }

    private RoundView find(String id, OdsCode practice) {
        return rounds.find(practice, Ids.parse(id).orElseThrow(NotFound::new));
    }

    private String page(SignedInUser user, Model model) {
        var practice = Workplace.of(user);
        model.addAttribute("counts", rounds.countLately(practice));
        model.addAttribute("rounds", rounds.newest(practice, EARLIER));
        return "letter/letters";
    }

    private String checkPage(RoundWhom whom, SignedInUser user, Model model) {
        var counts = rounds.count(Workplace.of(user));
        int wanted = counts.wanted(whom);
        if (wanted == 0) {
            return "redirect:" + LETTERS;
        }
        model.addAttribute("counts", counts);
        model.addAttribute("whom", whom);
        model.addAttribute("wanted", wanted);
        model.addAttribute("form", MakeForm.of(whom, wanted));
        return "letter/round-check";
    }
}
