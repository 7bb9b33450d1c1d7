package datachoice.choice.practice;

import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Searches that staff have made, so that a record off the list opens only for whoever searched for it, with the reason
 * given then: neither can be written into an address. A search is open for half an hour, and as long again whenever
 * somebody whom it found is seen, so that no form that was opened from it is lost; but for no longer than a working day.
 */
@Component
class PracticeSearches {
    static final Duration KEPT = Duration.ofMinutes(30);

    /** As long as staff stay signed in at most. */
    static final Duration LONGEST = Duration.ofHours(8);

    private final JdbcClient jdbc;
    private final Clock clock;

    PracticeSearches(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps what was found, and drops what is too old to be used. */
    UUID keep(SignedInUser user, OdsCode practice, String reason, Collection<PersonId> found) {
        var now = clock.instant();
        jdbc.sql("delete from choice.practice_search where expires_at <= ?")
                .param(Timestamp.from(now))
                .update();
        var id = Ids.next();
        jdbc.sql(
                        "insert into choice.practice_search (id, made_by, practice, reason, expires_at, open_until) values (?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        user.login(),
                        practice.value(),
                        reason,
                        Timestamp.from(now.plus(KEPT)),
                        Timestamp.from(now.plus(LONGEST)))
                .update();
        jdbc.sql("insert into choice.practice_search_hit (search, subject) select ?, s from unnest(?::uuid[]) s")
                .params(id, found.stream().map(PersonId::value).toArray(UUID[]::new))
                .update();
        return id;
    }

    /** Why this user searched; empty for anyone else's search, an old one, and one that never was. */
    Optional<String> reasonOf(UUID search, SignedInUser user, OdsCode practice) {
        return jdbc.sql(
                        "select reason from choice.practice_search where id = ? and made_by = ? and practice = ? and expires_at > ?")
                .params(search, user.login(), practice.value(), Timestamp.from(clock.instant()))
                .query(String.class)
                .optional();
    }

    /** The same, and the search stays open: whoever made it works with it. Written down once a minute is enough. */
    Optional<String> again(UUID search, SignedInUser user, OdsCode practice) {
        var reason = reasonOf(search, user, practice);
        if (reason.isPresent()) {
            jdbc.sql("""
                            update choice.practice_search set expires_at = least(?, open_until)
                            where id = ? and expires_at + interval '1 minute' < least(?, open_until) and open_until is not null
                            """).params(until(), search, until()).update();
        }
        return reason;
    }

    private Timestamp until() {
        return Timestamp.from(clock.instant().plus(KEPT));
    }

    /** As they were found; whether they are still registered there is for the reader to see. */
    List<PersonId> foundBy(UUID search) {
        return jdbc
                .sql("select subject from choice.practice_search_hit where search = ?")
                .param(search)
                .query(UUID.class)
                .list()
                .stream()
                .map(PersonId::new)
                .toList();
    }
}
