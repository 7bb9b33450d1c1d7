package datachoice.identity;

import datachoice.core.OdsCode;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;

/** Who works at a practice. */
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
}
