package datachoice.letter;

import datachoice.core.PortalSettings;
import datachoice.core.TypedNumbers;
import datachoice.core.UkTime;
import datachoice.person.PersonLookup;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Everybody's letters and e-mails, for anybody to read: in the demo, where nobody is real. */
@Controller
class DemoMailController {
    private static final int PAGE = 50;

    private final Outbox outbox;
    private final PersonLookup people;
    private final PortalSettings settings;

    DemoMailController(Outbox outbox, PersonLookup people, PortalSettings settings) {
        this.outbox = outbox;
        this.people = people;
        this.settings = settings;
    }

    @GetMapping("/demo/mail")
    String list(
            @RequestParam(defaultValue = "") String to,
            @RequestParam(name = "page", defaultValue = "1") String page,
            Model model,
            HttpServletResponse response) {
        if (!settings.demo()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var wanted = to.strip().length() > 254 ? to.strip().substring(0, 254) : to.strip();
        int count = outbox.count(wanted);
        int pages = Math.max(1, (count + PAGE - 1) / PAGE);
        int shown = TypedNumbers.page(page, pages);
        model.addAttribute("to", wanted);
        model.addAttribute("count", count);
        model.addAttribute("page", shown);
        model.addAttribute("pages", pages);
        model.addAttribute("messages", views(outbox.newest(wanted, (shown - 1) * PAGE, PAGE)));
        model.addAttribute("nav", "mail");
        response.setHeader("Cache-Control", "no-store");
        return "letter/demo-mail";
    }

    private List<MessageView> views(List<Message> messages) {
        var known = people.find(messages.stream()
                .filter(message -> message.kind() == MessageKind.LETTER_CODE)
                .map(Message::person)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return messages.stream()
                .map(message -> {
                    var person = message.kind() == MessageKind.LETTER_CODE ? known.get(message.person()) : null;
                    return MessageView.of(
                            message, settings.link(""), person == null ? null : UkTime.date(person.dateOfBirth()));
                })
                .toList();
    }
}
