package datachoice.publication;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Answers which programmes the choice is about, and whether they have begun. */
@Service
public class Programmes {
    private final JdbcClient jdbc;

    Programmes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By name; empty where none is known. */
    public List<ProgrammeView> all() {
        return jdbc.sql("select name, purpose, state, changed_on from publication.programme order by name")
                .query((row, i) -> new ProgrammeView(
                        row.getString("name"),
                        row.getString("purpose"),
                        ProgrammeState.valueOf(row.getString("state")),
                        row.getObject("changed_on", LocalDate.class)))
                .list();
    }
}
