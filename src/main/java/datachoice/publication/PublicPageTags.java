package datachoice.publication;

import datachoice.core.PublicAddresses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/** Gives public pages an ETag made from what they say, so that an unchanged page is answered by 304. */
@Configuration(proxyBeanMethods = false)
class PublicPageTags {
    @Bean
    FilterRegistrationBean<ShallowEtagHeaderFilter> publicPageEtags() {
        return new FilterRegistrationBean<>(new OnPublicPages());
    }

    private static final class OnPublicPages extends ShallowEtagHeaderFilter {
        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !PublicAddresses.include(request.getRequestURI());
        }

        @Override
        protected boolean isEligibleForEtag(
                HttpServletRequest request, HttpServletResponse response, int status, InputStream body) {
            var cache = response.getHeader("Cache-Control");
            return cache != null
                    && cache.startsWith("public")
                    && super.isEligibleForEtag(request, response, status, body);
        }
    }
}
