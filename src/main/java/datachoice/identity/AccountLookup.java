package datachoice.identity;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers whose account it is, by name. */
@Service
@Transactional(readOnly = true)
public class AccountLookup {
    private final JdbcClient jdbc;

    AccountLookup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Without the ids that no account has. */
    public Map<UUID, String> displayNames(Collection<UUID> accounts) {
        var names = new HashMap<UUID, String>();
        jdbc.sql("select id, display_name from identity.account where id = any(?)")
                .param(accounts.toArray(UUID[]::new))
                .query(row -> {
                    names.put(row.getObject("id", UUID.class), row.getString("display_name"));
                });
        return names;
    }
}
