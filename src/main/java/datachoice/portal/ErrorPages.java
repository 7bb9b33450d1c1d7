package datachoice.portal;

import datachoice.core.PortalSettings;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Says in plain words what went wrong, as a page, whatever was asked for. Needs no database, because its being away is
 * one of the things that go wrong, and tells nothing about what was asked.
 */
@Controller
class ErrorPages implements ErrorController {
    private static final Set<Integer> OWN_PAGE = Set.of(403, 404, 409, 413, 429, 500, 503);

    private final PortalSettings settings;
    private final DataSize largestFile;
    private final DataSize largestForm;

    ErrorPages(
            PortalSettings settings,
            @Value("${spring.servlet.multipart.max-file-size}") DataSize largestFile,
            @Value("${server.tomcat.max-http-form-post-size}") DataSize largestForm) {
        this.settings = settings;
        this.largestFile = largestFile;
        this.largestForm = largestForm;
    }

    @RequestMapping("/error")
    ModelAndView show(HttpServletRequest request) {
        int status = status(request);
        var page = new ModelAndView(page(status));
        page.addObject("demo", settings.demo());
        page.addObject("largestFile", largestFile.toMegabytes());
        page.addObject("largestForm", largestForm.toMegabytes());
        page.setStatus(HttpStatus.valueOf(status));
        return page;
    }

    /** An address that was asked for by its own name is one that we do not have. */
    private static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                        && HttpStatus.resolve(status) != null
                ? status
                : 404;
    }

    private static String page(int status) {
        if (OWN_PAGE.contains(status)) {
            return "error/" + status;
        }
        return status == 405 ? "error/404" : status < 500 ? "error/4xx" : "error/5xx";
    }
}
