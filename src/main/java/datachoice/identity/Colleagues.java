package datachoice.identity;

import datachoice.core.OdsCode;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;

/** Names of those who work at the same practice, for one another. */
@Component
public class Colleagues {
    private final JdbcClient jdbc;

    Colleagues(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty for an account that is not, or no longer, of this practice. */
    @PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD') and principal.practice() == #practice")
    public Optional<String> nameOf(UUID account, OdsCode practice) {
        return jdbc.sql("select display_name from identity.account where id = ? and practice = ?")
                .params(account, practice.value())
                .query(String.class)
                .optional();
    }
}
