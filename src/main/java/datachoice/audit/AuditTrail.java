package datachoice.audit;

import datachoice.core.Acting;
import datachoice.core.Ids;
import datachoice.core.PersonId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes the entries: one for the act, one row for each person it concerned. */
@Component
class AuditTrail {
    private final JdbcTemplate jdbc;

    AuditTrail(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @throws org.springframework.transaction.IllegalTransactionStateException if the act announces itself outside a
     *     transaction: the entry could then survive an act that failed, or the other way round
     */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void write(Audited act) {
        var actor = Acting.now();
        var elsewhere = act.elsewhere();
        var practice = elsewhere == null ? actor.practice() : elsewhere;
        jdbc.update( // one statement: people are looked at all day, and an export concerns thousands
                """
                with entry as (
                    insert into audit.entry (id, action, actor_role, actor_id, practice, reason, detail)
                    values (?, ?, ?, ?, ?, ?, ?) returning id)
                insert into audit.entry_subject (subject, entry)
                select s, entry.id from entry, unnest(?::uuid[]) s on conflict do nothing
                """,
                Ids.next(),
                act.action(),
                actor.role(),
                actor.by(),
                practice == null ? null : practice.value(),
                cut(act.reason()),
                cut(act.detail()),
                act.subjects().stream().map(PersonId::value).toArray(UUID[]::new));
    }

    private static @Nullable String cut(@Nullable String text) {
        return text == null || text.length() <= 500 ? text : text.substring(0, 500);
    }
}
