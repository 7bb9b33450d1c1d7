package datachoice.letter.rounds;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.UkTime;
import datachoice.identity.LetterCodes;
import datachoice.person.PersonView;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who stands how with letters: the one rule for the numbers on the page and for the people of a round. */
@Component
class LetterPeople {
    private static final String STANDING = """
            select p.id, case
                when p.died_on is not null then 'DIED'
                when exists (select from choice.published_chooser c where c.person = p.id) then 'CHOSEN'
                when p.date_of_birth > :grown then 'CHILD'
                when l.works then 'WORKS'
                when not p.has_address then 'NO_ADDRESS'
                when l.last is null then 'NEVER'
                when l.last <= :old then 'OLD'
                else 'SPENT' end as standing
            from person.published_person p
            left join lateral (
                select max(issued_at) as last, bool_or(not spent and expires_at > :now) as works
                from identity.published_letter where person = p.id) l on true
            where p.practice = :practice
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    LetterPeople(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those with no people in them may be missing. */
    Map<Standing, Integer> count(OdsCode practice) {
        var counts = new EnumMap<Standing, Integer>(Standing.class);
        standing("select standing, count(*) from (" + STANDING + ") s group by standing", practice)
                .query(row -> {
                    counts.put(Standing.valueOf(row.getString(1)), row.getInt(2));
                });
        return counts;
    }

    /** The next ones after that id whom such a round is for, in the order of their ids. */
    List<PersonId> next(OdsCode practice, RoundWhom whom, UUID after, int atMost) {
        return standing(
                        "select id from (" + STANDING
                                + " and p.id > :after) s where standing = any(:wanted) order by id limit :most",
                        practice)
                .param("after", after)
                .param("wanted", whom.standings().stream().map(Enum::name).toArray(String[]::new))
                .param("most", atMost)
                .query((row, i) -> new PersonId(row.getObject(1, UUID.class)))
                .list();
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
