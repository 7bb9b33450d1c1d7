package datachoice.identity.session;

import datachoice.core.PortalSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;

/** Sessions in the database, found by a cookie that holds nothing but a long random number. */
@Configuration(proxyBeanMethods = false)
class SessionStorage {
    private static final int ID_BYTES = 24;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{32}");

    /**
     * Each request of a signed-in user moves the end of their session, and would wait for the disk to have noted it. If the
     * database crashes in that moment, a session ends a little early or its last sign-in has to be repeated; ending one is a
     * deletion, and waits.
     */
    private static final String UPDATE = """
            with quickly as (select set_config('synchronous_commit', 'off', true))
            update %TABLE_NAME% set session_id = ?, last_access_time = ?, max_inactive_interval = ?, expiry_time = ?,
                principal_name = ?
            from quickly where primary_id = ?
            """;

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionRepositoryForPostgres() {
        var upsert = new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
        return repository -> {
            upsert.customize(repository);
            repository.setUpdateSessionQuery(UPDATE);
            repository.setConversionService(new SessionValues());
        };
    }

    @Bean
    SessionIdGenerator sessionIdGenerator() {
        var random = new SecureRandom();
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return () -> {
            var bytes = new byte[ID_BYTES];
            random.nextBytes(bytes);
            return encoder.encodeToString(bytes);
        };
    }

    @Bean
    CookieSerializer sessionCookie(PortalSettings settings) {
        var cookie = new DefaultCookieSerializer() {
            /** Only what can be one of our ids reaches the database: no zero bytes, nothing long. */
            @Override
            public List<String> readCookieValues(HttpServletRequest request) {
                return super.readCookieValues(request).stream()
                        .filter(value -> ID.matcher(value).matches())
                        .limit(2)
                        .toList();
            }
        };
        cookie.setCookieName(settings.secure() ? "__Host-datachoice" : "datachoice");
        cookie.setUseSecureCookie(settings.secure());
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setCookiePath("/");
        cookie.setUseBase64Encoding(false);
        return cookie;
    }

    @Bean
    HttpSessionIdResolver sessionIds(CookieSerializer cookie) {
        var cookies = new CookieHttpSessionIdResolver();
        cookies.setCookieSerializer(cookie);
        return new ReadOnce(cookies);
    }

    /** Plain JDBC: reading a session opens no persistence context, and nobody else is handed this by accident. */
    @Bean(defaultCandidate = false)
    TransactionOperations springSessionTransactionOperations(DataSource dataSource) {
        var transactions = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        transactions.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return transactions;
    }

    /** Flash attributes would be objects in the session, and looking for them would open one on every public page. */
    @Bean(DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME)
    FlashMapManager noFlashAttributes() {
        return new FlashMapManager() {
            @Override
            public @Nullable FlashMap retrieveAndUpdate(HttpServletRequest request, HttpServletResponse response) {
                return null;
            }

            @Override
            public void saveOutputFlashMap(
                    FlashMap flashMap, HttpServletRequest request, HttpServletResponse response) {
                if (!flashMap.isEmpty()) {
                    throw new IllegalStateException("Use datachoice.core.Notices instead of flash attributes");
                }
            }
        };
    }
}
