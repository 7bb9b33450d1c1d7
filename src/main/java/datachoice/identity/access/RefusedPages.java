package datachoice.identity.access;

import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.identity.proof.RefusalTrail;
import datachoice.identity.proof.RefusalTrail.What;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Notes in the trail who, signed in, reached for what is not theirs: a page of another role, or a row of another practice or
 * person. To them it looks as if it were not there; the entry does not know either. It answers nothing itself.
 */
@Component
class RefusedPages implements HandlerExceptionResolver, Ordered {
    private final RefusalTrail refusals;

    RefusedPages(RefusalTrail refusals) {
        this.refusals = refusals;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** Nothing is there, for them, under the reference in that address. */
    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (failure instanceof NotFound
                && request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> parts
                && !parts.isEmpty()) {
            var reference = parts.values().stream()
                    .map(part -> Ids.parse(String.valueOf(part)))
                    .flatMap(Optional::stream)
                    .findFirst();
            note(request, reference.orElse(null));
        }
        return null;
    }

    /** The page belongs to others. */
    void note(HttpServletRequest request) {
        note(request, null);
    }

    private void note(HttpServletRequest request, @Nullable UUID reference) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedInUser user) {
            var page = page(request);
            refusals.note(
                    What.PAGE,
                    request,
                    user.getName() + page,
                    null,
                    request.getMethod() + " " + page + (reference == null ? "" : ", reference " + reference));
        }
    }

    /** The pattern of its address: what was typed into that stays out of the trail. */
    private static String page(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof String pattern
                ? pattern
                : Area.patternOf(request.getRequestURI());
    }
}
