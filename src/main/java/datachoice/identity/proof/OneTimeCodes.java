package datachoice.identity.proof;

import datachoice.core.Ids;
import datachoice.core.SecretKeys;
import datachoice.identity.CodeRequested;
import datachoice.identity.CodeRequested.Purpose;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Six numbers sent by e-mail. Whoever asked keeps the id in their session; the numbers work there and nowhere else. */
@Component
@Transactional
public class OneTimeCodes {
    static final int MOST_TRIES = 3;
    static final int MOST_SENDS = 4;

    /** For workers, at the address that is their second factor. */
    public static final Duration SHORT = Duration.ofMinutes(10);

    private static final Duration LONG = Duration.ofMinutes(30);
    private static final String USE = "one-time-code";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final SecretKeys keys;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    OneTimeCodes(JdbcClient jdbc, SecretKeys keys, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
        this.events = events;
    }

    /** What became of a try. */
    public enum Outcome {
        RIGHT,
        WRONG,
        /** No tries left, or too old, or used: only a new code helps. */
        SPENT
    }

    /**
     * @param account whom it was sent for; empty unless the try was right, and while there was no account
     * @param email where it was sent; empty unless the try was right
     * @param payload what was to be finished with it
     */
    public record Answer(Outcome outcome, Optional<UUID> account, Optional<String> email, Optional<String> payload) {
        static Answer of(Outcome outcome) {
            return new Answer(outcome, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * Makes a code and has it sent.
     *
     * @param account whom it is for; null while there is no account
     * @param payload what it will finish, such as the hash of a chosen password
     */
    public UUID send(Purpose purpose, @Nullable UUID account, String email, @Nullable String payload) {
        return send(purpose, account, email, payload, lasts(purpose));
    }

    /** The same for a code that does not last as long as its purpose lets others. */
    public UUID send(Purpose purpose, @Nullable UUID account, String email, @Nullable String payload, Duration lasts) {
        var id = Ids.next();
        var code = random();
        store(id, purpose, account, email, code, payload, lasts);
        events.publishEvent(new CodeRequested(email, code, purpose, lasts));
        return id;
    }

    /** The same to the eye of whoever asks, but nothing is sent and no numbers will be right. */
    public UUID pretend(Purpose purpose, String email) {
        var id = Ids.next();
        store(id, purpose, null, email, random() + "-", null, lasts(purpose));
        return id;
    }

    /** Nothing that was sent for this account works any more: what was to be proven with it has changed. */
    public void voidAll(UUID account) {
        jdbc.sql("delete from identity.one_time_code where account = ?")
                .param(account)
                .update();
    }

    private void store(
            UUID id,
            Purpose purpose,
            @Nullable UUID account,
            String email,
            String code,
            @Nullable String payload,
            Duration lasts) {
        var now = clock.instant();
        jdbc.sql("""
                        insert into identity.one_time_code (id, purpose, account, email, code_hash, sent_at, expires_at, payload)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        purpose.name(),
                        account,
                        email,
                        hash(id, code),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(lasts)),
                        payload)
                .update();
    }

    /** New numbers in place of the old; tries that were made stay made. False when none are sent any more. */
    public boolean sendAgain(UUID id, Purpose purpose) {
        var row = find(id, purpose);
        if (row.isEmpty() || row.get().sends >= MOST_SENDS || row.get().tries >= MOST_TRIES || row.get().used) {
            return false;
        }
        var code = random();
        var now = clock.instant();
        jdbc.sql(
                        "update identity.one_time_code set code_hash = ?, sends = sends + 1, sent_at = ?, expires_at = ? where id = ?")
                .params(
                        hash(id, row.get().pretended() ? code + "-" : code),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(row.get().lasts)),
                        id)
                .update();
        if (!row.get().pretended()) {
            events.publishEvent(new CodeRequested(row.get().email, code, purpose, row.get().lasts));
        }
        return true;
    }

    /** Checks the numbers; right ones work once. */
    public Answer check(UUID id, Purpose purpose, String digits) {
        var found = find(id, purpose);
        if (found.isEmpty()) {
            return Answer.of(Outcome.SPENT);
        }
        var row = found.get();
        if (row.used || row.tries >= MOST_TRIES) {
            return Answer.of(Outcome.SPENT);
        }
        var inTime = clock.instant().isBefore(row.expiresAt);
        if (inTime && MessageDigest.isEqual(row.hash, hash(id, digits))) {
            jdbc.sql("update identity.one_time_code set used_at = ?, payload = null where id = ?")
                    .params(Timestamp.from(clock.instant()), id)
                    .update();
            return new Answer(
                    Outcome.RIGHT,
                    Optional.ofNullable(row.account),
                    Optional.of(row.email),
                    Optional.ofNullable(row.payload));
        }
        jdbc.sql("update identity.one_time_code set tries = tries + 1 where id = ?")
                .param(id)
                .update();
        return Answer.of(row.tries + 1 >= MOST_TRIES ? Outcome.SPENT : Outcome.WRONG);
    }

    /** Forgets codes that nobody can use any more. */
    int forget() {
        return jdbc.sql("delete from identity.one_time_code where expires_at < ?")
                .param(Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
                .update();
    }

    /** Where a code was sent, or would have been: for what has to differ from it. */
    @Transactional(readOnly = true)
    public Optional<String> address(UUID id, Purpose purpose) {
        return jdbc.sql("select email from identity.one_time_code where id = ? and purpose = ?")
                .params(id, purpose.name())
                .query(String.class)
                .optional();
    }

    private Optional<Row> find(UUID id, Purpose purpose) {
        return jdbc.sql("""
                        select email, code_hash, sent_at, expires_at, tries, sends, used_at, payload, account
                        from identity.one_time_code where id = ? and purpose = ? for update
                        """)
                .params(id, purpose.name())
                .query((row, i) -> new Row(
                        row.getString("email"),
                        row.getBytes("code_hash"),
                        row.getTimestamp("expires_at").toInstant(),
                        Duration.between(
                                row.getTimestamp("sent_at").toInstant(),
                                row.getTimestamp("expires_at").toInstant()),
                        row.getInt("tries"),
                        row.getInt("sends"),
                        row.getTimestamp("used_at") != null,
                        row.getString("payload"),
                        row.getObject("account", UUID.class)))
                .optional();
    }

    private record Row(
            String email,
            byte[] hash,
            Instant expiresAt,
            Duration lasts,
            int tries,
            int sends,
            boolean used,
            @Nullable String payload,
            @Nullable UUID account) {
        /** Neither for an account nor to finish anything: nothing was sent. */
        boolean pretended() {
            return account == null && payload == null;
        }
    }

    private static Duration lasts(Purpose purpose) {
        return purpose == Purpose.SECOND_FACTOR || purpose == Purpose.CONFIRM ? SHORT : LONG;
    }

    private static String random() {
        return String.format("%06d", RANDOM.nextInt(1_000_000));
    }

    private byte[] hash(UUID id, String digits) {
        return keys.mark(USE, id + " " + digits);
    }
}
