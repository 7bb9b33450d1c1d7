package datachoice.identity.workers;

import datachoice.core.Forms;
import datachoice.core.SignedInUser;
import datachoice.identity.own.ConfirmFirst;
import datachoice.identity.signin.Emails;
import datachoice.identity.workers.WorkerManagement.Done;
import datachoice.practice.PracticePage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
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

/** Who works at the practice of its lead. */
@Controller
@PracticePage
@RequestMapping(StaffController.ADDRESS)
class StaffController {
    static final String ADDRESS = "/practice/staff";
    private static final String INVITE = "identity/staff-invite";

    private final StaffManagement staff;
    private final ConfirmFirst confirm;
    private final Clock clock;

    StaffController(StaffManagement staff, ConfirmFirst confirm, Clock clock) {
        this.staff = staff;
        this.confirm = confirm;
        this.clock = clock;
    }

    /**
     * What the page that invites asks for.
     *
     * @param asked the address that was typed before, which may have been asked about
     */
    record ColleagueForm(@Nullable String email, @Nullable String asked) {
        @Override
        public String toString() {
            return "ColleagueForm[]";
        }
    }

    @ModelAttribute("nav")
    String nav() {
        return "staff";
    }

    @GetMapping
    String list(@AuthenticationPrincipal SignedInUser user, Model model) {
        model.addAttribute("staff", staff.staff(user));
        model.addAttribute(
                "invitations", OpenLines.invitations(staff.openInvitations(user), user.login(), false, clock));
        model.addAttribute("me", user.login());
        return "identity/staff";
    }

    @GetMapping("/invite")
    String showInvite(@AuthenticationPrincipal SignedInUser user, HttpServletRequest request, Model model) {
        var first = confirm.before(request, user, ADDRESS + "/invite");
        model.addAttribute("form", new ColleagueForm(null, null));
        return first == null ? INVITE : first;
    }

    @PostMapping("/invite")
    String invite(
            @ModelAttribute("form") ColleagueForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response) {
        var first = confirm.beforeSaving(request, user, ADDRESS + "/invite");
        if (first != null) {
            return first;
        }
        var email = Emails.readNew(form.email(), form.asked(), errors);
        if (!errors.hasErrors()) {
            switch (invite(user, email)) {
                case HAS_ACCOUNT -> errors.rejectValue("email", "email.works-here");
                case IS_INVITED -> errors.rejectValue("email", "email.is-invited-here");
                case ENOUGH_BY_YOU -> errors.rejectValue("email", "email.enough-by-you");
                case ENOUGH_TO_ADDRESS -> errors.rejectValue("email", "email.enough");
                default -> {
                    return done(request, "invited");
                }
            }
        }
        return Forms.again(response, INVITE);
    }

    /** Of two presses at once, one invites. */
    private Done invite(SignedInUser user, String email) {
        try {
            return staff.invite(user, email);
        } catch (DuplicateKeyException e) {
            return Done.IS_INVITED;
        }
    }

    @PostMapping("/invitations/{invitation}/again")
    String sendAgain(
            @PathVariable String invitation, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        return confirm.thenDo(
                request,
                user,
                ADDRESS,
                "again",
                () -> done(request, staff.sendAgain(user, WorkersController.id(invitation)), "invited"));
    }

    @PostMapping("/invitations/{invitation}/withdraw")
    String withdraw(
            @PathVariable String invitation, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        return done(request, staff.withdraw(user, WorkersController.id(invitation)), "withdrawn");
    }

    @PostMapping("/{account}/off")
    String switchOff(
            @PathVariable String account, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        return confirm.thenDo(request, user, ADDRESS, "off", () -> {
            staff.switchOff(user, WorkersController.id(account));
            return done(request, "off");
        });
    }

    @PostMapping("/{account}/on")
    String switchOn(
            @PathVariable String account, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        return confirm.thenDo(request, user, ADDRESS, "on", () -> {
            staff.switchOn(user, WorkersController.id(account));
            return done(request, "on");
        });
    }

    private static String done(HttpServletRequest request, Done done, String what) {
        WorkersController.tell(request, WorkersController.notDone(done), "identity.staff.done." + what);
        return "redirect:" + ADDRESS;
    }

    private static String done(HttpServletRequest request, String what) {
        return done(request, Done.DONE, what);
    }
}
