package datachoice.choice.question;

import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.choice.ledger.TooManyChoices;
import datachoice.choice.page.Dates;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.TypedNumbers;
import datachoice.identity.LetterAlreadyUsed;
import datachoice.person.PersonContacts;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The check page, and saving. */
@Controller
@RequestMapping("/choices/{p}/check/{draft}")
class CheckController {
    /** Times are shown without seconds: the next full minute is late enough. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ChoiceManagement choices;
    private final OpenDrafts drafts;
    private final Questions questions;
    private final QuestionPages pages;
    private final Explanation explanation;
    private final PersonContacts contacts;
    private final Dates dates;
    private final Clock clock;

    CheckController(
            ChoiceManagement choices,
            OpenDrafts drafts,
            Questions questions,
            QuestionPages pages,
            Explanation explanation,
            PersonContacts contacts,
            Dates dates,
            Clock clock) {
        this.choices = choices;
        this.drafts = drafts;
        this.questions = questions;
        this.pages = pages;
        this.explanation = explanation;
        this.contacts = contacts;
        this.dates = dates;
        this.clock = clock;
    }

    @GetMapping
    String check(
            @PathVariable String p,
            @PathVariable String draft,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletResponse response) {
        var subject = id(p);
        var id = Ids.parse(draft).orElseThrow(NotFound::new);
        var saved = choices.receiptOf(id, user);
        if (saved.isPresent()) {
            return "redirect:/receipts/" + saved.get();
        }
        var question = questions.about(subject, user);
        var open = drafts.find(id, subject, user);
        if (choices.savedByLetter(user).isPresent()) {
            return letterUsed(user, model, response);
        }
        var check = CheckView.of(open);
        model.addAttribute("question", question);
        model.addAttribute("check", check);
        model.addAttribute(
                "change",
                "/choices/" + subject + (check.different() ? "/change/separately" : "/change") + "?draft=" + id);
        model.addAttribute("ticket", pages.ticket(address(subject, id), user));
        model.addAttribute("keptUntil", dates.soon(open.expiresAt(), clock));
        model.addAttribute("shownTitle", explanation.titleOf(check.shownSlug(), check.shownVersion()));
        var confirmation =
                contacts.confirmation(subject, question.self() ? null : Objects.requireNonNull(user.person()));
        model.addAttribute("confirm", ConfirmView.of(confirmation));
        return "choice/check";
    }

    @PostMapping
    String save(
            @PathVariable String p,
            @PathVariable String draft,
            @RequestParam(name = "seenType1", required = false) @Nullable String seenType1,
            @RequestParam(name = "seenNational", required = false) @Nullable String seenNational,
            @AuthenticationPrincipal SignedInUser user,
            Model model,
            HttpServletResponse response) {
        var subject = id(p);
        var id = Ids.parse(draft).orElseThrow(NotFound::new);
        try {
            var receipt = choices.save(
                    id,
                    subject,
                    TypedNumbers.read(seenType1).orElse(-1),
                    TypedNumbers.read(seenNational).orElse(-1),
                    user);
            return "redirect:/receipts/" + receipt;
        } catch (ChoiceMovedOn e) {
            return pages.movedOn(subject, user, model, response);
        } catch (LetterAlreadyUsed e) {
            return letterUsed(user, model, response);
        } catch (TooManyChoices e) {
            return tooMany(e.waiting(), drafts.find(id, subject, user), model, response);
        }
    }

    /** J22 for a letter: it records once, and somebody saved another answer with it. */
    private String letterUsed(SignedInUser user, Model model, HttpServletResponse response) {
        var saved = choices.savedByLetter(user).orElseThrow(NotFound::new);
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("receipt", saved.receipt());
        model.addAttribute("savedAt", dates.soon(saved.recordedAt(), clock));
        return "choice/letter-used";
    }

    private String tooMany(Duration waiting, ChoiceDraft open, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(waiting.toSeconds() + 1));
        model.addAttribute("check", address(open.subject(), open.getId()));
        model.addAttribute("until", dates.soon(clock.instant().plus(waiting).plus(MINUTE), clock));
        model.addAttribute("keptUntil", dates.soon(open.expiresAt(), clock));
        return "choice/too-many";
    }

    private static String address(PersonId subject, UUID draft) {
        return "/choices/" + subject + "/check/" + draft;
    }

    private static PersonId id(String written) {
        return PersonId.parse(written).orElseThrow(NotFound::new);
    }
}
