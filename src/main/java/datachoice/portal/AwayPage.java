package datachoice.portal;

import datachoice.core.PortalSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * The page for 503, written before anything else looks at the request: reading the visitor's session, as other error
 * pages do to show their name, would ask the very database that is away.
 */
@Configuration(proxyBeanMethods = false)
class AwayPage {
    @Bean
    FilterRegistrationBean<Writer> awayPageFilter(SpringTemplateEngine templates, PortalSettings settings) {
        var filter = new FilterRegistrationBean<>(new Writer(templates, settings));
        filter.setDispatcherTypes(DispatcherType.ERROR);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    static class Writer extends OncePerRequestFilter {
        private final SpringTemplateEngine templates;
        private final PortalSettings settings;

        Writer(SpringTemplateEngine templates, PortalSettings settings) {
            this.templates = templates;
            this.settings = settings;
        }

        @Override
        protected boolean shouldNotFilterErrorDispatch() {
            return false;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (!Integer.valueOf(HttpServletResponse.SC_SERVICE_UNAVAILABLE)
                    .equals(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))) {
                chain.doFilter(request, response);
                return;
            }
            var exchange = JakartaServletWebApplication.buildApplication(getServletContext())
                    .buildExchange(request, Languages.kept(request, response));
            response.setContentType("text/html;charset=UTF-8");
            templates.process(
                    "error/503",
                    new WebContext(exchange, Languages.of(request), Map.of("demo", settings.demo())),
                    response.getWriter());
        }
    }
}
