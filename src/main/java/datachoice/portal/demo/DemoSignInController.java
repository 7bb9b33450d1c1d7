package datachoice.portal.demo;

import datachoice.core.PortalSettings;
import datachoice.identity.signin.DemoSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Be George, be Elm Surgery, be the editor: one click each, in the demo only. */
@Controller
class DemoSignInController {
    private final DemoSignIn signIn;
    private final PortalSettings settings;

    DemoSignInController(DemoSignIn signIn, PortalSettings settings) {
        this.signIn = signIn;
        this.settings = settings;
    }

    /** @param who e-mail address of one of the accounts that the demo came with */
    @PostMapping("/demo/sign-in")
    String signIn(
            @RequestParam(defaultValue = "") String who, HttpServletRequest request, HttpServletResponse response) {
        if (!settings.demo() || !DemoPeople.ACCOUNTS.contains(who)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:" + signIn.as(who, request, response).home();
    }
}
