package datachoice.portal;

import datachoice.core.Addresses;
import datachoice.core.Framed;
import datachoice.core.PublicAddresses;
import datachoice.core.Welsh;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The language of a page. It stands in the address, and nowhere else: what a browser says of itself is not looked at, no
 * cookie remembers it, and a public page stays the same for everybody who asks for the same address. Therefore every
 * address of ours that a Welsh page leads to asks for Welsh too, and those who write links need not think of it.
 */
@Configuration(proxyBeanMethods = false)
class Languages {
    /** Pages that are written in Welsh as well: from home to receipt. A page that is not named here is in English only. */
    private static final List<PathPattern> IN_WELSH = Stream.of(
                    "/",
                    "/about",
                    "/about/journey",
                    "/film",
                    Framed.ADDRESS,
                    "/leaflets/*",
                    "/leaflets/*/v/*",
                    "/news",
                    "/news/*",
                    "/{item:" + PublicAddresses.TOP_ITEMS + "}",
                    "/letter-code",
                    "/sign-in/expired",
                    "/signed-out",
                    "/choices/*/change",
                    "/choices/*/change/separately",
                    "/choices/*/check/*",
                    "/receipts/*")
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    /** After the reader of the database's absence and the like, before anything that redirects. */
    private static final int BEFORE_SIGN_IN = Ordered.HIGHEST_PRECEDENCE + 10;

    /** Inside of Spring Security, which would keep everybody else from writing into addresses. */
    private static final int AFTER_SIGN_IN = 0;

    static boolean speakWelsh(String path) {
        var address = PathContainer.parsePath(path);
        return IN_WELSH.stream().anyMatch(pattern -> pattern.matches(address));
    }

    /** Of the page that answers that request. What went wrong is said in Welsh wherever Welsh was asked for. */
    static Locale of(HttpServletRequest request) {
        return Addresses.askForWelsh(request.getQueryString())
                        && (request.getDispatcherType() == DispatcherType.ERROR || speakWelsh(request.getRequestURI()))
                ? Welsh.LOCALE
                : Locale.UK;
    }

    /** For a page that is written before any filter of ours is asked. */
    static HttpServletResponse kept(HttpServletRequest request, HttpServletResponse response) {
        return Addresses.askForWelsh(request.getQueryString()) ? new Links(response) : response;
    }

    @Bean
    LocaleResolver localeResolver() {
        return new FromTheAddress();
    }

    private static final class FromTheAddress implements LocaleResolver {
        @Override
        public Locale resolveLocale(HttpServletRequest request) {
            return of(request);
        }

        @Override
        public void setLocale(
                HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
            throw new UnsupportedOperationException("The language stands in the address");
        }
    }

    /** Tells the templates, and keeps the language where somebody is sent elsewhere. */
    @Bean
    FilterRegistrationBean<KeepWelsh> welshRedirects() {
        var filter = new FilterRegistrationBean<>(new KeepWelsh(true));
        filter.setOrder(BEFORE_SIGN_IN);
        return filter;
    }

    /** Keeps the language in links and forms. */
    @Bean
    FilterRegistrationBean<KeepWelsh> welshLinks() {
        var filter = new FilterRegistrationBean<>(new KeepWelsh(false));
        filter.setName("welshLinks");
        filter.setOrder(AFTER_SIGN_IN);
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ERROR);
        return filter;
    }

    static final class KeepWelsh extends OncePerRequestFilter {
        private final boolean redirects;

        KeepWelsh(boolean redirects) {
            this.redirects = redirects;
        }

        @Override
        protected String getAlreadyFilteredAttributeName() {
            return KeepWelsh.class.getName() + redirects;
        }

        @Override
        protected boolean shouldNotFilterErrorDispatch() {
            return redirects;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (redirects) {
                request.setAttribute(PageLanguage.NAME, PageLanguage.of(request));
            }
            if (!Addresses.askForWelsh(request.getQueryString())) {
                chain.doFilter(request, response);
            } else {
                chain.doFilter(request, redirects ? new Redirects(response) : new Links(response));
            }
        }
    }

    private static final class Links extends HttpServletResponseWrapper {
        Links(HttpServletResponse response) {
            super(response);
        }

        @Override
        public String encodeURL(String url) {
            return super.encodeURL(Addresses.inWelsh(url));
        }

        @Override
        public String encodeRedirectURL(String url) {
            return super.encodeRedirectURL(Addresses.inWelsh(url));
        }
    }

    private static final class Redirects extends HttpServletResponseWrapper {
        Redirects(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendRedirect(String location) throws IOException {
            super.sendRedirect(Addresses.inWelsh(location));
        }

        @Override
        public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
            super.sendRedirect(Addresses.inWelsh(location), status, clearBuffer);
        }
    }
}
