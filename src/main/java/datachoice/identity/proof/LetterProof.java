package datachoice.identity.proof;

import datachoice.core.Ids;
import datachoice.core.PersonId;
import datachoice.core.PersonNames;
import datachoice.core.SecretKeys;
import datachoice.core.UkTime;
import datachoice.identity.LetterCode;
import datachoice.person.PersonView;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether somebody is the person whom a letter was sent to: its code, their name, their date of birth. */
@Component
@Transactional
public class LetterProof {
    static final int MOST_TRIES = 5;

    private final JdbcClient jdbc;
    private final SecretKeys keys;
    private final Clock clock;
    private final FailureBudgets budgets;

    LetterProof(JdbcClient jdbc, SecretKeys keys, Clock clock, FailureBudgets budgets) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.clock = clock;
        this.budgets = budgets;
    }

    /** What typed details have shown. */
    public record Match(UUID letter, PersonId person, boolean decidesAlone, String firstName) {}

    /**
     * Empty for every kind of failure alike: unknown code, wrong details, too old, used, replaced, tried too often, no longer alive.
     * Each takes the same steps. The right code with wrong details counts as a try; the code's row is locked meanwhile, so
     * that many tries at once are no more than many tries.
     */
    Optional<Match> match(LetterCode code, String fullName, LocalDate dateOfBirth) {
        var now = clock.instant();
        var found = jdbc.sql("""
                        select c.id, c.person, c.tries, c.used_at, c.replaced_at, c.expires_at,
                            p.given_names, p.family_name, p.date_of_birth, p.died_on
                        from identity.letter_code c join person.published_person p on p.id = c.person
                        where c.code_hash = ? for update of c
                        """)
                .param(code.mark(keys))
                .query((row, i) -> {
                    var born = row.getObject("date_of_birth", LocalDate.class);
                    var given = row.getString("given_names");
                    var detailsRight = born.equals(dateOfBirth)
                            & PersonNames.knowsFamilyName(fullName, row.getString("family_name"));
                    var live = row.getInt("tries") < MOST_TRIES
                            && row.getTimestamp("used_at") == null
                            && row.getTimestamp("replaced_at") == null
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
}
