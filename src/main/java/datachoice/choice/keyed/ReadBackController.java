package datachoice.choice.keyed;

import datachoice.choice.ChoiceChannel;
import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.choice.ledger.TooManyChoices;
import datachoice.choice.practice.LookReason;
import datachoice.choice.practice.OpenedView;
import datachoice.choice.practice.PracticePeople;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.person.PersonContacts;
import datachoice.practice.PracticePage;
import datachoice.publication.PublishedContent;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What was typed, in full sentences to read aloud; and, once it is saved, its reference. */
@Controller
@PracticePage
@RequestMapping("/practice/people/{p}/check/{draft}")
class ReadBackController {
    /** Times are shown without seconds: the next full minute is late enough. */
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final PracticePeople people;
    private final Keying keying;
    private final Askers askers;
    private final PersonContacts contacts;
    private final PublishedContent published;
    private final Clock clock;

    ReadBackController(
            PracticePeople people,
            Keying keying,
            Askers askers,
            PersonContacts contacts,
            PublishedContent published,
            Clock clock) {
        this.people = people;
        this.keying = keying;
        this.askers = askers;
        this.contacts = contacts;
        this.published = published;
        this.clock = clock;
    }

    @GetMapping
    String check(
            @PathVariable String p,
            @PathVariable String draft,
            @AuthenticationPrincipal SignedInUser user,
            Model model) {
        var subject = PersonId.parse(p).orElseThrow(NotFound::new);
        var id = Ids.parse(draft).orElseThrow(NotFound::new);
        model.addAttribute("nav", "choices");
        var saved = keying.receiptOf(id, subject, user);
        var typed = keying.find(id, subject, user);
        if (saved.isPresent()) {
            var correction = typed.map(KeyedDraft::correction).isPresent();
            var person = people.again(subject, reason(correction), user);
            model.addAttribute("person", person);
            model.addAttribute("child", !askers.alone(person));
            model.addAttribute("receipt", saved.get());
            model.addAttribute("letter", contacts.confirmation(subject, null).letter());
            return "choice/keyed-saved";
        }
        var open = typed.orElseThrow(NotFound::new);
        var reason = reason(open.correction() != null);
        var person = people.again(subject, reason, user);
        model.addAttribute("person", person);
        model.addAttribute("draft", open);
        model.addAttribute("paper", open.answer() != null && open.answer().channel() == ChoiceChannel.PAPER);
        model.addAttribute("change", changeOf(open));
        model.addAttribute("keptUntil", UkTime.moment(open.expiresAt(), clock));
        model.addAttribute("letter", contacts.confirmation(subject, null).letter());
        var answer = open.answer();
        if (answer != null) {
            var asks = answer.relation() == null
                    ? KeyedForm.SELF
                    : answer.relation().toString();
            model.addAttribute(
                    "asker",
                    askers.of(person, reason.name()).stream()
                            .filter(asker -> asker.value().equals(asks))
                            .findFirst()
                            .orElseThrow(NotFound::new));
            model.addAttribute(
                    "shownTitle",
                    answer.shown().isNothing()
                            ? null
                            : published
                                    .version(
                                            answer.shown().item(),
                                            answer.shown().n())
                                    .orElseThrow()
                                    .title());
        }
        return "choice/keyed-check";
    }

    @PostMapping
    String save(
            @PathVariable String p,
            @PathVariable String draft,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletResponse response,
            Model model) {
        var subject = PersonId.parse(p).orElseThrow(NotFound::new);
        var id = Ids.parse(draft).orElseThrow(NotFound::new);
        var address = "/practice/people/" + subject + "/check/" + id;
        try {
            keying.save(id, subject, user);
            return "redirect:" + address;
        } catch (SettledBefore e) {
            return CorrectionController.settledBefore(subject, e);
        } catch (ChoiceMovedOn e) {
            var person = people.again(subject, LookReason.KEYING, user);
            keying.find(id, subject, user)
                    .filter(typed -> typed.answer() != null)
                    .ifPresent(typed -> {
                        model.addAttribute("typed", changeOf(typed));
                        model.addAttribute("keptUntil", UkTime.moment(typed.expiresAt(), clock));
                    });
            return CorrectionController.movedOn(
                    new OpenedView(person, LookReason.KEYING.name(), null), response, model);
        } catch (TooManyChoices e) {
            return tooMany(
                    e.waiting(), keying.find(id, subject, user).orElseThrow(NotFound::new), address, response, model);
        }
    }

    private String tooMany(
            Duration waiting, KeyedDraft draft, String address, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(waiting.toSeconds() + 1));
        model.addAttribute("check", address);
        model.addAttribute("until", UkTime.moment(clock.instant().plus(waiting).plus(MINUTE), clock));
        model.addAttribute("keptUntil", UkTime.moment(draft.expiresAt(), clock));
        return "choice/too-many";
    }

    private static String changeOf(KeyedDraft draft) {
        var correction = draft.correction();
        return "/practice/people/" + draft.subject()
                + (correction == null ? "/record" : "/correct/" + correction.corrects()) + "?draft=" + draft.id();
    }

    private static LookReason reason(boolean correction) {
        return correction ? LookReason.MISTAKE : LookReason.KEYING;
    }
}
