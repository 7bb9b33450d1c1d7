package datachoice.person;

import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.UkTime;
import datachoice.person.UploadView.Problem;
import datachoice.practice.PracticeLookup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one way into the register: a practice's file. First it is checked, every row of it; then, when somebody has seen
 * what was refused, all good rows become people in one transaction. People who are missing from the file stay as they are.
 */
@Service
@Transactional
@PreAuthorize("hasRole('JOB')")
public class RegisterImport {
    private static final String ROW_WITH_PROBLEM =
            "update person.register_row r set problems = concat_ws(',', r.problems, ?) ";

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final JdbcTemplate cursors;
    private final PracticeLookup practices;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    RegisterImport(
            DataSource dataSource,
            JdbcClient jdbc,
            PracticeLookup practices,
            Clock clock,
            ApplicationEventPublisher events) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.cursors = new JdbcTemplate(dataSource);
        this.cursors.setFetchSize(1000);
        this.practices = practices;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Reads and checks the whole file; nobody in the register is touched.
     *
     * @param csv UTF-8; read to its end, not closed
     * @throws RegisterFileRefused if it cannot be read as a register; nothing of it is kept
     * @throws UncheckedIOException if the upload breaks off; nothing of it is kept
     */
    public UploadView check(OdsCode practice, String fileName, InputStream csv) {
        if (practices.find(practice).isEmpty()) {
            throw new IllegalArgumentException("no practice " + practice);
        }
        allowTime();
        dropForgottenRows();
        var upload = Ids.next();
        jdbc.sql("insert into person.register_upload (id, practice, file_name) values (?, ?, ?)")
                .params(upload, practice.value(), shortName(fileName))
                .update();
        int rows = copy(csv, upload);
        jdbc.sql("analyze person.register_row").update();
        jdbc.sql(ROW_WITH_PROBLEM + """
                        from (select nhs_number from person.register_row where upload = ? and problems is null
                              group by nhs_number having count(*) > 1) twice
                        where r.upload = ? and r.nhs_number = twice.nhs_number
                        """)
                .params("nhs_number:" + RowReason.TWICE, upload, upload)
                .update();
        refusePeopleWithAnotherDateOfBirth(upload);
        jdbc.sql("update person.register_upload set row_count = ? where id = ?")
                .params(rows, upload)
                .update();
        return writeDownProblems(upload);
    }

    /**
     * Turns all good rows into people, or none of them. A second call changes nothing.
     *
     * @throws UploadUnknown if there is no such upload, or its rows are gone
     */
    public UploadView load(UUID upload) {
        allowTime();
        jdbc.sql("select pg_advisory_xact_lock(hashtext('person.register'))")
                .query()
                .listOfRows(); // one load at a time
        var before = find(upload).orElseThrow(UploadUnknown::new);
        if (before.loadedAt().isPresent()) {
            return before;
        }
        if (before.rows() != stagedRows(upload)) {
            throw new UploadUnknown();
        }
        refusePeopleWithAnotherDateOfBirth(upload); // who came into the register since the file was checked
        var checked = writeDownProblems(upload);
        var practice = checked.practice();
        markMoves(upload, practice);
        var renamed = renamedPeople(upload);
        int changed = changePeople(upload);
        int moved = movePeople(upload, practice);
        int added = addPeople(upload, practice);
        announceMoves(upload, practice);
        renamed.forEach(person -> events.publishEvent(new PersonRenamed(person))); // after all writes: listeners read
        jdbc.sql("delete from person.register_row where upload = ?")
                .param(upload)
                .update();
        jdbc.sql("""
                        update person.register_upload
                        set loaded_at = clock_timestamp(), added_count = ?, changed_count = ?, moved_count = ? where id = ?
                        """).params(added, changed, moved, upload).update();
        events.publishEvent(new RegisterLoaded(practice, added, changed, moved, checked.refused()));
        return find(upload).orElseThrow();
    }

    /** Forgets the rows of an upload that nobody wants to load. */
    public void drop(UUID upload) {
        jdbc.sql("delete from person.register_row where upload = ?")
                .param(upload)
                .update();
    }

    /** Empty for an id that no upload has. */
    @Transactional(readOnly = true)
    public Optional<UploadView> find(UUID upload) {
        return jdbc.sql("select * from person.register_upload where id = ?")
                .param(upload)
                .query((row, i) -> new UploadView(
                        row.getObject("id", UUID.class),
                        new OdsCode(row.getString("practice")),
                        row.getString("file_name"),
                        row.getTimestamp("uploaded_at").toInstant(),
                        row.getInt("row_count"),
                        row.getInt("refused_count"),
                        Optional.ofNullable(row.getTimestamp("loaded_at")).map(java.sql.Timestamp::toInstant),
                        row.getInt("added_count"),
                        row.getInt("changed_count"),
                        row.getInt("moved_count")))
                .optional();
    }

    /** In the order of the file, after that many. Empty where all rows are good. */
    @Transactional(readOnly = true)
    public List<Problem> problems(UUID upload, int after, int atMost) {
        return jdbc.sql("""
                        select line, column_name, reason from person.register_problem where upload = ?
                        order by line, column_name offset ? limit ?
                        """)
                .params(upload, after, atMost)
                .query((row, i) -> new Problem(row.getInt(1), row.getString(2), row.getString(3)))
                .list();
    }

    private int copy(InputStream csv, UUID upload) {
        var today = UkTime.today(clock);
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            var staged = new StagedRows(connection, upload);
            try {
                new RegisterFile().read(csv, record -> stage(staged, today, record));
                return staged.end();
            } finally {
                staged.cancel();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The rows could not be copied to the database", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static void stage(StagedRows staged, LocalDate today, de.siegmar.fastcsv.reader.CsvRecord record) {
        try {
            staged.add(record.getStartingLineNumber(), new RegisterRow(record.getFields(), today));
        } catch (SQLException e) {
            throw new IllegalStateException("The rows could not be copied to the database", e);
        }
    }

    private void refusePeopleWithAnotherDateOfBirth(UUID upload) {
        jdbc.sql(ROW_WITH_PROBLEM + """
                        from person.person p
                        where r.upload = ? and r.problems is null
                            and p.nhs_number = r.nhs_number and p.date_of_birth <> r.date_of_birth
                        """)
                .params("nhs_number:" + RowReason.OTHER_BIRTH, upload)
                .update();
    }

    private UploadView writeDownProblems(UUID upload) {
        jdbc.sql("""
                        insert into person.register_problem (upload, line, column_name, reason)
                        select r.upload, r.line, split_part(problem, ':', 1), split_part(problem, ':', 2)
                        from person.register_row r cross join lateral string_to_table(r.problems, ',') problem
                        where r.upload = ? and r.problems is not null
                        on conflict do nothing
                        """).param(upload).update();
        jdbc.sql("""
                        update person.register_upload set refused_count =
                            (select count(*) from person.register_row where upload = id and problems is not null)
                        where id = ?
                        """).param(upload).update();
        return find(upload).orElseThrow();
    }

    private int stagedRows(UUID upload) {
        return jdbc.sql("select count(*) from person.register_row where upload = ?")
                .param(upload)
                .query(Integer.class)
                .single();
    }

    /** Before new people are added: who is known, and registered elsewhere or nowhere. */
    private void markMoves(UUID upload, OdsCode practice) {
        jdbc.sql("""
                        update person.register_row r set joined = true, moved_from = g.practice
                        from person.person p
                        left join person.registration g on g.person = p.id and g.registered_to is null
                        where r.upload = ? and r.problems is null and p.nhs_number = r.nhs_number
                            and g.practice is distinct from ?
                        """).params(upload, practice.value()).update();
    }

    /** Before they are changed; a date of birth never changes. */
    private List<PersonId> renamedPeople(UUID upload) {
        return jdbc.sql("""
                        select p.id from person.register_row r join person.person p on p.nhs_number = r.nhs_number
                        where r.upload = ? and r.problems is null
                            and (p.family_name, p.given_names) is distinct from (r.family_name, r.given_names)
                        order by p.id
                        """)
                .param(upload)
                .query((row, i) -> new PersonId(row.getObject(1, UUID.class)))
                .list();
    }

    private int changePeople(UUID upload) {
        return jdbc.sql("""
                        update person.person p set family_name = r.family_name, given_names = r.given_names,
                            address_1 = r.address_1, address_2 = r.address_2, address_3 = r.address_3, address_4 = r.address_4,
                            postcode = r.postcode, email = r.email, mobile = r.mobile,
                            language = r.language, format = r.format, address_hidden = r.address_hidden
                        from person.register_row r
                        where r.upload = ? and r.problems is null and p.nhs_number = r.nhs_number
                            and (p.family_name, p.given_names, p.address_1, p.address_2, p.address_3, p.address_4,
                                p.postcode, p.email, p.mobile, p.language, p.format, p.address_hidden)
                            is distinct from (r.family_name, r.given_names, r.address_1, r.address_2, r.address_3, r.address_4,
                                r.postcode, r.email, r.mobile, r.language, r.format, r.address_hidden)
                        """).param(upload).update();
    }

    /** New people, registered from today. */
    private int addPeople(UUID upload, OdsCode practice) {
        return jdbc.sql("""
                        with added as (
                            insert into person.person (id, nhs_number, family_name, given_names, date_of_birth, address_1, address_2,
                                address_3, address_4, postcode, email, mobile, language, format, address_hidden)
                            select r.person, r.nhs_number, r.family_name, r.given_names, r.date_of_birth, r.address_1, r.address_2,
                                r.address_3, r.address_4, r.postcode, r.email, r.mobile, r.language, r.format, r.address_hidden
                            from person.register_row r
                            where r.upload = ? and r.problems is null
                                and not exists (select from person.person p where p.nhs_number = r.nhs_number)
                            returning id)
                        insert into person.registration (person, registered_from, practice) select id, ?, ? from added
                        """)
                .params(upload, UkTime.today(clock), practice.value())
                .update();
    }

    /**
     * Known people who were registered elsewhere or nowhere until today. Whoever is saving a choice for one of them holds
     * the person, so that the choice is there before the move or finds it done.
     */
    private int movePeople(UUID upload, OdsCode practice) {
        var today = UkTime.today(clock);
        jdbc.sql("""
                        select from person.person p join person.register_row r on p.nhs_number = r.nhs_number
                        where r.upload = ? and r.moved_from is not null order by p.id for no key update of p
                        """).param(upload).query((row, i) -> true).list();
        jdbc.sql("""
                        update person.registration g set registered_to = ?
                        from person.register_row r join person.person p on p.nhs_number = r.nhs_number
                        where r.upload = ? and r.moved_from is not null and g.person = p.id and g.registered_to is null
                        """).params(today, upload).update();
        return jdbc.sql("""
                        insert into person.registration (person, registered_from, practice)
                        select p.id, ?, ?
                        from person.register_row r join person.person p on p.nhs_number = r.nhs_number
                        where r.upload = ? and r.joined
                        on conflict (person, registered_from, practice) do update set registered_to = null
                        """).params(today, practice.value(), upload).update();
    }

    private void announceMoves(UUID upload, OdsCode practice) {
        cursors.query(
                """
                        select p.id, r.moved_from
                        from person.register_row r join person.person p on p.nhs_number = r.nhs_number
                        where r.upload = ? and r.joined
                        """,
                row -> {
                    var from = Optional.ofNullable(row.getString("moved_from")).map(OdsCode::new);
                    events.publishEvent(new RegistrationMoved(
                            new PersonId(row.getObject("id", UUID.class)), from, Optional.of(practice)));
                },
                upload);
    }

    /** A page is given up after seconds; a file of a million rows is not a page. */
    private void allowTime() {
        jdbc.sql("set local transaction_timeout = 0").update(); // a running limit can be ended, not made longer
        for (var limit : List.of(
                "transaction_timeout", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
            jdbc.sql("set local " + limit + " = '15min'").update();
        }
    }

    private void dropForgottenRows() {
        jdbc.sql("""
                        delete from person.register_row where upload in
                            (select id from person.register_upload
                             where loaded_at is null and uploaded_at < clock_timestamp() - interval '1 day')
                        """).update();
    }

    private static String shortName(String fileName) {
        var name = RegisterRow.clean(
                fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1));
        return name.length() <= 200 ? name : name.substring(0, 200);
    }
}
