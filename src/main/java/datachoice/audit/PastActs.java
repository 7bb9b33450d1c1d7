package datachoice.audit;

import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.PortalSettings;
import datachoice.core.Role;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Entries for what the demo's invented workers did earlier, so that its past can be traced like the present. A portal in
 * production has no past to invent: there it refuses.
 */
@Service
@PreAuthorize("hasRole('JOB')")
public class PastActs {
    private final JdbcTemplate jdbc;
    private final PortalSettings settings;

    PastActs(JdbcTemplate jdbc, PortalSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** One act about one person, by an account in a role at a practice. */
    public record PastAct(String action, PersonId subject, Instant at, UUID by, Role role, OdsCode practice) {}

    private record Row(UUID id, PastAct act) {}

    /** @throws IllegalStateException outside demo mode */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(List<PastAct> acts) {
        if (!settings.demo()) {
            throw new IllegalStateException("Acts of the past exist in the demo only");
        }
        var rows = acts.stream().map(act -> new Row(Ids.next(), act)).toList();
        jdbc.batchUpdate(
                "insert into audit.entry (id, at, action, actor_role, actor_id, practice) values (?, ?, ?, ?, ?, ?)",
                rows,
                500,
                (statement, row) -> {
                    statement.setObject(1, row.id());
                    statement.setTimestamp(2, Timestamp.from(row.act().at()));
                    statement.setString(3, row.act().action());
                    statement.setString(4, row.act().role().name());
                    statement.setObject(5, row.act().by());
                    statement.setString(6, row.act().practice().value());
                });
        jdbc.batchUpdate(
                "insert into audit.entry_subject (subject, entry) values (?, ?)", rows, 500, (statement, row) -> {
                    statement.setObject(1, row.act().subject().value());
                    statement.setObject(2, row.id());
                });
    }
}
