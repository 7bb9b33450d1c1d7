package datachoice;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Addresses that fail with the status at their end, so that the page that says so can be looked at. */
public class FaultsOnDemand {
    public static final String ADDRESS = "/test-fault/";

    @Bean
    FilterRegistrationBean<Filter> faultsOnDemand() {
        var filter = new FilterRegistrationBean<Filter>((request, response, chain) -> ((HttpServletResponse) response)
                .sendError(Integer.parseInt(
                        ((HttpServletRequest) request).getRequestURI().substring(ADDRESS.length()))));
        filter.addUrlPatterns(ADDRESS + "*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return filter;
    }
}
