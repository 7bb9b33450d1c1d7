package datachoice.person.practices;

import datachoice.core.OdsCode;
import datachoice.core.SecondAdministrator;
import datachoice.core.UkTime;
import datachoice.practice.PracticeLookup;
import datachoice.practice.PracticeManagement;
import datachoice.practice.PracticeManagement.Closing;
import datachoice.practice.PracticeView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists practices, and passes on what an administrator does with one. Nobody registered there is shown. */
@Service
@Transactional
@PreAuthorize("hasRole('PLATFORM_ADMIN')")
class PracticeDirectory {
    private static final String FOUND =
            " from practice.published_practice where position(lower(?) in lower(name)) > 0 or ods_code like upper(?) || '%' ";
    private static final String LINE = """
            select p.*,
                (select count(*) from person.registration g where g.practice = p.ods_code and g.registered_to is null) as people,
                (select max(u.loaded_at) from person.register_upload u where u.practice = p.ods_code) as loaded
            from
            """;

    private final JdbcClient jdbc;
    private final PracticeLookup practices;
    private final PracticeManagement management;
    private final ObjectProvider<SecondAdministrator> second;

    /** @param second from a module above this one */
    PracticeDirectory(
            JdbcClient jdbc,
            PracticeLookup practices,
            PracticeManagement management,
            ObjectProvider<SecondAdministrator> second) {
        this.jdbc = jdbc;
        this.practices = practices;
        this.management = management;
        this.second = second;
    }

    @Transactional(readOnly = true)
    int count(String words) {
        return jdbc.sql("select count(*)" + FOUND)
                .params(words, escaped(words))
                .query(Integer.class)
                .single();
    }

    /** By name: those whose name holds these words, or whose code begins so. */
    @Transactional(readOnly = true)
    List<PracticeLine> list(String words, int after, int atMost) {
        return jdbc.sql(LINE + "(select *" + FOUND
                        + "order by lower(name), ods_code offset ? limit ?) p order by lower(name), ods_code")
                .params(words, escaped(words), after, atMost)
                .query(PracticeDirectory::line)
                .list();
    }

    @Transactional(readOnly = true)
    Optional<PracticeLine> find(OdsCode code) {
        return jdbc.sql(LINE + "practice.published_practice p where p.ods_code = ?")
                .param(code.value())
                .query(PracticeDirectory::line)
                .optional();
    }

    @Transactional(readOnly = true)
    Optional<PracticeView> details(OdsCode code) {
        return practices.find(code);
    }

    /** @throws DuplicateKeyException if the code is taken */
    void add(PracticeView practice) {
        management.add(practice.code(), practice.name(), practice.address(), practice.phone());
    }

    void change(PracticeView practice) {
        management.change(practice.code(), practice.name(), practice.address(), practice.phone());
    }

    /** True if it is closed; false if a second administrator has to agree first. */
    boolean close(OdsCode code, UUID admin) {
        return management.close(code, admin, second.getObject().hasToAgreeWith(admin)) == Closing.CLOSED;
    }

    /** Whether a second administrator has to agree with what this one asks for. */
    @Transactional(readOnly = true)
    boolean needsTwo(UUID admin) {
        return second.getObject().hasToAgreeWith(admin);
    }

    /** Practices that an administrator asked to close, and that another one has not agreed to close. */
    @Transactional(readOnly = true)
    List<ClosingLine> closings(UUID admin) {
        return management.waiting().stream()
                .map(asked -> new ClosingLine(
                        asked.practice(),
                        practices.find(asked.practice()).map(PracticeView::name).orElse(""),
                        asked.by().equals(admin),
                        UkTime.moment(asked.at()),
                        UkTime.moment(asked.until())))
                .toList();
    }

    private static String escaped(String words) {
        return words.replaceAll("[\\\\%_]", "\\\\$0");
    }

    private static PracticeLine line(ResultSet row, int i) throws SQLException {
        return new PracticeLine(
                new OdsCode(row.getString("ods_code")),
                row.getString("name"),
                row.getString("postcode"),
                row.getInt("people"),
                Optional.ofNullable(row.getTimestamp("loaded")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getObject("closed_on", LocalDate.class)));
    }
}
