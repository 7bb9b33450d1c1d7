package datachoice.person.register;

import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The rows of an upload before they are people: copied in, compared with each other and with the register, counted. */
@Component
class RegisterStaging {
    /** Rows that become visible as progress together. Nothing but the importer looks at them, so they need not wait for the last. */
    static final int ARMFUL = 50_000;

    private static final String ROW_WITH_PROBLEM =
            "update person.register_row r set problems = concat_ws(',', r.problems, ?) ";

    /** The details that a file may change; a date of birth never does. */
    private static final String DETAILS = "%1$s.family_name, %1$s.given_names, %1$s.address_1, %1$s.address_2,"
            + " %1$s.address_3, %1$s.address_4, %1$s.postcode, %1$s.email, %1$s.mobile, %1$s.language, %1$s.format,"
            + " %1$s.address_hidden";

    static final String DIFFER = " (" + DETAILS.formatted("p") + ") is distinct from (" + DETAILS.formatted("r") + ") ";

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final UploadRows uploads;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RegisterStaging(
            DataSource dataSource,
            JdbcClient jdbc,
            UploadRows uploads,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.uploads = uploads;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Copies the rows in, armful by armful, each in a transaction of its own unless there is one already.
     *
     * @throws RegisterFileRefused if it cannot be read as a register
     * @throws UploadUnknown if another try has begun
     */
    int copy(UUID upload, int attempt, InputStream csv) {
        forget(upload);
        var file = new RegisterFile(csv);
        var today = UkTime.today(clock);
        int rows = 0;
        while (file.hasNext()) {
            int before = rows;
            rows = Objects.requireNonNull(
                    transaction.execute(status -> before + copyArmful(upload, attempt, before, file, today)));
        }
        return rows;
    }

    private int copyArmful(UUID upload, int attempt, int before, RegisterFile file, LocalDate today) {
        uploads.allowTime();
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            var staged = new StagedRows(connection, upload);
            try {
                for (int i = 0; i < ARMFUL && file.hasNext(); i++) {
                    var record = file.next();
                    staged.add(
                            record.getStartingLineNumber(),
                            new RegisterRow(RegisterFile.columns(record.getFields()), today));
                }
                int copied = staged.end();
                uploads.progress(upload, attempt, before + copied);
                return copied;
            } finally {
                staged.cancel();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The rows could not be copied to the database", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** Rows of a try that did not come to its end. */
    private void forget(UUID upload) {
        transaction.executeWithoutResult(status -> {
            uploads.allowTime();
            jdbc.sql("delete from person.register_row where upload = ?")
                    .param(upload)
                    .update();
            jdbc.sql("delete from person.register_problem where upload = ?")
                    .param(upload)
                    .update();
        });
    }

    /** What only all rows together, and the register, can tell. Afterwards the upload says what loading it would do. */
    void compare(UUID upload, OdsCode practice, int rows) {
        jdbc.sql("analyze person.register_row").update();
        uploads.expectMany(true);
        jdbc.sql(ROW_WITH_PROBLEM + """
                        from (select nhs_number from person.register_row where upload = ? and nhs_number is not null
                              group by nhs_number having count(*) > 1) twice
                        where r.upload = ? and r.nhs_number = twice.nhs_number
                        """)
                .params("nhs_number:" + RowReason.TWICE, upload, upload)
                .update();
        jdbc.sql("update person.register_upload set row_count = ? where id = ?")
                .params(rows, upload)
                .update();
        count(upload, practice);
    }

    /** Anew, because others may have come into the register or left it since the last time. */
    void count(UUID upload, OdsCode practice) {
        uploads.expectMany(true);
        jdbc.sql(ROW_WITH_PROBLEM + """
                        from person.person p
                        where r.upload = ? and r.problems is null
                            and p.nhs_number = r.nhs_number and p.date_of_birth <> r.date_of_birth
                        """)
                .params("nhs_number:" + RowReason.OTHER_BIRTH, upload)
                .update();
        jdbc.sql("""
                        insert into person.register_problem (upload, line, column_name, reason)
                        select r.upload, r.line, split_part(problem, ':', 1), split_part(problem, ':', 2)
                        from person.register_row r cross join lateral string_to_table(r.problems, ',') problem
                        where r.upload = ? and r.problems is not null
                        on conflict do nothing
                        """).param(upload).update();
        jdbc.sql("""
                        update person.register_upload u set refused_count = bad.rows, unreadable_count = bad.unreadable
                        from (select count(*) as rows, count(*) filter (where nhs_number is null) as unreadable
                              from person.register_row where upload = ? and problems is not null) bad
                        where u.id = ?
                        """).params(upload, upload).update();
        jdbc.sql("""
                        update person.register_upload u
                        set added_count = it.added, changed_count = it.changed, moved_count = it.moved, same_count = it.same
                        from (select count(*) filter (where p.id is null) as added,
                                  count(*) filter (where p.id is not null and differ) as changed,
                                  count(*) filter (where p.id is not null and g.practice is distinct from ?) as moved,
                                  count(*) filter (where p.id is not null and not differ and g.practice = ?) as same
                              from person.register_row r
                              left join person.person p on p.nhs_number = r.nhs_number
                              left join person.registration g on g.person = p.id and g.registered_to is null
                              cross join lateral (select %s as differ) compared
                              where r.upload = ? and r.problems is null) it
                        where u.id = ?
                        """.formatted(DIFFER))
                .params(practice.value(), practice.value(), upload, upload)
                .update();
        jdbc.sql("""
                        update person.register_upload u set here_count = it.here, left_count = case
                            when u.whole and u.unreadable_count = 0 then it.missing else 0 end
                        from (select count(*) as here, count(*) filter (where r.nhs_number is null) as missing
                              from person.registration g join person.person p on p.id = g.person
                              left join (select distinct nhs_number from person.register_row where upload = ?) r
                                  on r.nhs_number = p.nhs_number
                              where g.practice = ? and g.registered_to is null) it
                        where u.id = ?
                        """).params(upload, practice.value(), upload).update();
        uploads.expectMany(false);
    }

    int rows(UUID upload) {
        return jdbc.sql("select count(*) from person.register_row where upload = ?")
                .param(upload)
                .query(Integer.class)
                .single();
    }
}
