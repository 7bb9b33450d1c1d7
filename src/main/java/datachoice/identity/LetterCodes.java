package datachoice.identity;

import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SecretKeys;
import datachoice.core.UkTime;
import datachoice.identity.LetterStanding.Refusal;
import datachoice.person.PeopleMovedHouse;
import datachoice.person.PersonLookup;
import datachoice.person.PersonView;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Codes for letters: each for one person, for 28 days, for one choice. */
@Service
@Transactional
@PreAuthorize("hasRole('JOB')")
public class LetterCodes {
    /** How long a code works. */
    public static final Duration LASTS = Duration.ofDays(28);

    /** How long somebody who came in stays at most, though the code may be too old or used up by then. */
    public static final Duration LONGEST_VISIT = Duration.ofHours(12);

    /** Letters to one person within that time: who has lost that many needs another way to choose. */
    public static final int MOST_LETTERS = 3;

    /** What became of asking for a new letter. */
    public enum Replaced {
        SENT,
        /** There is one already that whoever asked did not know of. */
        ASKED_TWICE,
        /** As the person's {@link LetterStanding} says. */
        REFUSED
    }

    private final JdbcClient jdbc;
    private final SecretKeys keys;
    private final Clock clock;
    private final PersonLookup persons;
    private final ApplicationEventPublisher events;

    LetterCodes(JdbcClient jdbc, SecretKeys keys, Clock clock, PersonLookup persons, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
        this.persons = persons;
        this.events = events;
    }

    /**
     * Makes a code for this person and announces it as {@link LetterCodeIssued}. It is stored nowhere but as a keyed hash.
     *
     * @return the code as it is printed, XXXX-XXXX
     */
    public String issue(PersonId person) {
        persons.hold(List.of(person));
        var code = make(person, false);
        events.publishEvent(new LettersIssued(List.of(person), false));
        return code;
    }

    /**
     * As {@link #issue}, for each of them; with one entry in the trail for all. Whoever has been given a code that works
     * meanwhile is left out. Nobody moves house until it is stored: no letter leaves for where somebody lived.
     *
     * @return how many it made
     * @throws org.springframework.dao.PessimisticLockingFailureException if a register that changes them takes too long
     */
    public int issueAll(Collection<PersonId> people) {
        var ids = people.stream().map(PersonId::value).toArray(UUID[]::new);
        jdbc.sql("""
                        select pg_advisory_xact_lock(hashtextextended('letter ' || id, 0))
                        from (select unnest(?::uuid[]) as id order by 1) one_after_the_other
                        """).param(ids).query().listOfRows();
        persons.hold(people);
        var given = jdbc.sql("""
                        select person from identity.published_letter
                        where person = any(?) and not spent and expires_at > ?
                        """)
                .params(ids, Timestamp.from(clock.instant()))
                .query((row, i) -> new PersonId(row.getObject(1, UUID.class)))
                .set();
        var without = people.stream().filter(person -> !given.contains(person)).toList();
        without.forEach(person -> make(person, true));
        if (!without.isEmpty()) {
            events.publishEvent(new LettersIssued(without, true));
        }
        return without.size();
    }

    /** How somebody of the practice whose staff ask stands with letters. */
    @Transactional(readOnly = true)
    @PreAuthorize(
            "hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD') and principal.practice() == #person.practice().orElse(null)")
    public LetterStanding standing(PersonView person) {
        return stand(person);
    }

    /**
     * Sends somebody of the practice whose staff ask a letter with a new code, in place of one that got lost. Codes of older
     * letters that were not used are void from then on.
     *
     * @param seen how many letters there were when the staff asked: if there are more by now, it was asked twice
     * @throws NotFound if the person has left that practice meanwhile
     */
    @PreAuthorize(
            "hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD') and principal.practice() == #person.practice().orElse(null)")
    public Replaced replace(PersonView person, int seen) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('letter ' || ?, 0))")
                .param(person.id().toString())
                .query()
                .listOfRows(); // of two who ask at once, the second one sees the letter of the first
        persons.hold(List.of(person.id()));
        var standing = stand(person);
        if (standing.letters() > seen) {
            return Replaced.ASKED_TWICE;
        }
        if (!standing.may()) {
            return Replaced.REFUSED;
        }
        jdbc.sql("""
                            update identity.letter_code set replaced_at = ?
                            where person = ? and replaced_at is null
                            """)
                .params(Timestamp.from(clock.instant()), person.id().value())
                .update();
        events.publishEvent(new LetterCodesReplaced(List.of(person.id())));
        make(person.id(), false);
        events.publishEvent(new LettersIssued(List.of(person.id()), false));
        return Replaced.SENT;
    }

    /**
     * Voids what lies where these people do not live any more, or is on its way there: whoever opens it may know their name
     * and date of birth. They count as people whose letter is too old, so that the next round reaches them.
     */
    @EventListener
    void voidOf(PeopleMovedHouse moved) {
        undelivered("MOVED", moved.people());
        endVisits(moved.people());
        events.publishEvent(new LetterCodesReplaced(moved.people()));
    }

    /**
     * Voids the codes of letters that the practice's lead has taken back before they were printed. These people count as if
     * they never had that letter.
     */
    @PreAuthorize("hasRole('PRACTICE_LEAD') and principal.practice() == #practice")
    public void takenBack(OdsCode practice, Collection<PersonId> people) {
        if (!people.isEmpty()) {
            undelivered("TAKEN_BACK", people);
            events.publishEvent(new LettersTakenBack(people));
        }
    }

    /** Whoever came in by a letter whose code is used up by now, or too old, does not stay either. */
    private void endVisits(Collection<PersonId> people) {
        var now = clock.instant();
        jdbc.sql("""
                        update identity.letter_code set replaced_at = ?
                        where person = any(?) and expires_at > ? and replaced_at is null
                        """)
                .params(
                        Timestamp.from(now),
                        people.stream().map(PersonId::value).toArray(UUID[]::new),
                        Timestamp.from(now.minus(LONGEST_VISIT)))
                .update();
    }

    private void undelivered(String why, Collection<PersonId> people) {
        var now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        update identity.letter_code set replaced_at = coalesce(replaced_at, ?), undelivered = ?
                        where person = any(?) and expires_at > ? and used_at is null and undelivered is null
                        """)
                .params(now, why, people.stream().map(PersonId::value).toArray(UUID[]::new), now)
                .update();
    }

    /**
     * Voids the code, in the transaction that saves a choice with it: of two at once, one wins.
     *
     * @throws LetterAlreadyUsed if a choice was saved with it before, or another letter took its place
     */
    @PreAuthorize("hasRole('LETTER') and principal.login() == #letter")
    public void used(UUID letter) {
        var rows = jdbc.sql(
                        "update identity.letter_code set used_at = ? where id = ? and used_at is null and replaced_at is null")
                .params(Timestamp.from(clock.instant()), letter)
                .update();
        if (rows != 1) {
            throw new LetterAlreadyUsed();
        }
    }

    private String make(PersonId person, boolean amongMany) {
        var code = LetterCode.random();
        var now = clock.instant();
        var expires = now.plus(LASTS);
        jdbc.sql(
                        "insert into identity.letter_code (id, person, code_hash, issued_at, expires_at) values (?, ?, ?, ?, ?)")
                .params(Ids.next(), person.value(), code.mark(keys), Timestamp.from(now), Timestamp.from(expires))
                .update();
        events.publishEvent(new LetterCodeIssued(person, code.written(), expires, amongMany));
        return code.written();
    }

    /** What was taken back before it was printed was never there; what lies at a former address keeps nobody from a new one. */
    private LetterStanding stand(PersonView person) {
        var now = clock.instant();
        return jdbc.sql("""
                        select count(c.issued_at), max(c.issued_at),
                            max(c.expires_at) filter (where not c.spent and c.expires_at > ?),
                            count(*) filter (where c.issued_at > ? and c.undelivered is null), p.has_address
                        from person.published_person p left join identity.published_letter c
                            on c.person = p.id and c.undelivered is distinct from 'TAKEN_BACK'
                        where p.id = ? and p.practice is not distinct from ? group by p.id, p.has_address
                        """)
                .params(
                        Timestamp.from(now),
                        Timestamp.from(now.minus(LASTS)),
                        person.id().value(),
                        person.practice().map(OdsCode::value).orElse(null))
                .query((row, i) -> new LetterStanding(
                        row.getInt(1),
                        at(row.getTimestamp(2)),
                        at(row.getTimestamp(3)),
                        Optional.ofNullable(refusal(person, row.getBoolean(5), row.getInt(4)))))
                .optional()
                .orElseThrow(NotFound::new);
    }

    private @Nullable Refusal refusal(PersonView person, boolean hasAddress, int lately) {
        if (person.deceased()) {
            return Refusal.DIED;
        }
        if (!person.decidesAlone(UkTime.today(clock))) {
            return Refusal.CHILD;
        }
        if (!hasAddress) {
            return Refusal.NO_ADDRESS;
        }
        return lately >= MOST_LETTERS ? Refusal.OFTEN : null;
    }

    private static Optional<Instant> at(@Nullable Timestamp time) {
        return Optional.ofNullable(time).map(Timestamp::toInstant);
    }
}
