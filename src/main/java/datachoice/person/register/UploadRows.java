package datachoice.person.register;

import datachoice.core.LongStatements;
import datachoice.core.OdsCode;
import datachoice.person.register.UploadView.Fault;
import datachoice.person.register.UploadView.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of each upload. Each step goes on from the states it may go on from, and from no other. */
@Component
class UploadRows {
    private static final int LONGEST_COLUMN = 60;

    private final JdbcClient jdbc;
    private final LongStatements longStatements;
    private final ApplicationEventPublisher events;

    UploadRows(JdbcClient jdbc, LongStatements longStatements, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.longStatements = longStatements;
        this.events = events;
    }

    /** Who sent an upload, and how large its file must be. Empty for the demo's own files. */
    record Sent(UUID by, OdsCode practice, long size) {}

    /**
     * @param by account that sent it; null for the demo's own files
     * @throws org.springframework.dao.DuplicateKeyException if that practice has another one in work
     */
    void add(UUID id, OdsCode practice, String fileName, boolean whole, @Nullable UUID by, @Nullable Long size) {
        jdbc.sql("""
                        insert into person.register_upload (id, practice, file_name, whole, asked_by, size_bytes)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(id, practice.value(), shortName(fileName), whole, by, size)
                .update();
    }

    Optional<UploadView> find(UUID id) {
        return jdbc.sql("select * from person.register_upload where id = ?")
                .param(id)
                .query(UploadRows::view)
                .optional();
    }

    Optional<Sent> sent(UUID id) {
        return jdbc.sql(
                        "select asked_by, practice, size_bytes from person.register_upload where id = ? and asked_by is not null")
                .param(id)
                .query((row, i) -> new Sent(
                        row.getObject("asked_by", UUID.class),
                        new OdsCode(row.getString("practice")),
                        row.getLong("size_bytes")))
                .optional();
    }

    /** The newest first. */
    List<UploadView> newest(OdsCode practice, int atMost) {
        return jdbc.sql("""
                        select * from person.register_upload where practice = ? and asked_by is not null
                        order by uploaded_at desc limit ?
                        """)
                .params(practice.value(), atMost)
                .query(UploadRows::view)
                .list();
    }

    /** Of a practice, those that are not at their end. */
    List<UUID> open(OdsCode practice) {
        return jdbc.sql(
                        "select id from person.register_upload where practice = ? and state in ('WAITING', 'CHECKED', 'CONFIRMED')")
                .param(practice.value())
                .query(UUID.class)
                .list();
    }

    /** Shown, and not decided on for a day. */
    List<UUID> forgotten() {
        return jdbc.sql(
                        "select id from person.register_upload where state = 'CHECKED' and uploaded_at < clock_timestamp() - interval '1 day'")
                .query(UUID.class)
                .list();
    }

    /** How often its check was begun. */
    int attempts(UUID id) {
        return jdbc.sql("select attempt from person.register_upload where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    /** A page is given up after seconds; a file of a million rows is not a page. */
    void allowTime() {
        longStatements.allow(Duration.ofMinutes(15));
    }

    /** Lets the statements that compare whole tables sort in memory what a page never sorts. */
    void expectMany(boolean many) {
        jdbc.sql("set local work_mem = " + (many ? "'64MB'" : "default")).update();
    }

    /**
     * Lets the database look at the rows of all uploads. Until it has, it takes a thousand of them for ten, and looks for each
     * of them in the whole file; a file of one row, on the other hand, must not read a whole country's register.
     */
    void lookAtRows() {
        jdbc.sql("analyze person.register_row").update();
    }

    /** Which try of the check this is; empty if it needs none any more. Waits for what another try is just writing. */
    OptionalInt begin(UUID id) {
        return jdbc.sql("""
                        update person.register_upload set attempt = attempt + 1, rows_read = 0
                        where id = ? and state = 'WAITING' returning attempt
                        """).param(id).query(Integer.class).optional().stream()
                .mapToInt(n -> n)
                .findAny();
    }

    /** @throws UploadUnknown if another try has begun, or the upload is not wanted any more */
    void progress(UUID id, int attempt, int rows) {
        int updated = jdbc.sql(
                        "update person.register_upload set rows_read = ? where id = ? and attempt = ? and state = 'WAITING'")
                .params(rows, id, attempt)
                .update();
        if (updated == 0) {
            throw new UploadUnknown();
        }
    }

    /** False if it was in another state. */
    boolean go(UUID id, UploadState from, UploadState to) {
        return jdbc.sql("update person.register_upload set state = ? where id = ? and state = ?")
                        .params(to.name(), id, from.name())
                        .update()
                == 1;
    }

    /** It ends here with nothing changed; where it had ended before, that stays. */
    void end(UUID id, UploadState as, @Nullable Fault fault) {
        int ended = jdbc.sql("""
                        update person.register_upload set state = ?, fault = ?, fault_line = ?, fault_column = ?
                        where id = ? and state in ('WAITING', 'CHECKED', 'CONFIRMED')
                        """)
                .params(
                        as.name(),
                        fault == null ? null : fault.reason(),
                        fault == null ? null : fault.line(),
                        fault == null
                                ? null
                                : fault.column().map(UploadRows::cut).orElse(null),
                        id)
                .update();
        jdbc.sql("delete from person.register_row where upload = ?").param(id).update();
        if (ended > 0 && as != UploadState.DROPPED) {
            events.publishEvent(new RegisterUploadEnded(as));
        }
    }

    /** In the order of the file, after that many. Empty where all rows are good. */
    List<Problem> problems(UUID upload, int after, int atMost) {
        return jdbc.sql("""
                        select line, column_name, reason from person.register_problem where upload = ?
                        order by line, column_name offset ? limit ?
                        """)
                .params(upload, after, atMost)
                .query((row, i) -> new Problem(row.getInt(1), row.getString(2), row.getString(3)))
                .list();
    }

    int countProblems(UUID upload) {
        return jdbc.sql("select count(*) from person.register_problem where upload = ?")
                .param(upload)
                .query(Integer.class)
                .single();
    }

    private static UploadView view(ResultSet row, int i) throws SQLException {
        var fault = row.getString("fault");
        return new UploadView(
                row.getObject("id", UUID.class),
                new OdsCode(row.getString("practice")),
                row.getString("file_name"),
                row.getTimestamp("uploaded_at").toInstant(),
                UploadState.valueOf(row.getString("state")),
                row.getBoolean("whole"),
                row.getInt("rows_read"),
                row.getInt("row_count"),
                row.getInt("refused_count"),
                row.getInt("unreadable_count"),
                row.getInt("here_count"),
                Optional.ofNullable(row.getTimestamp("loaded_at")).map(Timestamp::toInstant),
                row.getInt("added_count"),
                row.getInt("changed_count"),
                row.getInt("moved_count"),
                row.getInt("same_count"),
                row.getInt("left_count"),
                row.getInt("letter_count"),
                row.getInt("email_count"),
                row.getInt("mover_count"),
                fault == null
                        ? Optional.empty()
                        : Optional.of(new Fault(
                                fault, row.getLong("fault_line"), Optional.ofNullable(row.getString("fault_column")))));
    }

    static String cut(String column) {
        var name = RegisterRow.clean(column);
        return name.length() <= LONGEST_COLUMN ? name : name.substring(0, LONGEST_COLUMN);
    }

    private static String shortName(String fileName) {
        var name = RegisterRow.clean(
                fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1));
        return name.length() <= 200 ? name : name.substring(0, 200);
    }
}
