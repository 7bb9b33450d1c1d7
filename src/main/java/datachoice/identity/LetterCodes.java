package datachoice.identity;

import datachoice.core.Ids;
import datachoice.core.PersonId;
import datachoice.core.SecretKeys;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Period;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Codes for letters: each for one person, for 28 days, for one choice. */
@Service
@Transactional
@PreAuthorize("hasRole('JOB')")
public class LetterCodes {
    private static final Period LASTS = Period.ofDays(28);

    private final JdbcClient jdbc;
    private final SecretKeys keys;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    LetterCodes(JdbcClient jdbc, SecretKeys keys, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
        this.events = events;
    }

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
                .params(Ids.next(), person.value(), code.mark(keys), Timestamp.from(now), Timestamp.from(expires))
                .update();
        events.publishEvent(new LetterCodeIssued(person, code.written(), expires));
        return code.written();
    }

    /**
     * Voids the code, in the transaction that saves a choice with it: of two at once, one wins.
     *
     * @throws LetterAlreadyUsed if a choice was saved with it before
     */
    @PreAuthorize("hasRole('LETTER') and principal.login() == #letter")
    public void used(UUID letter) {
        var rows = jdbc.sql("update identity.letter_code set used_at = ? where id = ? and used_at is null")
                .params(Timestamp.from(clock.instant()), letter)
                .update();
        if (rows != 1) {
            throw new LetterAlreadyUsed();
        }
    }
}
