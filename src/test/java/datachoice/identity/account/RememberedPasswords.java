package datachoice.identity.account;

import datachoice.Cast;
import datachoice.core.PortalSettings;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * What the whole portal's tests sign in with is hashed once and compared once: that takes a fifth of a second on purpose,
 * and they open and enter hundreds of accounts. Any other password, and any that is wrong, costs what it costs; so does
 * every one in the tests of this module. So all these accounts have the same hash, and nobody here meets the limit on hashes
 * at once: what is to show either belongs into this module.
 */
@TestConfiguration(proxyBeanMethods = false)
public class RememberedPasswords {
    @Bean
    @Primary
    Passwords rememberedPasswords(CommonPasswords common, PortalSettings settings) {
        return new Remembering(common, settings);
    }

    private static final class Remembering extends Passwords {
        private record Match(String password, String hash) {}

        private final Set<Match> right = ConcurrentHashMap.newKeySet();
        private @Nullable String hash;

        Remembering(CommonPasswords common, PortalSettings settings) {
            super(common, settings);
        }

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            return Cast.PASSWORD.contentEquals(password == null ? "" : password) ? hash() : super.encode(password);
        }

        private synchronized @Nullable String hash() {
            if (hash == null) {
                hash = super.encode(Cast.PASSWORD);
            }
            return hash;
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            if (password == null || hash == null) {
                return super.matches(password, hash);
            }
            var match = new Match(password.toString(), hash);
            if (right.contains(match)) {
                return true;
            }
            boolean matches = super.matches(password, hash);
            if (matches) {
                right.add(match);
            }
            return matches;
        }
    }
}
