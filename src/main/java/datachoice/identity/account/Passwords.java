package datachoice.identity.account;

import datachoice.core.PortalSettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Rules for passwords, and their hashes: Argon2id is written, bcrypt is read as well, nothing else. A hash costs memory
 * and time on purpose, so only so many are made at once; whoever would wait too long is told to try again.
 */
@Component
public class Passwords implements PasswordEncoder {
    static final int FEWEST_CHARACTERS = 12;
    static final int MOST_CHARACTERS = 128;
    static final int MOST_BYTES = 4096;
    private static final String DEMO = "better-information-2014";
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int ROUNDS = 2;
    private static final int LONGEST_WAIT_MILLIS = 1500;

    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            "argon2",
            Map.of(
                    "argon2", new Argon2PasswordEncoder(16, 32, 1, MEMORY_KIB, ROUNDS),
                    "bcrypt", new BCryptPasswordEncoder(12)));
    private final Semaphore room;
    private final CommonPasswords common;
    private final boolean demo;

    @Autowired
    Passwords(CommonPasswords common, PortalSettings settings) {
        this(common, settings, 2 * Runtime.getRuntime().availableProcessors());
    }

    /** @param atOnce how many hashes are made at the same time */
    Passwords(CommonPasswords common, PortalSettings settings, int atOnce) {
        this.room = new Semaphore(atOnce);
        this.common = common;
        this.demo = settings.demo();
    }

    /**
     * What is wrong with a password that somebody chooses; empty when all is well.
     *
     * @return end of the message's key: {@code empty}, {@code short}, {@code long} or {@code common}
     */
    public Optional<String> problem(@Nullable String password) {
        if (password == null || password.isEmpty()) {
            return Optional.of("empty");
        }
        if (isTooLong(password)) {
            return Optional.of("long");
        }
        if (password.codePointCount(0, password.length()) < FEWEST_CHARACTERS) {
            return Optional.of("short");
        }
        return common.includes(password) && !(demo && password.equals(DEMO)) ? Optional.of("common") : Optional.empty();
    }

    /**
     * The same for the owner of an e-mail address: that is no secret, so it is no password.
     *
     * @return as the other, or {@code address}
     */
    public Optional<String> problem(@Nullable String password, String email) {
        return problem(password).or(() -> isAddress(password, email) ? Optional.of("address") : Optional.empty());
    }

    private static boolean isAddress(@Nullable String password, String email) {
        return password != null && AccountRows.fold(password.strip()).equals(email);
    }

    /** True for what is refused before any work is done on it. */
    public static boolean isTooLong(String password) {
        return password.length() > MOST_BYTES
                || password.codePointCount(0, password.length()) > MOST_CHARACTERS
                || password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
    }

    /** @throws TooBusy if too many are waiting */
    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return withRoom(() -> encoder.encode(password));
    }

    /** @throws TooBusy if too many are waiting */
    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
        return Boolean.TRUE.equals(withRoom(() -> {
            try {
                return encoder.matches(password, hash);
            } catch (IllegalArgumentException e) { // a hash of another kind, or more bytes than bcrypt takes
                return false;
            }
        }));
    }

    @Override
    public boolean upgradeEncoding(@Nullable String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private <T> @Nullable T withRoom(Supplier<@Nullable T> work) {
        try {
            if (!room.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new TooBusy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooBusy();
        }
        try {
            return work.get();
        } finally {
            room.release();
        }
    }
}
