package datachoice.identity.workers;

import datachoice.core.Forms;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.Notices;
import datachoice.core.Notices.Kind;
import datachoice.core.SignedInUser;
import datachoice.identity.own.ConfirmFirst;
import datachoice.identity.signin.Emails;
import datachoice.identity.workers.WorkerManagement.Done;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
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

/** All accounts of workers, what waits for a second administrator, and who is invited. */
@Controller
@RequestMapping(WorkersController.ADDRESS)
class WorkersController {
    static final String ADDRESS = "/admin/accounts";
    private static final Pattern NOTHING_YET = Pattern.compile("\\.(waits?|nobody|same)$");
    private static final String PAGE = "identity/workers";
    private static final String INVITE = "identity/invite";
    private static final int SHORTEST_SEARCH = 2;
    private static final int LONGEST_SEARCH = 100;

    private final WorkerManagement workers;
    private final ConfirmFirst confirm;
    private final Clock clock;

    WorkersController(WorkerManagement workers, ConfirmFirst confirm, Clock clock) {
        this.workers = workers;
        this.confirm = confirm;
        this.clock = clock;
    }

    /** What the search asks for. */
    record SearchForm(@Nullable String text) {}

    /**
     * What the page that invites asks for.
     *
     * @param asked the address that was typed before, which may have been asked about
     */
    record InviteForm(
            @Nullable String email,
            @Nullable String asked,
            @Nullable String role,
            @Nullable String practice) {
        @Override
        public String toString() {
            return "InviteForm[]";
        }
    }

    @ModelAttribute
    void place(Model model) {
        model.addAttribute("nav", "accounts");
    }

    @GetMapping
    String list(@AuthenticationPrincipal SignedInUser user, HttpServletRequest request, Model model) {
        model.addAttribute("form", new SearchForm(null));
        model.addAttribute("list", workers.list(page(request)));
        fill(model, user);
        return PAGE;
    }

    /** A name is looked for without putting it into an address. */
    @PostMapping
    String search(
            @ModelAttribute("form") SearchForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletResponse response,
            Model model) {
        var text = form.text() == null ? "" : form.text().strip();
        if (text.length() < SHORTEST_SEARCH || text.length() > LONGEST_SEARCH) {
            errors.rejectValue("text", "identity.workers.search.length");
            model.addAttribute("list", workers.list(1));
        } else {
            model.addAttribute("list", workers.search(text));
            model.addAttribute("searched", true);
        }
        fill(model, user);
        return errors.hasErrors() ? Forms.again(response, PAGE) : PAGE;
    }

    private void fill(Model model, SignedInUser user) {
        boolean two = workers.needTwo(user);
        model.addAttribute("invitations", OpenLines.invitations(workers.openInvitations(), user.login(), two, clock));
        model.addAttribute("requests", OpenLines.requests(workers.openRequests(), user.login(), clock));
        model.addAttribute("twoPeople", two);
        model.addAttribute("nobodyUntil", workers.nobodyUntil(user));
        model.addAttribute("me", user.login());
    }

    /** The nearest page that can exist. */
    private static int page(HttpServletRequest request) {
        var written = request.getParameter("page");
        return written != null && written.matches("[0-9]{1,6}") ? Integer.parseInt(written) : 1;
    }

    @GetMapping("/invite")
    String showInvite(@AuthenticationPrincipal SignedInUser user, HttpServletRequest request, Model model) {
        var first = confirm.before(request, user, ADDRESS + "/invite");
        model.addAttribute("form", new InviteForm(null, null, null, null));
        model.addAttribute("twoPeople", workers.needTwo(user));
        model.addAttribute("nobodyUntil", workers.nobodyUntil(user));
        return first == null ? INVITE : first;
    }

    @PostMapping("/invite")
    String invite(
            @ModelAttribute("form") InviteForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var first = confirm.beforeSaving(request, user, ADDRESS + "/invite");
        if (first != null) {
            return first;
        }
        var email = Emails.readNew(form.email(), form.asked(), errors);
        var role = WorkRoles.parse(form.role());
        var practice = workers.practice(form.practice());
        if (role.isEmpty()) {
            errors.rejectValue("role", "identity.invite.role.none");
        } else if (!WorkRoles.needsPractice(role.get())) {
            if (form.practice() != null && !form.practice().isBlank()) {
                errors.rejectValue("practice", "identity.invite.practice.without");
            }
        } else if (form.practice() == null || form.practice().isBlank()) {
            errors.rejectValue("practice", "identity.invite.practice.empty");
        } else if (practice.isEmpty()) {
            errors.rejectValue("practice", "identity.invite.practice.unknown");
        }
        if (!errors.hasErrors()) {
            switch (workers.invite(user, email, role.orElseThrow(), practice.orElse(null))) {
                case HAS_ACCOUNT -> errors.rejectValue("email", "email.has-worker");
                case IS_INVITED -> errors.rejectValue("email", "email.is-invited");
                case ENOUGH_BY_YOU -> errors.rejectValue("email", "email.enough-by-you");
                case ENOUGH_TO_ADDRESS -> errors.rejectValue("email", "email.enough");
                case WAITS -> {
                    return waits(request, user);
                }
                default -> {
                    return done(request, "invited");
                }
            }
        }
        model.addAttribute("twoPeople", workers.needTwo(user));
        model.addAttribute("nobodyUntil", workers.nobodyUntil(user));
        return Forms.again(response, INVITE);
    }

    @PostMapping("/invitations/{invitation}/agree")
    String agreeToInvite(
            @PathVariable String invitation, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        return confirm.thenDo(
                request,
                user,
                ADDRESS,
                "agree",
                () -> done(request, workers.agreeToInvite(user, id(invitation)), "invited"));
    }

    @PostMapping("/invitations/{invitation}/again")
    String sendAgain(
            @PathVariable String invitation, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        return confirm.thenDo(request, user, ADDRESS, "again", () -> {
            var done = workers.sendAgain(user, id(invitation));
            return done == Done.WAITS ? waits(request, user) : done(request, done, "invited");
        });
    }

    @PostMapping("/invitations/{invitation}/withdraw")
    String withdraw(
            @PathVariable String invitation, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        return done(request, workers.withdraw(user, id(invitation)), "withdrawn");
    }

    @PostMapping("/requests/{role}/agree")
    String agreeToRole(
            @PathVariable String role, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        return confirm.thenDo(
                request,
                user,
                ADDRESS,
                "agree",
                () -> done(request, workers.agreeToRole(user, id(role)), "role.given"));
    }

    @PostMapping("/requests/{role}/refuse")
    String refuseRole(
            @PathVariable String role, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        return done(request, workers.refuseRole(user, id(role)), "role.refused");
    }

    static UUID id(String written) {
        return Ids.parse(written).orElseThrow(NotFound::new);
    }

    private String waits(HttpServletRequest request, SignedInUser user) {
        return done(request, workers.nobodyUntil(user) == null ? "invite.waits" : "invite.nobody");
    }

    private static String done(HttpServletRequest request, Done done, String what) {
        tell(request, notDone(done), "identity.workers.done." + what);
        return "redirect:" + ADDRESS;
    }

    /** What waits for somebody else, or was so before, is no success either. */
    static void tell(HttpServletRequest request, Optional<String> notDone, String done) {
        boolean success = notDone.isEmpty() && !NOTHING_YET.matcher(done).find();
        Notices.put(request, success ? Kind.SUCCESS : Kind.IMPORTANT, notDone.orElse(done));
    }

    /** The key of what to say about a press that changed nothing; empty for one that did. */
    static Optional<String> notDone(Done done) {
        return switch (done) {
            case SETTLED -> Optional.of("identity.settled.already");
            case ENOUGH_BY_YOU -> Optional.of("identity.settled.enough-by-you");
            case ENOUGH_TO_ADDRESS -> Optional.of("identity.settled.enough");
            default -> Optional.empty();
        };
    }

    private static String done(HttpServletRequest request, String what) {
        return done(request, Done.DONE, what);
    }
}
