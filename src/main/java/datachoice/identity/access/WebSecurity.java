package datachoice.identity.access;

import datachoice.core.PortalSettings;
import datachoice.core.PublicAddresses;
import datachoice.identity.session.EarlyUser;
import datachoice.identity.session.SessionTokens;
import datachoice.identity.session.SignInSession;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.Http403ForbiddenEntryPoint;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may open what: {@link Area} is the table, this is how it is enforced. Each chain ends in no; what an area does not
 * name is not there for anybody, even if a controller answers to it.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {
    private final SafetyHeaders safetyHeaders;

    WebSecurity(SafetyHeaders safetyHeaders) {
        this.safetyHeaders = safetyHeaders;
    }

    /** Style sheets, pictures, film, documents. */
    @Bean
    @Order(1)
    SecurityFilterChain files() {
        return withoutSession(reading(Area.FILES), List.of(safetyHeaders));
    }

    /** Pages that are the same for everybody. Their handlers say how long they may be kept; else a cache asks each time. */
    @Bean
    @Order(2)
    SecurityFilterChain publicPages() {
        HeaderWriter askAgain = (request, response) -> {
            if (!response.containsHeader("Cache-Control")) {
                response.setHeader("Cache-Control", response.getStatus() < 400 ? "no-cache" : "no-store");
            }
        };
        return withoutSession(reading(PublicAddresses.PATTERNS), List.of(safetyHeaders, askAgain));
    }

    /** The demo's mail and one-click sign-ins. In production there is no such chain, and no such address. */
    @Bean
    @Order(3)
    SecurityFilterChain demo(PortalSettings settings, Refusals refusals) {
        var below = PathPatternRequestMatcher.withDefaults().matcher("/demo/**");
        return fromOurPages(request -> settings.demo() && below.matches(request), refusals);
    }

    /** What public pages say back by themselves: that a film ended. They have no session, and so no token. */
    @Bean
    @Order(4)
    SecurityFilterChain saidByPages(Refusals refusals) {
        return fromOurPages(PathPatternRequestMatcher.withDefaults().matcher("/reach/**"), refusals);
    }

    /** Everything else: sessions, tokens, roles. */
    @Bean
    @Order(5)
    SecurityFilterChain web(HttpSecurity http, SignInSession session, Refusals refusals) {
        return http.securityContext(context -> context.securityContextRepository(session))
                .requestCache(cache -> cache.disable())
                .csrf(csrf -> csrf.csrfTokenRepository(new SessionTokens()).csrfTokenRequestHandler(new OneToken()))
                .addFilterAfter(new EarlyUser(), SecurityContextHolderFilter.class)
                .addFilterBefore(new FilesNeedSignIn(refusals), CsrfFilter.class)
                .addFilterAfter(new EarlyToken(), CsrfFilter.class)
                .headers(headers ->
                        headers.defaultsDisabled().cacheControl(cache -> {}).addHeaderWriter(safetyHeaders))
                .logout(logout -> logout.logoutRequestMatcher(
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/sign-out"))
                        .addLogoutHandler(new HeaderWriterLogoutHandler(
                                new StaticHeadersWriter("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"")))
                        .logoutSuccessUrl("/signed-out"))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
                            .permitAll();
                    requests.requestMatchers(Area.FORMS.toArray(String[]::new)).permitAll();
                    requests.requestMatchers(Area.SECOND_STEP.toArray(String[]::new))
                            .permitAll();
                    for (var area : Area.PROTECTED) {
                        requests.requestMatchers(area.path().getPatternString()).hasAnyAuthority(area.authorities());
                    }
                    requests.anyRequest().denyAll();
                })
                .build();
    }

    /** What pages without a session send: no token can be asked for, so it is asked where it comes from. */
    private SecurityFilterChain fromOurPages(RequestMatcher addresses, Refusals refusals) {
        return withoutSession(
                addresses,
                List.of(new CacheControlHeadersWriter(), safetyHeaders),
                new SameOriginOnly(),
                new FilesNeedSignIn(refusals));
    }

    /**
     * Nobody is signed in here, and nothing about a visitor is looked up or kept. Put together from the library's filters
     * by hand: its builder looks through all beans some twenty times for each chain, a part of every start.
     *
     * @param inner run in this order, just before the page
     */
    private static SecurityFilterChain withoutSession(
            RequestMatcher addresses, List<HeaderWriter> headers, Filter... inner) {
        var filters = new ArrayList<Filter>(List.of(
                new SecurityContextHolderFilter(new NullSecurityContextRepository()),
                new HeaderWriterFilter(headers),
                new AnonymousAuthenticationFilter(UUID.randomUUID().toString()),
                new ExceptionTranslationFilter(new Http403ForbiddenEntryPoint(), new NullRequestCache())));
        filters.addAll(List.of(inner));
        return new DefaultSecurityFilterChain(addresses, filters);
    }

    private static RequestMatcher reading(List<String> patterns) {
        var paths = PathPatternRequestMatcher.withDefaults();
        var any = new OrRequestMatcher(patterns.stream()
                .map(paths::matcher)
                .map(RequestMatcher.class::cast)
                .toList());
        return request -> Set.of("GET", "HEAD").contains(request.getMethod()) && any.matches(request);
    }

    /** Refuses what only an attack sends. A zero byte would reach the database as an error. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    /** As if it were not there for an address, "bad request" for anything sent; the headers of every other answer. */
    @Bean
    RequestRejectedHandler rejected() {
        return (request, response, rejection) -> {
            safetyHeaders.writeHeaders(request, response);
            response.setHeader("Cache-Control", "no-store");
            response.sendError(
                    "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod())
                            ? HttpServletResponse.SC_NOT_FOUND
                            : HttpServletResponse.SC_BAD_REQUEST);
        };
    }

    /**
     * What went wrong is never kept: an address that is not there today may be there tomorrow. By the time it is known that
     * an answer is an error, its page has already been told how long it may be kept. What Tomcat refused before any chain
     * was asked gets its headers here.
     */
    @Bean
    FilterRegistrationBean<Filter> errorsAreNotKept() {
        var filter = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            var answer = (HttpServletResponse) response;
            answer.setHeader("Cache-Control", "no-store");
            safetyHeaders.writeHeaders((HttpServletRequest) request, answer);
            chain.doFilter(request, response);
        });
        filter.setDispatcherTypes(DispatcherType.ERROR);
        return filter;
    }

    /** In front of everything that may ask the database, also of the sessions. */
    @Bean
    FilterRegistrationBean<DatabaseAway> databaseAway() {
        var filter = new FilterRegistrationBean<>(new DatabaseAway(safetyHeaders));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    /** Just inside of that: no field is read before. */
    @Bean
    FilterRegistrationBean<UnreadableForm> unreadableForm() {
        var filter = new FilterRegistrationBean<>(new UnreadableForm(safetyHeaders));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }

    /** In front even of that: what was not meant for us is not looked at. */
    @Bean
    FilterRegistrationBean<OwnHostOnly> ownHostOnly(PortalSettings settings, Environment environment) {
        var filter = new FilterRegistrationBean<>(new OwnHostOnly(settings, safetyHeaders, environment));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
