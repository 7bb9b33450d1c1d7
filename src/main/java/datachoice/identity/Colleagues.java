package datachoice.identity;

import datachoice.core.OdsCode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;

/** Who works at a practice, and who publishes. */
@Component
public class Colleagues {
    private final JdbcClient jdbc;

    Colleagues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether that account, which asked for something there, still may. */
    @PreAuthorize("hasRole('JOB')")
    public boolean leads(UUID account, OdsCode practice) {
        return jdbc.sql("""
                        select exists (select from identity.account a join identity.account_role r on r.account = a.id
                            where a.id = ? and a.practice = ? and r.role = 'PRACTICE_LEAD' and a.switched_off_at is null)
                        """)
                .params(account, practice.value())
                .query(Boolean.class)
                .single();
    }

    /** The name of a colleague. Empty for an account that is not, or no longer, of this practice. */
    @PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD') and principal.practice() == #practice")
    public Optional<String> nameOf(UUID account, OdsCode practice) {
        return jdbc.sql("select display_name from identity.account where id = ? and practice = ?")
                .params(account, practice.value())
                .query(String.class)
                .optional();
    }

    /** Somebody at work. */
    public record Colleague(UUID id, String name) {}

    /** Everybody who may approve content today, by name. */
    @PreAuthorize("hasAnyRole('CONTENT_EDITOR', 'CONTENT_APPROVER')")
    public List<Colleague> approvers() {
        return jdbc.sql("""
                        select a.id, a.display_name from identity.account a join identity.account_role r on r.account = a.id
                        where r.role = 'CONTENT_APPROVER' and a.switched_off_at is null order by lower(a.display_name), a.id
                        """)
                .query((row, i) -> new Colleague(row.getObject(1, UUID.class), row.getString(2)))
                .list();
    }

    /** Whether that account, which approved something for a later time, still may. */
    @PreAuthorize("hasRole('JOB')")
    public boolean mayApprove(UUID account) {
        return jdbc.sql("""
                        select exists (select from identity.account a join identity.account_role r on r.account = a.id
                            where a.id = ? and r.role = 'CONTENT_APPROVER' and a.switched_off_at is null)
                        """).param(account).query(Boolean.class).single();
    }

    /** Where somebody who publishes is reached. Empty for whoever does not any more. */
    @PreAuthorize("hasRole('JOB')")
    public Optional<String> publishersEmail(UUID account) {
        return jdbc.sql("""
                        select email from identity.account a where id = ? and switched_off_at is null and exists
                            (select from identity.account_role where account = a.id and role in ('CONTENT_EDITOR', 'CONTENT_APPROVER'))
                        """).param(account).query(String.class).optional();
    }

    /** Where those are reached who may approve content today. */
    @PreAuthorize("hasRole('JOB')")
    public List<String> approversEmails() {
        return jdbc.sql("""
                        select a.email from identity.account a join identity.account_role r on r.account = a.id
                        where r.role = 'CONTENT_APPROVER' and a.switched_off_at is null order by a.email
                        """).query(String.class).list();
    }

    /** The name of somebody who publishes, or once did. Empty for everybody else. */
    @PreAuthorize("hasAnyRole('CONTENT_EDITOR', 'CONTENT_APPROVER')")
    public Optional<String> publisher(UUID account) {
        return jdbc.sql(
                        "select display_name from identity.account where id = ? and person is null and practice is null")
                .param(account)
                .query(String.class)
                .optional();
    }
}
