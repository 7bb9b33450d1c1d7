package datachoice.publication;

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
        var filter = new FilterRegistrationBean<ShallowEtagHeaderFilter>(new OnPublicPages());
        filter.addUrlPatterns("/", "/about", "/film", "/leaflets/*", "/news", "/news/*", "/other-ways");
        filter.addUrlPatterns(
                PageController.PAGES.stream().map(slug -> "/" + slug).toArray(String[]::new));
        return filter;
    }

    private static final class OnPublicPages extends ShallowEtagHeaderFilter {
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
