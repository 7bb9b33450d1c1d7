package datachoice.identity.session;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Where an account is signed in. */
@Component
@Transactional
public class OwnSessions {
    private final JdbcClient jdbc;
    private final Clock clock;

    OwnSessions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A visit that has not ended.
     *
     * @param id tells it from the others, and opens nothing
     * @param lastSeen when its last page was asked for
     * @param present true for the one that asks
     */
    public record SessionView(UUID id, Device device, Instant lastSeen, boolean present) {}

    /**
     * The one that asks first, then the newest.
     *
     * @param present the secret in the cookie of whoever asks; empty for another account's worker
     */
    public List<SessionView> of(UUID account, String present) {
        return jdbc.sql("""
                        select s.primary_id, s.last_access_time, s.session_id = ? as present,
                            (select a.attribute_bytes from identity.session_attributes a
                             where a.session_primary_id = s.primary_id and a.attribute_name = ?) as device
                        from identity.session s join identity.account c on c.id = ?
                        where s.principal_name = ? and s.expiry_time > ?
                        order by present desc, s.last_access_time desc
                        """)
                .params(present, SignInSession.DEVICE, account, account.toString(), clock.millis())
                .query((row, i) -> new SessionView(
                        UUID.fromString(row.getString("primary_id").strip()),
                        Device.parse(SessionValues.read(row.getBytes("device"))),
                        Instant.ofEpochMilli(row.getLong("last_access_time")),
                        row.getBoolean("present")))
                .list();
    }

    /** Ends this one, if it is that account's; else false. */
    public boolean end(UUID account, UUID session) {
        return jdbc.sql("delete from identity.session where principal_name = ? and primary_id = ?")
                        .params(account.toString(), session.toString())
                        .update()
                == 1;
    }

    /** Ends all but the one with this secret. */
    public void endOthers(UUID account, String present) {
        jdbc.sql("delete from identity.session where principal_name = ? and session_id <> ?")
                .params(account.toString(), present)
                .update();
    }
}
