package datachoice.letter.rounds;

import datachoice.core.BusyDatabase;
import datachoice.core.LongStatements;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.UkTime;
import datachoice.identity.LetterCodes;
import datachoice.person.PersonView;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who stands how with letters: the one rule for the numbers on the page and for the people of a round. */
@Component
class LetterPeople {
    /** People of a practice are gone through in the order of their ids, so many at a time. */
    static final int STRETCH = 1_000;

    private static final Duration LATELY = Duration.ofMinutes(5);

    /** For a practice of a hundred thousand on a busy day. */
    private static final Duration COUNTING = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(LetterPeople.class);

    /** Of these people. The limit keeps the database from reading everybody's choices to learn about one practice's people. */
    private static final String STANDING = """
            select p.id, case
                when p.died_on is not null then 'DIED'
                when c.chosen then 'CHOSEN'
                when p.date_of_birth > :grown then 'CHILD'
                when l.works then 'WORKS'
                when not p.has_address then 'NO_ADDRESS'
                when l.last is null then 'NEVER'
                when l.at_home is null or l.at_home <= :old then 'OLD'
                else 'SPENT' end as standing
            from (%s) p
            left join lateral (
                select true as chosen from choice.published_chooser
                where person = p.id and practice = :practice limit 1) c on true
            left join lateral (
                select max(issued_at) as last, max(issued_at) filter (where undelivered is null) as at_home,
                    bool_or(not spent and expires_at > :now) as works
                from identity.published_letter
                where person = p.id and undelivered is distinct from 'TAKEN_BACK') l on true
            """;

    private static final String REGISTERED =
            "select id, died_on, date_of_birth, has_address from person.published_person where practice = :practice";

    private final JdbcClient jdbc;
    private final LongStatements longStatements;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LetterPeople(JdbcClient jdbc, LongStatements longStatements, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.longStatements = longStatements;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Some of the people whom a round is for.
     *
     * @param people in the order of their ids; there may be more even if there are none
     * @param upTo nobody with this id or one before it is left out; null if there is nobody else at the practice
     */
    record Some(List<PersonId> people, @Nullable UUID upTo) {}

    /**
     * How many stand how.
     *
     * @param people those with nobody in them may be missing
     * @param at when they were counted
     * @param outdated known to be others by now
     */
    record Counted(Map<Standing, Integer> people, Instant at, boolean outdated) {}

    /** Goes through everybody at the practice, however long that takes. */
    Counted count(OdsCode practice) {
        longStatements.allow(COUNTING);
        return goThrough(practice);
    }

    private Counted goThrough(OdsCode practice) {
        standing(
                        "insert into letter.people_counted (practice, counted_at, people)"
                                + " select :practice, :now, coalesce(jsonb_object_agg(standing, n), '{}')"
                                + " from (select standing, count(*) as n from ("
                                + STANDING.formatted(REGISTERED)
                                + ") s group by standing) counted"
                                + " on conflict (practice) do update set counted_at = excluded.counted_at, people = excluded.people, outdated = false",
                        practice)
                .update();
        return counted(practice).orElseThrow();
    }

    /**
     * As they were counted lately; counts them if they were not. Where that takes longer than a page may, as they were counted
     * at last: a page is not given up for a number that it has. The first count of all has as long as it takes. Each in a
     * transaction of its own, because nothing more can be asked in one in which a statement took too long.
     */
    Counted countLately(OdsCode practice) {
        var last = counted(practice);
        if (last.isEmpty()) {
            return Objects.requireNonNull(transaction.execute(status -> count(practice)));
        }
        var lately = clock.instant().minus(LATELY);
        return last.filter(counted -> counted.at().isAfter(lately) && !counted.outdated())
                .orElseGet(() -> countInTime(practice).orElse(last.get()));
    }

    private Optional<Counted> countInTime(OdsCode practice) {
        try {
            return Optional.ofNullable(transaction.execute(status -> goThrough(practice)));
        } catch (DataAccessException e) {
            if (!BusyDatabase.isCauseOf(e)) {
                throw e;
            }
            LOG.warn("People of {} could not be counted in time", practice);
            return Optional.empty();
        }
    }

    /** The numbers are no longer these. */
    void countAnew(OdsCode practice) {
        jdbc.sql("update letter.people_counted set outdated = true where practice = ?")
                .param(practice.value())
                .update();
    }

    private Optional<Counted> counted(OdsCode practice) {
        var counts = new EnumMap<Standing, Integer>(Standing.class);
        var counted = new AtomicReference<Counted>();
        jdbc.sql("""
                        select c.counted_at, c.outdated, s.key, s.value::int from letter.people_counted c
                        left join lateral jsonb_each_text(c.people) s on true where c.practice = ?
                        """).param(practice.value()).query(row -> {
            counted.set(new Counted(counts, row.getTimestamp(1).toInstant(), row.getBoolean(2)));
            if (row.getString(3) != null) {
                counts.put(Standing.valueOf(row.getString(3)), row.getInt(4));
            }
        });
        return Optional.ofNullable(counted.get());
    }

    /** The next ones after that id whom such a round is for. Costs the same wherever in a practice that is. */
    Some next(OdsCode practice, RoundWhom whom, UUID after, int atMost) {
        var people = new ArrayList<PersonId>();
        var last = new UUID[1];
        standing(
                        STANDING.formatted(REGISTERED + " and id > :after order by id limit :stretch")
                                + " order by p.id",
                        practice)
                .param("after", after)
                .param("stretch", STRETCH)
                .query(row -> {
                    if (people.size() < atMost) {
                        last[0] = row.getObject(1, UUID.class);
                        if (whom.standings().contains(Standing.valueOf(row.getString(2)))) {
                            people.add(new PersonId(last[0]));
                        }
                    }
                });
        return new Some(people, last[0]);
    }

    private JdbcClient.StatementSpec standing(String sql, OdsCode practice) {
        var now = clock.instant();
        return jdbc.sql(sql)
                .param("practice", practice.value())
                .param("now", Timestamp.from(now))
                .param("old", Timestamp.from(now.minus(LetterCodes.LASTS)))
                .param("grown", UkTime.today(clock).minusYears(PersonView.AGE_OF_OWN_CHOICE));
    }
}
