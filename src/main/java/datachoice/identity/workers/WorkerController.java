package datachoice.identity.workers;

import datachoice.core.Forms;
import datachoice.core.NotFound;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.own.ConfirmFirst;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
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

/** One worker's account. */
@Controller
@RequestMapping("/admin/accounts/{account}")
class WorkerController {
    private static final String ROLES = "identity/worker-roles";

    private final WorkerManagement workers;
    private final ConfirmFirst confirm;
    private final Clock clock;

    WorkerController(WorkerManagement workers, ConfirmFirst confirm, Clock clock) {
        this.workers = workers;
        this.confirm = confirm;
        this.clock = clock;
    }

    /** What the page of roles asks for. */
    record RolesForm(@Nullable List<String> roles) {}

    @ModelAttribute
    void place(Model model) {
        model.addAttribute("nav", "accounts");
    }

    @GetMapping
    String show(@PathVariable String account, @AuthenticationPrincipal SignedInUser user, Model model) {
        var worker = find(account);
        var sessions = workers.sessions(worker.id());
        model.addAttribute("account", worker);
        model.addAttribute("own", worker.id().equals(user.login()));
        model.addAttribute("sessions", sessions.size());
        model.addAttribute(
                "lastSeen",
                sessions.isEmpty() ? null : UkTime.moment(sessions.get(0).lastSeen(), clock));
        model.addAttribute("requests", OpenLines.requests(workers.openRequestsFor(worker.id()), user.login(), clock));
        return "identity/worker";
    }

    @GetMapping("/roles")
    String showRoles(
            @PathVariable String account,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            Model model) {
        var worker = other(account, user);
        var first = confirm.before(request, user, address(worker.id()) + "/roles");
        if (first != null) {
            return first;
        }
        model.addAttribute(
                "form", new RolesForm(worker.roles().stream().map(Role::name).toList()));
        fill(model, worker, user);
        return ROLES;
    }

    @PostMapping("/roles")
    String changeRoles(
            @PathVariable String account,
            @ModelAttribute("form") RolesForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInUser user,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var worker = other(account, user);
        var first = confirm.beforeSaving(request, user, address(worker.id()) + "/roles");
        if (first != null) {
            return first;
        }
        var wanted = EnumSet.noneOf(Role.class);
        Optional.ofNullable(form.roles()).orElse(List.of()).stream()
                .map(WorkRoles::parse)
                .flatMap(Optional::stream)
                .filter(offered(worker)::contains)
                .forEach(wanted::add);
        if (wanted.isEmpty()) {
            errors.rejectValue("roles", "identity.roles.none");
        } else if (!WorkRoles.goTogether(wanted)) {
            errors.rejectValue("roles", worker.practice() == null ? "identity.roles.apart" : "identity.roles.one");
        }
        if (errors.hasErrors()) {
            fill(model, worker, user);
            return Forms.again(response, ROLES);
        }
        var changed = workers.changeRoles(user, worker.id(), wanted);
        if (changed.waits()) {
            return done(request, worker.id(), workers.nobodyUntil(user) == null ? "roles.wait" : "roles.nobody");
        }
        return done(request, worker.id(), changed.done() ? "roles.changed" : "roles.same");
    }

    private void fill(Model model, WorkerView worker, SignedInUser user) {
        model.addAttribute("account", worker);
        model.addAttribute("offered", offered(worker).stream().map(Role::name).toList());
        model.addAttribute("twoPeople", workers.needTwo(user));
        model.addAttribute("nobodyUntil", workers.nobodyUntil(user));
    }

    private static List<Role> offered(WorkerView worker) {
        return worker.practice() == null ? WorkRoles.ELSEWHERE : WorkRoles.AT_PRACTICE;
    }

    @PostMapping("/off")
    String switchOff(
            @PathVariable String account, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        var worker = other(account, user);
        return confirm.thenDo(request, user, address(worker.id()), "off", () -> {
            workers.switchOff(user, worker.id());
            return done(request, worker.id(), "off");
        });
    }

    @PostMapping("/on")
    String switchOn(
            @PathVariable String account, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        var worker = other(account, user);
        return confirm.thenDo(request, user, address(worker.id()), "on", () -> {
            workers.switchOn(user, worker.id());
            return done(request, worker.id(), "on");
        });
    }

    @PostMapping("/sign-out")
    String signOutEverywhere(
            @PathVariable String account, @AuthenticationPrincipal SignedInUser user, HttpServletRequest request) {
        var worker = other(account, user);
        workers.signOutEverywhere(user, worker.id());
        return done(request, worker.id(), "signed-out");
    }

    private WorkerView find(String account) {
        return workers.find(WorkersController.id(account));
    }

    private WorkerView other(String account, SignedInUser user) {
        var worker = find(account);
        if (worker.id().equals(user.login())) {
            throw new NotFound();
        }
        return worker;
    }

    private static String address(UUID account) {
        return WorkersController.ADDRESS + "/" + account;
    }

    private static String done(HttpServletRequest request, UUID account, String what) {
        WorkersController.tell(request, Optional.empty(), "identity.worker.done." + what);
        return "redirect:" + address(account);
    }
}
