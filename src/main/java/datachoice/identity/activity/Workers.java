package datachoice.identity.activity;

import datachoice.core.OdsCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What workers are called. Patients stay without a name here, whatever they did. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('PRACTICE_LEAD', 'AUDITOR')")
class Workers {
    private final JdbcClient jdbc;

    Workers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Worker(UUID id, String name) {}

    /** Everybody who has, or had, an account at that practice, by name. */
    @PreAuthorize("hasRole('PRACTICE_LEAD') and principal.practice() == #practice")
    List<Worker> at(OdsCode practice) {
        return jdbc.sql(
                        "select id, display_name from identity.account where practice = ? and person is null order by lower(display_name), id")
                .param(practice.value())
                .query((row, i) -> new Worker(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /** Without those who are no workers. */
    Map<UUID, String> names(Collection<UUID> accounts) {
        return texts(jdbc.sql("select id, display_name from identity.account where id = any(?) and person is null")
                .param(accounts.toArray(UUID[]::new)));
    }

    private static Map<UUID, String> texts(JdbcClient.StatementSpec rows) {
        var texts = new HashMap<UUID, String>();
        rows.query(row -> {
            texts.put(row.getObject(1, UUID.class), row.getString(2));
        });
        return texts;
    }

    /** Whom an invitation went to, or is to go to. */
    @PreAuthorize("hasRole('AUDITOR')")
    Map<UUID, String> invited(Collection<UUID> invitations) {
        return texts(jdbc.sql("select id, email from identity.invitation where id = any(?)")
                .param(invitations.toArray(UUID[]::new)));
    }

    /** The same, without those of other practices. */
    @PreAuthorize("hasRole('PRACTICE_LEAD') and principal.practice() == #practice")
    Map<UUID, String> invitedAt(OdsCode practice, Collection<UUID> invitations) {
        return texts(jdbc.sql("select id, email from identity.invitation where id = any(?) and practice = ?")
                .params(invitations.toArray(UUID[]::new), practice.value()));
    }

    /** Empty for addresses that no worker has. */
    @PreAuthorize("hasRole('AUDITOR')")
    Optional<UUID> byEmail(String address) {
        return jdbc.sql("select id from identity.account where email = lower(?) and person is null")
                .param(address.strip())
                .query(UUID.class)
                .optional();
    }
}
