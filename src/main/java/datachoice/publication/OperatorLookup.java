package datachoice.publication;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Answers who runs this portal. */
@Service
public class OperatorLookup {
    private final JdbcClient jdbc;

    OperatorLookup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty until the operator has been named. */
    public Optional<OperatorView> operator() {
        return jdbc.sql(
                        "select name, address, phone, phone_hours, email, data_protection_officer from publication.operator")
                .query((row, i) -> new OperatorView(
                        row.getString("name"),
                        row.getString("address"),
                        row.getString("phone"),
                        row.getString("phone_hours"),
                        row.getString("email"),
                        row.getString("data_protection_officer")))
                .optional();
    }
}
