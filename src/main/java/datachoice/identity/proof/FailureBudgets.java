package datachoice.identity.proof;

import datachoice.core.BusyDatabase;
import datachoice.core.LostDatabase;
import datachoice.core.NhsNumber;
import datachoice.core.OdsCode;
import datachoice.core.SecretKeys;
import datachoice.core.UkTime;
import datachoice.identity.account.LongCode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How many failures are borne, per window of time. A try is counted as a failure before its work begins and taken back
 * when it succeeds, so that many at once are counted too.
 *
 * <p>An account has a budget per network, so a stranger who guesses uses up only the budget of their own network. The
 * budgets of an account as a whole and of the whole portal work differently: once they are spent, each network has one
 * failure left per window instead of ten. A botnet gets one guess per address and hour, and the owner, at an address that
 * has not failed, gets in; so does an account at a network where it is known, as long as it has tries of its own there.
 *
 * <p>Who shares a network with a stranger, such as a surgery's or a library's, shares the budget of that network. So an
 * account that was signed in to from there with the right password, within the last thirty days, has a budget of its own
 * there, which nobody but whoever tries that very account can use up. A wrong password for it is answered there as everybody
 * is, so that nobody learns whose it is. What is left: somebody who never signed in from
 * there, and somebody with a letter, whose code counts for the network only (so that nobody uses up a neighbour's letter),
 * wait until the hour is over, or go elsewhere.
 *
 * <p>Addresses and e-mails are stored only as keyed marks.
 */
@Component
public class FailureBudgets {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final String USE = "failure-budget";

    public static final int ACCOUNT_FROM_NETWORK = 10; // per quarter of an hour
    static final int SIGN_INS_FROM_NETWORK = 60; // per hour: a surgery shares one address
    static final int ACCOUNT_FROM_ALL = 50; // per hour
    static final int ALL = 3_000; // per hour
    public static final int LETTER_CODES_FROM_NETWORK = 20; // per hour

    /**
     * Per hour. A code that opens an account at work has 80 random bits. A million networks that try all day and night at
     * this pace, while ten thousand invitations are open for their three days, find one with a chance of less than one in
     * a thousand million: the limit is there for the work that tries make, and a surgery behind one address never meets it.
     */
    public static final int LONG_CODES_FROM_NETWORK = 300;

    public static final int LONG_CODE_AGAIN = 10; // per hour and network: the same code that is no good
    public static final int INVITATIONS_BY_ONE = 30; // per day
    public static final int INVITATIONS_BY_ONE_TO_ADDRESS = 3; // per day
    public static final int INVITATIONS_TO_ADDRESS = 10; // per day
    static final int ENTRIES_OF_REFUSALS = 60; // per minute
    public static final int DETAILS_BY_ONE = 10; // per hour

    /** Per day and practice: whoever knows number and year of birth tries for months to find the day. */
    public static final int DETAILS_OF_NUMBER = 5;

    public static final int DETAILS_AT_PRACTICE = 60; // per day
    public static final int CODES_SENT = 10; // per hour and account
    public static final int RESETS_FROM_NETWORK = 20; // per hour
    public static final int RESETS_OF_ADDRESS = 5; // per hour and network

    private final JdbcClient jdbc;
    private final SecretKeys keys;
    private final Clock clock;

    /** Tries that were no failures, and could not be taken back yet. */
    private final Queue<Counted> owed = new ConcurrentLinkedQueue<>();

    FailureBudgets(JdbcClient jdbc, SecretKeys keys, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
    }

    /** A counter of one window. */
    private record Bucket(String name, Instant start, Duration length) {
        Instant end() {
            return start.plus(length);
        }
    }

    /** A try that was counted; {@link FailureBudgets#takeBack} if it succeeds. */
    public static final class Counted {
        private final List<Bucket> buckets;
        private final @Nullable TooManyTries onlyIfRight;

        private Counted(List<Bucket> buckets) {
            this(buckets, null);
        }

        private Counted(List<Bucket> buckets, @Nullable TooManyTries onlyIfRight) {
            this.buckets = buckets;
            this.onlyIfRight = onlyIfRight;
        }

        /**
         * The answer to a wrong password where others are answered so without a look at theirs: another one would tell who
         * has an account and signed in there. Empty where wrong passwords are told to be wrong.
         */
        public Optional<TooManyTries> insteadOfWrong() {
            return Optional.ofNullable(onlyIfRight);
        }
    }

    /**
     * Counts a try to sign in with a password.
     *
     * @return what is only for the right password, where this account is known and others are stopped
     * @throws TooManyTries if a budget is spent
     */
    public Counted passwordTry(String email, String network) {
        var fromHere = bucket("account " + email + " from " + network, QUARTER);
        var here = bucket("sign-in from " + network, HOUR);
        var own = count(List.of(fromHere, here));
        refuseIf(own.get(fromHere.name()) > ACCOUNT_FROM_NETWORK, fromHere, "signing in");
        boolean spent = own.get(here.name()) > SIGN_INS_FROM_NETWORK;
        var stopped = refusal(here, "signing in");
        if (spent && !isKnown(email, network)) {
            throw stopped;
        }
        var account = bucket("account " + email, HOUR);
        var everything = bucket("sign-in", HOUR);
        var shared = count(List.of(account, everything));
        boolean guessedAt = shared.get(account.name()) > ACCOUNT_FROM_ALL && own.get(fromHere.name()) > 1;
        boolean flooded = shared.get(everything.name()) > ALL && own.get(here.name()) > 1;
        if (!spent && !guessedAt && !flooded) {
            return new Counted(List.of(fromHere, here, account, everything));
        }
        var refusal = !spent && guessedAt ? refusal(fromHere, "signing in") : stopped;
        if (!spent && !isKnown(email, network)) {
            throw refusal;
        }
        return new Counted(List.of(fromHere, here, account, everything), refusal);
    }

    /** The password was right: the try was no failure, and this account is known at this network from now on. */
    public void passwordRight(Counted counted, String email, String network) {
        takeBack(counted);
        jdbc.sql("""
                        insert into identity.known_network as k (mark, seen_at) values (?, ?)
                        on conflict (mark) do update set seen_at = excluded.seen_at where k.seen_at < excluded.seen_at - interval '1 day'
                        """)
                .params(known(email, network), Timestamp.from(clock.instant()))
                .update();
    }

    private boolean isKnown(String email, String network) {
        return jdbc.sql("select exists (select from identity.known_network where mark = ? and seen_at > ?)")
                .params(known(email, network), Timestamp.from(clock.instant().minus(REMEMBERED)))
                .query(Boolean.class)
                .single();
    }

    private String known(String email, String network) {
        return name("account " + email + " known at " + network);
    }

    /**
     * Counts a try with a letter code. Only the network counts: nobody can use up another person's letter.
     *
     * @throws TooManyTries if the network's budget is spent
     */
    public Counted letterTry(String network) {
        var here = bucket("letter code from " + network, HOUR);
        refuseIf(count(List.of(here)).get(here.name()) > LETTER_CODES_FROM_NETWORK, here, "codes from letters");
        return new Counted(List.of(here));
    }

    /**
     * Counts a refused letter code, in the transaction that refuses it: an hourly figure for whoever watches, and a write
     * that makes the refusal of an unknown code take as long as that of a known one, whose tries are counted.
     */
    void letterRefused() {
        count(List.of(bucket("letter codes refused", HOUR)));
    }

    /**
     * Counts a code that is about to be sent by e-mail, which also bounds how many codes can be guessed at.
     *
     * @param to whoever it is for: an account, a letter
     * @throws TooManyTries if too many were sent lately
     */
    public void codeSent(String to) {
        var bucket = bucket("code for " + to, HOUR);
        refuseIf(count(List.of(bucket)).get(bucket.name()) > CODES_SENT, bucket, "codes by email");
    }

    /**
     * Counts a try with a code that opens an account at work. Who tries the same one again and again is stopped alone; the
     * others behind the same address are not.
     *
     * @throws TooManyTries if this code was no good too often from there, or the network's budget is spent
     */
    public Counted longCodeTry(LongCode code, String network) {
        var here = bucket("long code from " + network, HOUR);
        var same = bucket("long code " + code.characters() + " from " + network, HOUR);
        var counted = count(List.of(same));
        refuseIf(counted.get(same.name()) > LONG_CODE_AGAIN, same, "codes for accounts at work");
        refuseIf(count(List.of(here)).get(here.name()) > LONG_CODES_FROM_NETWORK, here, "codes for accounts at work");
        return new Counted(List.of(here, same));
    }

    /**
     * Counts a try of practice staff with number and date of birth of somebody who need not be of their practice.
     *
     * @throws TooManyTries if a budget of theirs or their practice is spent
     */
    Counted detailsTry(UUID by, OdsCode practice, NhsNumber number) {
        var one = bucket("details by " + by, HOUR);
        var same = bucket("details of " + number.digits() + " at " + practice, DAY);
        var all = bucket("details at " + practice, DAY);
        var counted = count(List.of(one, same, all));
        refuseIf(counted.get(one.name()) > DETAILS_BY_ONE, one, "details of a person");
        refuseIf(counted.get(same.name()) > DETAILS_OF_NUMBER, same, "details of a person");
        refuseIf(counted.get(all.name()) > DETAILS_AT_PRACTICE, all, "details of a person");
        return new Counted(List.of(one, same, all));
    }

    /**
     * Counts work that is no failure, and that somebody who does it all the time should stop with.
     *
     * @param what such as "searches"
     * @throws TooManyTries if it was done more than so often within this hour
     */
    void work(String what, UUID by, int perHour) {
        var bucket = bucket(what + " of " + by, HOUR);
        if (count(List.of(bucket)).get(bucket.name()) > perHour) {
            throw new TooManyTries(what, Duration.between(clock.instant(), bucket.end()), true);
        }
    }

    /** Whether an invitation may be sent. */
    public enum Invited {
        YES,
        /** Whoever invites has sent enough for one day. */
        ENOUGH_BY_ONE,
        /** They have written to that address often enough for one day. */
        ENOUGH_TO_ADDRESS,
        /** Others have, too: nothing may be sent, and whoever invites is not told what others did. */
        UNSENT
    }

    /**
     * Counts an invitation that is about to be sent: nobody floods an address, nor the world, in the portal's name. What is
     * refused is not counted, so that nobody uses up what others may send to an address.
     *
     * @param by the account that invites
     * @param toAnyone an administrator, whom nobody else's invitations stop
     */
    public Invited invited(UUID by, String email, boolean toAnyone) {
        var all = today("invitations by " + by);
        var mine = today("invitations by " + by + " to " + email);
        var own = count(List.of(all, mine));
        boolean enough = own.get(all.name()) > INVITATIONS_BY_ONE;
        if (enough || own.get(mine.name()) > INVITATIONS_BY_ONE_TO_ADDRESS) {
            subtract(List.of(all, mine));
            return enough ? Invited.ENOUGH_BY_ONE : Invited.ENOUGH_TO_ADDRESS;
        }
        var address = today("invitations to " + email);
        if (count(List.of(address)).get(address.name()) > INVITATIONS_TO_ADDRESS && !toAnyone) {
            subtract(List.of(address));
            return Invited.UNSENT;
        }
        return Invited.YES;
    }

    /**
     * True for the first of that kind and person in a minute, while there were not too many of the kind: whoever makes many of
     * one kind hides none of another.
     */
    boolean worthAnEntry(String kind, String who) {
        var same = bucket("entry of " + kind + " of " + who, MINUTE);
        var all = bucket("entries of " + kind, MINUTE);
        return count(List.of(same)).get(same.name()) == 1 && count(List.of(all)).get(all.name()) <= ENTRIES_OF_REFUSALS;
    }

    /**
     * Counts somebody who forgot a password, whether that address has an account or not.
     *
     * @return true if a code may be sent: whoever floods an address from everywhere soon floods it no more, and its owner,
     *     from a network that has not asked, still gets one
     * @throws TooManyTries if the network's budget, or its budget for this address, is spent
     */
    public boolean passwordForgotten(String email, String network) {
        var fromHere = bucket("reset of " + email + " from " + network, HOUR);
        var here = bucket("reset from " + network, HOUR);
        var address = bucket("reset of " + email, HOUR);
        var counted = count(List.of(fromHere, here, address));
        refuseIf(counted.get(fromHere.name()) > RESETS_OF_ADDRESS, fromHere, "forgotten passwords");
        refuseIf(counted.get(here.name()) > RESETS_FROM_NETWORK, here, "forgotten passwords");
        return counted.get(address.name()) <= CODES_SENT || counted.get(fromHere.name()) == 1;
    }

    /** It was no failure. While the database is away this waits for the next try of anybody, on this node. */
    public void takeBack(Counted counted) {
        owed.add(counted);
        settle();
    }

    private void settle() {
        for (var counted = owed.poll(); counted != null; counted = owed.poll()) {
            try {
                subtract(counted.buckets);
            } catch (DataAccessException | TransactionException failed) {
                owed.add(counted);
                if (LostDatabase.isCauseOf(failed) || BusyDatabase.isCauseOf(failed)) {
                    return;
                }
                throw failed;
            }
        }
    }

    /** One statement, rows in the order of their names, as {@link #count}. */
    private void subtract(List<Bucket> buckets) {
        jdbc.sql("""
                        with tried as materialized (
                            select w.bucket, w.window_start from identity.limit_window w
                            join unnest(?::text[], ?::timestamptz[]) as t (b, s) on w.bucket = t.b and w.window_start = t.s
                            order by w.bucket for update of w)
                        update identity.limit_window w set failures = greatest(w.failures - 1, 0)
                        from tried where w.bucket = tried.bucket and w.window_start = tried.window_start
                        """).params(names(buckets), starts(buckets)).update();
    }

    /** Forgets windows that have ended long ago, and networks where nobody came back. */
    int forget() {
        jdbc.sql("delete from identity.known_network where seen_at <= ?")
                .param(Timestamp.from(clock.instant().minus(REMEMBERED)))
                .update();
        return jdbc.sql("delete from identity.limit_window where window_start < ?")
                .param(Timestamp.from(clock.instant().minus(Duration.ofDays(2))))
                .update();
    }

    private Bucket bucket(String what, Duration length) {
        var seconds = length.toSeconds();
        var start = Instant.ofEpochSecond(clock.instant().getEpochSecond() / seconds * seconds);
        return new Bucket(name(what), start, length);
    }

    /** Of the UK's day: what is said to start again tomorrow does. */
    private Bucket today(String what) {
        var day = UkTime.today(clock);
        var start = UkTime.startOf(day);
        return new Bucket(name(what), start, Duration.between(start, UkTime.startOf(day.plusDays(1))));
    }

    private String name(String what) {
        return keys.hexMark(USE, what).substring(0, 32);
    }

    /** One statement, rows in the order of their names: two at once never wait for each other in a circle. */
    private Map<String, Integer> count(List<Bucket> buckets) {
        settle();
        var failures = new TreeMap<String, Integer>();
        jdbc.sql("""
                        insert into identity.limit_window as w (bucket, window_start, failures)
                        select b, s, 1 from unnest(?::text[], ?::timestamptz[]) as t (b, s) order by b
                        on conflict (bucket, window_start) do update set failures = w.failures + 1
                        returning bucket, failures
                        """).params(names(buckets), starts(buckets)).query(row -> {
            failures.put(row.getString("bucket"), row.getInt("failures"));
        });
        return failures;
    }

    private static String[] names(List<Bucket> buckets) {
        return buckets.stream().map(Bucket::name).toArray(String[]::new);
    }

    private static String[] starts(List<Bucket> buckets) {
        return buckets.stream().map(bucket -> bucket.start().toString()).toArray(String[]::new);
    }

    private void refuseIf(boolean spent, Bucket bucket, String what) {
        if (spent) {
            throw refusal(bucket, what);
        }
    }

    private TooManyTries refusal(Bucket bucket, String what) {
        return new TooManyTries(what, Duration.between(clock.instant(), bucket.end()), false);
    }
}
