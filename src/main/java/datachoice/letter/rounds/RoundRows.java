package datachoice.letter.rounds;

import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rounds as they are stored. */
@Component
class RoundRows {
    private static final UUID NOBODY_YET = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final Clock clock;

    RoundRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A round that has not ended, and the last person it made a letter for. */
    record Open(RoundView round, UUID after) {}

    /** @throws org.springframework.dao.DuplicateKeyException if that practice has another one that has not ended */
    UUID add(OdsCode practice, RoundWhom whom, UUID askedBy, int wanted) {
        var id = Ids.next();
        jdbc.sql("insert into letter.round (id, practice, whom, asked_by, asked_at, wanted) values (?, ?, ?, ?, ?, ?)")
                .params(id, practice.value(), whom.name(), askedBy, Timestamp.from(clock.instant()), wanted)
                .update();
        return id;
    }

    Optional<RoundView> find(UUID id) {
        return jdbc.sql("select * from letter.round where id = ?")
                .param(id)
                .query(RoundRows::view)
                .optional();
    }

    /**
     * Until the transaction ends, nobody else goes on with it. Empty if it has ended. Whoever comes first is first: a round
     * that is made armful by armful leaves no room for others in between, but must let whoever stops it have their turn.
     */
    Optional<Open> hold(UUID id) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('round ' || ?, 0))")
                .param(id.toString())
                .query()
                .listOfRows();
        return jdbc.sql("select * from letter.round where id = ? and state = 'MAKING' for update")
                .param(id)
                .query((row, i) -> {
                    var after = row.getObject("after_person", UUID.class);
                    return new Open(view(row, i), after == null ? NOBODY_YET : after);
                })
                .optional();
    }

    /** The newest first. */
    List<RoundView> newest(OdsCode practice, int atMost) {
        return jdbc.sql("select * from letter.round where practice = ? order by asked_at desc, id desc limit ?")
                .params(practice.value(), atMost)
                .query(RoundRows::view)
                .list();
    }

    /** @param upTo everybody up to that id has what they get of this round */
    void went(UUID id, int more, UUID upTo) {
        jdbc.sql("update letter.round set made = made + ?, after_person = ? where id = ?")
                .params(more, upTo, id)
                .update();
    }

    /** As it ended now; empty if it had ended before. */
    Optional<RoundView> end(UUID id, RoundState as) {
        return jdbc.sql("update letter.round set state = ?, ended_at = ? where id = ? and state = 'MAKING' returning *")
                .params(as.name(), Timestamp.from(clock.instant()), id)
                .query(RoundRows::view)
                .optional();
    }

    /** As {@link #end}, because that account's owner wanted it. @param takenBack how many letters nobody will print */
    Optional<RoundView> stop(UUID id, UUID by, int takenBack) {
        return jdbc.sql("""
                        update letter.round set state = 'STOPPED', ended_at = ?, stopped_by = ?, taken_back = ?
                        where id = ? and state = 'MAKING' returning *
                        """)
                .params(Timestamp.from(clock.instant()), by, takenBack, id)
                .query(RoundRows::view)
                .optional();
    }

    /** Letters with codes for people of that practice that are written and have not left. */
    int waiting(OdsCode practice) {
        return jdbc.sql("""
                        select count(*) from letter.message
                        where kind = 'LETTER_CODE' and practice = ?
                            and sent_at is null and failed_at is null and withdrawn_at is null
                        """).param(practice.value()).query(Integer.class).single();
    }

    /**
     * Takes back letters with codes that were made for many people of that practice, and that nobody prints just now. One
     * whose printing failed waits for its next try; a minute after the last one nobody is at it any more.
     *
     * @return whom they were for
     */
    List<PersonId> takeBack(OdsCode practice) {
        return jdbc.sql("""
                        update letter.message set withdrawn_at = clock_timestamp(), body = ''
                        where kind = 'LETTER_CODE' and practice = ? and among_many
                            and (attempts = 0 or due_at < clock_timestamp() - interval '1 minute'
                                + make_interval(secs => least(3600, 30 * 2 ^ least(attempts - 1, 7))))
                            and sent_at is null and failed_at is null and withdrawn_at is null
                        returning person
                        """)
                .param(practice.value())
                .query((row, i) -> new PersonId(row.getObject(1, UUID.class)))
                .list();
    }

    private static RoundView view(ResultSet row, int i) throws SQLException {
        return new RoundView(
                row.getObject("id", UUID.class),
                new OdsCode(row.getString("practice")),
                RoundWhom.valueOf(row.getString("whom")),
                row.getObject("asked_by", UUID.class),
                row.getTimestamp("asked_at").toInstant(),
                row.getInt("wanted"),
                row.getInt("made"),
                RoundState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getObject("stopped_by", UUID.class)),
                row.getInt("taken_back"));
    }
}
