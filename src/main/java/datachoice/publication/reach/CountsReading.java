package datachoice.publication.reach;

import datachoice.core.Ids;
import datachoice.core.PublicAddresses;
import datachoice.publication.ContentView;
import datachoice.publication.PublishedContent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Counts what public pages answered. Whoever asks again for a page that they have kept reads it again, so an answer of
 * "not changed" counts too. What a proxy answers in our place is not seen.
 */
@Configuration(proxyBeanMethods = false)
class CountsReading {
    private static final String FILES = "/media/{id}";
    private static final String LEAFLETS = "/leaflets/{slug}";
    private static final String POSTER = "/poster-";
    private static final String FORM = "/other-ways.pdf";

    @Bean
    WebMvcConfigurer reachIsCounted(ReachCounts counts) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new Reading(counts));
            }
        };
    }

    private record Reading(ReachCounts counts) implements HandlerInterceptor {
        @Override
        public void postHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
            if (page != null
                    && page.getModel().get("item") instanceof ContentView item
                    && wasGiven(request, response)
                    && PublicAddresses.include(request.getRequestURI())) {
                counts.version(item.slug(), item.n(), Reached.VIEWED);
            }
        }

        @Override
        public void afterCompletion(
                HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failed) {
            var pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
            if (failed != null || !wasGiven(request, response)) {
                return;
            }
            if (pattern.equals(FILES)) {
                countWholeFile(request, response);
            } else if (pattern.contains(POSTER)) {
                counts.live(PublishedContent.EXPLANATION, Reached.PRINTED);
            } else if (pattern.equals(FORM)) {
                counts.live(PublishedContent.PAPER_FORM, Reached.DOWNLOADED);
            } else if (pattern.startsWith(LEAFLETS) && isFile(pattern)) {
                var n = part(request, "n");
                if (n.isEmpty()) {
                    counts.live(part(request, "slug"), Reached.DOWNLOADED);
                } else {
                    counts.version(part(request, "slug"), Integer.parseInt(n), Reached.DOWNLOADED);
                }
            }
        }

        /** A player asks for stretches of a film, from its first byte on. Whoever fetches it to keep asks for the whole. */
        private void countWholeFile(HttpServletRequest request, HttpServletResponse response) {
            var type = String.valueOf(response.getContentType());
            if (request.getHeader("Range") == null && (type.startsWith("video/") || type.startsWith("audio/"))) {
                Ids.parse(part(request, "id")).ifPresent(file -> counts.file(file, Reached.DOWNLOADED));
            }
        }

        private static boolean wasGiven(HttpServletRequest request, HttpServletResponse response) {
            return request.getMethod().equals("GET")
                    && (response.getStatus() == HttpServletResponse.SC_OK
                            || response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED);
        }

        /** Asked of the address: an answer of "not changed" has no type. */
        private static boolean isFile(String pattern) {
            return pattern.endsWith(".pdf") || pattern.endsWith(".txt");
        }

        @SuppressWarnings("unchecked")
        private static String part(HttpServletRequest request, String name) {
            var parts = (Map<String, String>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
            return parts == null ? "" : parts.getOrDefault(name, "");
        }
    }
}
