package datachoice.identity.signin;

import datachoice.core.Acting;
import datachoice.core.Notices;
import datachoice.core.PortalSettings;
import datachoice.core.SignedInUser;
import datachoice.identity.account.TooBusy;
import datachoice.identity.proof.RefusalTrail;
import datachoice.identity.proof.RefusalTrail.What;
import datachoice.identity.proof.TooManyTries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/**
 * What every page is told: {@code demo}, and on pages that are not the same for everybody {@code user} and
 * {@code notice}. Public pages are recognised by having no token; on them nobody is looked for and no session opened.
 */
@ControllerAdvice
class SignedInModel {
    private static final int SECONDS = 60;
    private static final int HOUR = 60;
    private static final int TWO_HOURS = 120; // longer waits are told in hours

    private final PortalSettings settings;
    private final RefusalTrail refusals;

    SignedInModel(PortalSettings settings, RefusalTrail refusals) {
        this.settings = settings;
        this.refusals = refusals;
    }

    @ModelAttribute
    void tell(HttpServletRequest request, Model model) {
        model.addAttribute("demo", settings.demo());
        if (request.getAttribute(CsrfToken.class.getName()) == null) {
            return;
        }
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedInUser user) {
            model.addAttribute("user", user);
        }
        if ("GET".equals(request.getMethod())) {
            Notices.take(request).ifPresent(key -> {
                model.addAttribute("notice", key);
                model.addAttribute("noticeKind", Notices.takeKind(request));
            });
        }
    }

    @ExceptionHandler
    ModelAndView tooManyTries(TooManyTries tries, HttpServletRequest request, HttpServletResponse response) {
        refusals.note(What.LIMIT, request, Acting.now() + tries.what(), null, tries.what());
        var seconds = Math.max(1, tries.waiting().toSeconds());
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        var page = new ModelAndView("identity/try-later");
        page.setStatus(HttpStatus.TOO_MANY_REQUESTS);
        var minutes = (seconds + SECONDS - 1) / SECONDS;
        page.addObject("minutes", minutes);
        page.addObject("hours", minutes <= TWO_HOURS ? 0 : (minutes + HOUR - 1) / HOUR);
        page.addObject("work", tries.work());
        page.addObject("demo", settings.demo());
        return page;
    }

    @ExceptionHandler
    ModelAndView tooBusy(TooBusy busy, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        var page = new ModelAndView("identity/busy");
        page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
        page.addObject("demo", settings.demo());
        return page;
    }
}
