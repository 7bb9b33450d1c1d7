package datachoice.identity;

import datachoice.core.Ids;
import datachoice.core.PersonId;
import datachoice.core.PersonNames;
import datachoice.core.SecretKeys;
import datachoice.core.UkTime;
import datachoice.person.PersonView;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Codes for letters: each for one person, for 28 days, for one choice. */
@Service
@Transactional
public class LetterCodes {
    static final int MOST_TRIES = 5;
    private static final Period LASTS = Period.ofDays(28);
    private static final String USE = "letter-code";

    private final JdbcClient jdbc;
    private final SecretKeys keys;
    private final Clock clock;
    private final FailureBudgets budgets;
    private final ApplicationEventPublisher events;

    LetterCodes(
            JdbcClient jdbc, SecretKeys keys, Clock clock, FailureBudgets budgets, ApplicationEventPublisher events) {
        this.budgets = budgets;
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
        this.events = events;
    }

    /** What typed details have shown. */
    record Match(UUID letter, PersonId person, boolean decidesAlone, String firstName) {}

    /**
     * Makes a code for this person and announces it as {@link LetterCodeIssued}. It is stored nowhere but as a keyed hash.
     *
     * @return the code as it is printed, XXXX-XXXX
     */
    public String issue(PersonId person) {
        var code = LetterCode.random();
        var now = clock.instant();
        var expires = now.plus(LASTS);
        jdbc.sql(
                        "insert into identity.letter_code (id, person, code_hash, issued_at, expires_at) values (?, ?, ?, ?, ?)")
                .params(Ids.next(), person.value(), hash(code), Timestamp.from(now), Timestamp.from(expires))
                .update();
        events.publishEvent(new LetterCodeIssued(person, code.written(), expires));
        return code.written();
    }

    /**
     * Voids the code, in the transaction that saves a choice with it: of two at once, one wins.
     *
     * @throws LetterAlreadyUsed if a choice was saved with it before
     */
    public void used(UUID letter) {
        var rows = jdbc.sql("update identity.letter_code set used_at = ? where id = ? and used_at is null")
                .params(Timestamp.from(clock.instant()), letter)
                .update();
        if (rows != 1) {
            throw new LetterAlreadyUsed();
        }
    }

    /** False once a choice was saved with it. */
    @Transactional(readOnly = true)
    public boolean mayRecord(UUID letter) {
        return jdbc.sql("select used_at is null from identity.letter_code where id = ?")
                .param(letter)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /**
     * Empty for every kind of failure alike: unknown code, wrong details, too old, used, tried too often, no longer alive.
     * Each takes the same steps. The right code with wrong details counts as a try; the code's row is locked meanwhile, so
     * that many tries at once are no more than many tries.
     */
    Optional<Match> match(LetterCode code, String fullName, LocalDate dateOfBirth) {
        var now = clock.instant();
        var found = jdbc.sql("""
                        select c.id, c.person, c.tries, c.used_at, c.expires_at,
                            p.given_names, p.family_name, p.date_of_birth, p.died_on
                        from identity.letter_code c join person.published_person p on p.id = c.person
                        where c.code_hash = ? for update of c
                        """)
                .param(hash(code))
                .query((row, i) -> {
                    var born = row.getObject("date_of_birth", LocalDate.class);
                    var given = row.getString("given_names");
                    var detailsRight = born.equals(dateOfBirth)
                            & PersonNames.knowsFamilyName(fullName, row.getString("family_name"));
                    var live = row.getInt("tries") < MOST_TRIES
                            && row.getTimestamp("used_at") == null
                            && now.isBefore(row.getTimestamp("expires_at").toInstant())
                            && row.getObject("died_on") == null;
                    var person = new PersonId(row.getObject("person", UUID.class));
                    var view =
                            new PersonView(person, given, row.getString("family_name"), born, false, Optional.empty());
                    return new Found(
                            new Match(
                                    row.getObject("id", UUID.class),
                                    person,
                                    view.decidesAlone(UkTime.today(clock)),
                                    view.firstName()),
                            detailsRight,
                            live);
                })
                .optional();
        var tried = found.filter(it -> !it.detailsRight)
                .map(it -> it.match.letter())
                .orElseGet(Ids::next);
        jdbc.sql("update identity.letter_code set tries = least(tries + 1, ?) where id = ?")
                .params(MOST_TRIES, tried)
                .update();
        var match = found.filter(it -> it.detailsRight && it.live).map(Found::match);
        if (match.isEmpty()) {
            budgets.letterRefused();
        }
        return match;
    }

    private record Found(Match match, boolean detailsRight, boolean live) {}

    private byte[] hash(LetterCode code) {
        return keys.mark(USE, code.characters());
    }
}
