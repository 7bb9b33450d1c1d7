package datachoice.choice.keyed;

import datachoice.choice.ChoiceChannel;
import datachoice.choice.ledger.ChoiceMovedOn;
import datachoice.choice.ledger.NotEntitled;
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
            HttpServletResponse response,
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
            var asker = askers.of(person).stream()
                    .filter(one -> one.value().equals(asks))
                    .findFirst();
            if (asker.isEmpty()) {
                return ended(subject, open, user, response, model);
            }
            model.addAttribute("asker", asker.get());
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
        } catch (NotEntitled e) {
            return ended(subject, keying.find(id, subject, user).orElseThrow(NotFound::new), user, response, model);
        }
    }

    /** Whoever asked may not choose for them any more: what was typed is kept, for somebody who may. */
    private String ended(
            PersonId subject, KeyedDraft typed, SignedInUser user, HttpServletResponse response, Model model) {
        var person = people.again(subject, LookReason.KEYING, user);
        if (person.deceased()) {
            throw new NotFound();
        }
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("person", person);
        model.addAttribute("typed", changeOf(typed));
        model.addAttribute("keptUntil", UkTime.moment(typed.expiresAt(), clock));
        model.addAttribute("nav", "choices");
        return "choice/keyed-ended";
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
