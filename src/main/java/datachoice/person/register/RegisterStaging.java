package datachoice.person.register;

import datachoice.core.OdsCode;
import datachoice.core.PersonNames;
import datachoice.core.UkTime;
import datachoice.person.PersonView;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
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

    private static final int LINES_AT_ONCE = 100_000;

    /** Of a family name; more of them are guesses, unless it is the name on record to the letter. */
    private static final int MOST_WORDS = 5;

    /** Per person, practice and day, as where staff record who may choose for somebody. */
    private static final int MOST_TRIES = 5;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private static final String ROW_WITH_PROBLEM =
            "update person.register_row r set problems = concat_ws(',', r.problems, ?) ";

    /** The details that a file may change; a date of birth never does. */
    private static final String DETAILS = "%1$s.family_name, %1$s.given_names, %1$s.address_1, %1$s.address_2,"
            + " %1$s.address_3, %1$s.address_4, %1$s.postcode, %1$s.email, %1$s.mobile, %1$s.language, %1$s.format,"
            + " %1$s.address_hidden";

    private static final String ADDRESS = "%1$s.address_1, %1$s.address_2, %1$s.address_3, %1$s.address_4";

    private static final String OTHER_ADDRESS = "((" + ADDRESS.formatted("p") + ", p.postcode) is distinct from ("
            + ADDRESS.formatted("r") + ", r.postcode))";

    /** Words of an address one after the other, without case and punctuation. */
    private static final String WORDS = "trim(regexp_replace(regexp_replace(regexp_replace(lower(%s collate pg_c_utf8),"
            + " '[''’`´]|(?<=[[:alpha:]])[.]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'),"
            + " '\\m([a-z]{1,2}[0-9][a-z0-9]?) ([0-9][a-z]{2})\\M', '\\1\\2', 'g'))";

    /** The same whichever line a part stands in, and in whatever order the lines and what stands between commas come. */
    private static final String PARTS = "(select array_agg(part order by part) from (select " + WORDS.formatted("piece")
            + " as part from regexp_split_to_table(%s, ',') piece) pieces where part <> '')";

    private static final String LINES = "concat_ws(',', " + ADDRESS + ")";

    private static final String WITH_POSTCODE = "concat_ws(',', " + ADDRESS + ", %1$s.postcode)";

    /**
     * The post would go to another door, or might not arrive any more: a postcode that is merely added, or an address that is
     * written in another way, is no move. Whoever lives there is not to be told that somebody may be after their post.
     */
    private static final String MOVED_HOUSE = "(case when not " + OTHER_ADDRESS + " then false when "
            + alike(WITH_POSTCODE) + " then false else not (p.postcode is null and " + alike(LINES) + ") end)";

    private static String alike(String written) {
        var was = written.formatted("p");
        var is = written.formatted("r");
        return "(" + WORDS.formatted(was) + " = " + WORDS.formatted(is) + " or " + PARTS.formatted(was)
                + " is not distinct from " + PARTS.formatted(is) + ")";
    }

    private static final String HAS_ADDRESS = "(coalesce(" + ADDRESS.formatted("p") + ") is not null)";

    /** Somebody who decides for themselves is reached by another e-mail address, or by none any more, or by a first one. */
    private static final String OTHER_EMAIL =
            "(p.date_of_birth <= :grown and lower(p.email) is distinct from lower(r.email))";

    /** As {@link RegisterRow} writes its problems. */
    static final String OTHER_BIRTH = "nhs_number:" + RowReason.OTHER_BIRTH;

    /** Of people who are registered elsewhere or nowhere: it does not say which of the two is not theirs. */
    static final String OTHER_PERSON = "nhs_number:" + RowReason.OTHER_PERSON;

    private static final String DIFFER =
            "(" + DETAILS.formatted("p") + ") is distinct from (" + DETAILS.formatted("r") + ")";

    /**
     * What a row says of a person that the register does not: columns that a statement names. The database works out each
     * where it is needed, and the dear ones are needed for few.
     */
    private static final String COMPARED = "p.id is not null and " + DIFFER + " as differ, " + OTHER_ADDRESS
            + " as written, " + MOVED_HOUSE + " as moved_house, " + OTHER_EMAIL + " as emailed, " + HAS_ADDRESS
            + " as addressed, (p.address_hidden or r.address_hidden) as hidden";

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final JdbcTemplate cursors;
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
        this.cursors = new JdbcTemplate(dataSource);
        this.cursors.setFetchSize(1000);
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

    /**
     * How the rows of an upload compare with the register.
     *
     * @param added good rows of people who are new to the register
     * @param joining of people whom it knows, registered elsewhere or nowhere
     * @param strangers of numbers that it knows, registered elsewhere or nowhere, with another date of birth; once they are
     *     looked for, also of those with another family name
     * @param changed of people who are registered there, with other details
     * @param same with the same details
     * @param unlike of numbers that are registered there with another date of birth
     * @param named people registered there whom any row names, good or not
     * @param refused rows that have a problem without looking at the register
     * @param unreadable those of them that do not even say whom they are about
     * @param letters of those who are changed, whom a letter tells that they are reached another way
     * @param emails the same, by e-mail to the address they had
     */
    record Comparison(
            int rows,
            int added,
            int joining,
            int strangers,
            int changed,
            int same,
            int unlike,
            int named,
            int refused,
            int unreadable,
            int letters,
            int emails,
            int movers) {
        /** The same, with some of those who would join found to be somebody else. */
        Comparison without(int others) {
            return new Comparison(
                    rows,
                    added,
                    joining - others,
                    strangers + others,
                    changed,
                    same,
                    unlike,
                    named,
                    refused,
                    unreadable,
                    letters,
                    emails,
                    movers);
        }

        /** Of people whom the register knows and who will not be as they were. */
        int touched() {
            return joining + changed;
        }
    }

    /** What only all rows together, and the register, can tell. Afterwards the upload says what loading it would do. */
    void compare(UUID upload, OdsCode practice, int rows) {
        uploads.lookAtRows();
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
        preview(upload, practice);
    }

    /**
     * Says what loading would do, anew, because others may have come into the register or left it since the last time.
     * Nothing of it depends on whether somebody who is not registered there is registered elsewhere, or as whom (T7): all of
     * them would join.
     */
    void preview(UUID upload, OdsCode practice) {
        uploads.expectMany(true);
        var it = look(upload, practice);
        if (it.unlike() > 0) {
            refuseOtherBirths(upload, practice);
        }
        write(upload, practice, it, it.added() + it.joining() + it.strangers(), it.unlike());
        uploads.expectMany(false);
    }

    /**
     * The same for good: now rows are refused whose people are registered elsewhere, or nowhere, and were born on another day
     * or go by another family name.
     */
    Comparison settle(UUID upload, OdsCode practice) {
        uploads.expectMany(true);
        var it = look(upload, practice);
        if (it.unlike() > 0) {
            refuseOtherBirths(upload, practice);
        }
        if (it.strangers() + it.joining() > 0) {
            it = it.without(refuseOthers(upload, practice) - it.strangers());
        }
        write(upload, practice, it, it.added(), it.unlike() + it.strangers());
        uploads.expectMany(false);
        return it;
    }

    /**
     * Notes for each row whom it changes or moves, what of them, and how they were reached until now if that changes. Their own
     * practice can have an address hidden, also from who lives at the old one; another practice cannot keep from them that way
     * that it takes them over. Whoever has no address gets their post where they are a patient.
     */
    void mark(UUID upload, OdsCode practice) {
        jdbc.sql("""
                        with touched as materialized (
                            select r.ctid as line, p.id, p.given_names || ' ' || p.family_name as name, p.email, p.format,
                                concat_ws(E'\n', p.address_1, p.address_2, p.address_3, p.address_4, p.postcode) as address,
                                g.practice as place, g.practice is distinct from :practice as joined,
                                concat_ws(', ',
                                    case when (p.family_name, p.given_names) is distinct from (r.family_name, r.given_names) then 'name' end,
                                    case when compared.written then 'address' end,
                                    case when p.email is distinct from r.email then 'email' end,
                                    case when p.mobile is distinct from r.mobile then 'mobile' end,
                                    case when p.language is distinct from r.language then 'language' end,
                                    case when p.format is distinct from r.format then 'format' end,
                                    case when p.address_hidden is distinct from r.address_hidden then 'address_hidden' end) as details,
                                compared.moved_house, compared.emailed, compared.addressed, compared.hidden
                            from person.register_row r join person.person p on p.nhs_number = r.nhs_number
                            left join person.registration g on g.person = p.id and g.registered_to is null
                            cross join lateral (select %s) compared
                            where r.upload = :upload and r.problems is null
                                and (g.practice is distinct from :practice or compared.differ))
                        update person.register_row r set known = t.id, joined = t.joined, moved_from = nullif(t.place, :practice),
                            details = t.details, was_name = t.name, was_format = t.format,
                            was_email = case when t.emailed then coalesce(t.email, case when not t.moved_house then '' end) end,
                            was_address = case when t.addressed and t.moved_house and (t.joined or not t.hidden) then t.address end,
                            other_door = t.moved_house or t.joined and not t.addressed
                        from touched t where r.ctid = t.line
                        """.formatted(COMPARED))
                .param("upload", upload)
                .param("practice", practice.value())
                .param("grown", ownChoice())
                .update();
    }

    /** Who was born by then decides alone. */
    private LocalDate ownChoice() {
        return UkTime.today(clock).minusYears(PersonView.AGE_OF_OWN_CHOICE);
    }

    private Comparison look(UUID upload, OdsCode practice) {
        return jdbc.sql("""
                        select count(*) as rows,
                            count(*) filter (where good and p.id is null) as added,
                            count(*) filter (where good and not here and alike) as joining,
                            count(*) filter (where good and not here and not alike) as strangers,
                            count(*) filter (where good and here and alike and differ) as changed,
                            count(*) filter (where good and here and alike and not differ) as same,
                            count(*) filter (where good and here and not alike) as unlike,
                            count(*) filter (where good and here) + count(distinct p.id) filter (where not good and here) as named,
                            count(*) filter (where not good) as refused,
                            count(*) filter (where r.nhs_number is null) as unreadable,
                            count(*) filter (where good and here and alike and differ and p.died_on is null and addressed and
                                case when moved_house then not hidden else p.email is null and emailed end) as letters,
                            count(*) filter (where good and here and alike and differ and p.died_on is null
                                and p.email is not null and emailed) as emails,
                            count(*) filter (where good and here and alike and differ and addressed and moved_house) as movers
                        from person.register_row r
                        left join person.person p on p.nhs_number = r.nhs_number
                        left join person.registration g on g.person = p.id and g.registered_to is null
                        cross join lateral (select r.problems is null as good, p.date_of_birth = r.date_of_birth as alike,
                            case when p.id is not null then coalesce(g.practice = :practice, false) end as here) stands
                        cross join lateral (select %s) compared
                        where r.upload = :upload
                        """.formatted(COMPARED))
                .param("upload", upload)
                .param("practice", practice.value())
                .param("grown", ownChoice())
                .query((row, i) -> new Comparison(
                        row.getInt("rows"),
                        row.getInt("added"),
                        row.getInt("joining"),
                        row.getInt("strangers"),
                        row.getInt("changed"),
                        row.getInt("same"),
                        row.getInt("unlike"),
                        row.getInt("named"),
                        row.getInt("refused"),
                        row.getInt("unreadable"),
                        row.getInt("letters"),
                        row.getInt("emails"),
                        row.getInt("movers")))
                .single();
    }

    /** Of people who are registered there. */
    private void refuseOtherBirths(UUID upload, OdsCode practice) {
        jdbc.sql(ROW_WITH_PROBLEM + """
                        from person.person p join person.registration g on g.person = p.id and g.registered_to is null
                        where r.upload = ? and r.problems is null
                            and p.nhs_number = r.nhs_number and p.date_of_birth <> r.date_of_birth and g.practice = ?
                        """)
                .params(OTHER_BIRTH, upload, practice.value())
                .update();
    }

    /**
     * Of everybody else: whoever takes somebody over shows the date of birth and a word of the family name, as with a letter
     * code. Not at the sixth try of a day, which would find any date of birth before long: that is refused like a wrong one.
     *
     * @return how many
     */
    private int refuseOthers(UUID upload, OdsCode practice) {
        var lines = new ArrayList<Integer>();
        var refused = new int[1];
        cursors.query(
                """
                        select r.line, p.date_of_birth = r.date_of_birth and tried.person is null as alike,
                            r.family_name as named, p.family_name
                        from person.register_row r join person.person p on p.nhs_number = r.nhs_number
                        left join person.registration g on g.person = p.id and g.registered_to is null
                        left join (select person from person.register_mismatch
                            where practice = ? and at > clock_timestamp() - interval '1 day'
                            group by person having count(*) >= ?) tried on tried.person = p.id
                        where r.upload = ? and r.problems is null and g.practice is distinct from ?
                            and (p.date_of_birth <> r.date_of_birth or lower(p.family_name) <> lower(r.family_name)
                                or tried.person is not null)
                        """,
                row -> {
                    var named = row.getString("named");
                    if (!row.getBoolean("alike")
                            || BETWEEN_WORDS.split(named).length > MOST_WORDS
                            || !PersonNames.knowsFamilyName(named, row.getString("family_name"))) {
                        lines.add(row.getInt("line"));
                    }
                    if (lines.size() == LINES_AT_ONCE) {
                        refused[0] += refuseOthers(upload, lines);
                    }
                },
                practice.value(),
                MOST_TRIES,
                upload,
                practice.value());
        return refused[0] + refuseOthers(upload, lines);
    }

    /** Of these lines, and empties them. */
    private int refuseOthers(UUID upload, List<Integer> lines) {
        int refused = lines.isEmpty()
                ? 0
                : jdbc.sql(ROW_WITH_PROBLEM + "where r.upload = ? and r.line = any(?)")
                        .params(OTHER_PERSON, upload, lines.toArray(Integer[]::new))
                        .update();
        lines.clear();
        return refused;
    }

    /**
     * @param joining how many the upload says would join
     * @param unlike rows refused beyond those that the comparison counts
     */
    private void write(UUID upload, OdsCode practice, Comparison it, int joining, int unlike) {
        if (it.refused() + unlike > 0) {
            jdbc.sql("""
                            insert into person.register_problem (upload, line, column_name, reason)
                            select r.upload, r.line, split_part(problem, ':', 1), split_part(problem, ':', 2)
                            from person.register_row r cross join lateral string_to_table(r.problems, ',') problem
                            where r.upload = ? and r.problems is not null
                            on conflict do nothing
                            """).param(upload).update();
        }
        int here = jdbc.sql("select count(*) from person.registration where practice = ? and registered_to is null")
                .param(practice.value())
                .query(Integer.class)
                .single();
        jdbc.sql("""
                        update person.register_upload set refused_count = ?, unreadable_count = ?, added_count = ?,
                            changed_count = ?, moved_count = 0, same_count = ?, here_count = ?,
                            letter_count = ?, email_count = ?, mover_count = ?,
                            left_count = case when whole and ? = 0 then ? else 0 end
                        where id = ?
                        """)
                .params(
                        it.refused() + unlike,
                        it.unreadable(),
                        joining,
                        it.changed(),
                        it.same(),
                        here,
                        it.letters(),
                        it.emails(),
                        it.movers(),
                        it.unreadable(),
                        here - it.named(),
                        upload)
                .update();
    }
}
