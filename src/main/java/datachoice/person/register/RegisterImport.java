package datachoice.person.register;

import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.UkTime;
import datachoice.person.PeopleMovedHouse;
import datachoice.person.PeopleRenamed;
import datachoice.person.PersonView;
import datachoice.person.RegisterNotices;
import datachoice.person.RegisterNotices.Notice;
import datachoice.person.RegistrationMoved;
import datachoice.person.register.UploadView.Problem;
import datachoice.practice.PracticeLookup;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way into the register: a practice's file. First it is checked, every row of it; then, when somebody has seen
 * what was refused, all good rows become people in one transaction. Whoever is missing from a file that names everybody
 * is registered nowhere from then on; from any other file nobody can be missing.
 */
@Service
@PreAuthorize("hasRole('JOB')")
public class RegisterImport {
    /** People in one entry of the trail. */
    private static final int ARMFUL = 1000;

    /** Where a row says that somebody lives, and whether it says so at all. */
    private static final String HOME =
            "concat_ws(E'\n', r.address_1, r.address_2, r.address_3, r.address_4, r.postcode) as address,"
                    + " coalesce(r.address_1, r.address_2, r.address_3, r.address_4) is not null as there";

    /** People whom rows of a file name as somebody else. */
    private static final String STRANGERS = """
            from person.register_row r join person.person p on p.nhs_number = r.nhs_number
            left join person.registration g on g.person = p.id and g.registered_to is null
            where r.upload = ? and r.problems = ? and g.practice is distinct from ?""";

    private final JdbcClient jdbc;
    private final JdbcTemplate cursors;
    private final NamedParameterJdbcTemplate named;
    private final UploadRows uploads;
    private final RegisterStaging staging;
    private final Registrations registrations;
    private final PracticeLookup practices;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    RegisterImport(
            DataSource dataSource,
            JdbcClient jdbc,
            UploadRows uploads,
            RegisterStaging staging,
            Registrations registrations,
            PracticeLookup practices,
            Clock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.cursors = new JdbcTemplate(dataSource);
        this.cursors.setFetchSize(1000);
        this.named = new NamedParameterJdbcTemplate(cursors);
        this.uploads = uploads;
        this.staging = staging;
        this.registrations = registrations;
        this.practices = practices;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Takes a file in and checks it, all in one transaction; nobody in the register is touched, and nobody can be missing
     * from it.
     *
     * @param csv UTF-8; read to its end, not closed
     * @throws RegisterFileRefused if it cannot be read as a register; nothing of it is kept
     * @throws java.io.UncheckedIOException if the upload breaks off; nothing of it is kept
     */
    @Transactional
    public UploadView check(OdsCode practice, String fileName, InputStream csv) {
        if (practices.find(practice).isEmpty()) {
            throw new IllegalArgumentException("no practice " + practice);
        }
        var upload = Ids.next();
        uploads.add(upload, practice, fileName, false, null, null);
        return check(upload, csv);
    }

    /**
     * Reads and checks the whole file of an upload that waits for it; nobody in the register is touched. May be begun again
     * from the start after it broke off.
     *
     * @throws RegisterFileRefused if it cannot be read as a register; its rows are forgotten when the upload is ended
     * @throws UploadUnknown if the upload does not wait for a check, or another try has begun
     */
    UploadView check(UUID upload, InputStream csv) {
        int attempt = Objects.requireNonNull(transaction.execute(status -> uploads.begin(upload)))
                .orElseThrow(UploadUnknown::new);
        int rows = staging.copy(upload, attempt, csv);
        return Objects.requireNonNull(transaction.execute(status -> {
            uploads.allowTime();
            uploads.progress(upload, attempt, rows); // from here on no other try can begin until this is stored
            staging.compare(upload, find(upload).orElseThrow().practice(), rows);
            uploads.go(upload, UploadState.WAITING, UploadState.CHECKED);
            return find(upload).orElseThrow();
        }));
    }

    /**
     * Turns all good rows into people, or none of them. A second call changes nothing.
     *
     * @throws RegisterInUse if another one is being loaded now; nothing is changed
     * @throws UploadUnknown if there is no such upload, or its rows are gone
     * @throws RegisterMovedOn if by now more people would leave than the upload says, or now more than half of the practice's, or all
     */
    @Transactional
    public UploadView load(UUID upload) {
        uploads.allowTime();
        if (!registrations.nobodyElse()) {
            throw new RegisterInUse();
        }
        var before = find(upload).orElseThrow(UploadUnknown::new);
        if (before.loadedAt().isPresent()) {
            return before;
        }
        if (before.state() != UploadState.CHECKED && before.state() != UploadState.CONFIRMED) {
            throw new UploadUnknown();
        }
        var practice = before.practice();
        var now =
                staging.settle(upload, practice); // who came into the register, or left it, since the file was checked
        if (now.rows() != before.rows()) {
            throw new UploadUnknown();
        }
        var checked = find(upload).orElseThrow();
        if (checked.left() > before.left() || checked.nobodyStays() || checked.mostLeave() && !before.mostLeave()) {
            throw new RegisterMovedOn();
        }
        uploads.expectMany(true);
        if (now.strangers() > 0) {
            announceStrangers(upload, practice);
            countStrangers(upload, practice);
        }
        if (now.touched() > 0) {
            staging.mark(upload, practice);
            uploads.lookAtRows(); // whom it touches was in none of them before
            announceChanges(upload);
            changePeople(upload);
        }
        int moved = now.joining() == 0 ? 0 : movePeople(upload, practice);
        int left = checked.left() == 0 ? 0 : registrations.endMissing(upload, practice);
        int added = now.added() == 0 ? 0 : addPeople(upload, practice);
        uploads.expectMany(false);
        if (now.touched() > 0) { // after all writes: listeners read
            announceMoves(upload, practice);
            announceNames(upload, practice);
            announceHouses(upload);
            announceNotices(upload, practice);
        }
        jdbc.sql("delete from person.register_row where upload = ?")
                .param(upload)
                .update();
        jdbc.sql("""
                        update person.register_upload
                        set state = 'LOADED', loaded_at = clock_timestamp(),
                            added_count = ?, changed_count = ?, moved_count = ?, left_count = ? where id = ?
                        """).params(added, now.changed(), moved, left, upload).update();
        events.publishEvent(new RegisterLoaded(practice, added, now.changed(), moved, left, checked.refused()));
        events.publishEvent(new RegisterUploadEnded(UploadState.LOADED));
        return find(upload).orElseThrow();
    }

    /** Says anew what loading it would do, to be decided on again. */
    @Transactional
    void countAgain(UUID upload) {
        uploads.allowTime();
        if (!uploads.go(upload, UploadState.CONFIRMED, UploadState.CHECKED)) {
            return; // dropped meanwhile, or its practice closed
        }
        staging.preview(upload, find(upload).orElseThrow().practice());
    }

    /** Forgets the rows of an upload that nobody wants to load. */
    @Transactional
    public void drop(UUID upload) {
        uploads.end(upload, UploadState.DROPPED, null);
    }

    /** Empty for an id that no upload has. */
    @Transactional(readOnly = true)
    public Optional<UploadView> find(UUID upload) {
        return uploads.find(upload);
    }

    /** In the order of the file, after that many. Empty where all rows are good. */
    @Transactional(readOnly = true)
    public List<Problem> problems(UUID upload, int after, int atMost) {
        return uploads.problems(upload, after, atMost);
    }

    /** To the trails of people whom the file names as somebody else, and of their practices. */
    private void announceStrangers(UUID upload, OdsCode practice) {
        inArmfuls(
                "select p.id, coalesce(g.practice, '') as shared " + STRANGERS + " order by shared",
                (people, at) -> new NotMatched(people, at.isEmpty() ? null : new OdsCode(at)),
                upload,
                RegisterStaging.OTHER_PERSON,
                practice.value());
    }

    /** Whoever tries too often is not told when they are right. */
    private void countStrangers(UUID upload, OdsCode practice) {
        jdbc.sql(
                        "delete from person.register_mismatch where practice = ? and at < clock_timestamp() - interval '1 day'")
                .param(practice.value())
                .update();
        jdbc.sql("insert into person.register_mismatch (practice, person) select ?, p.id " + STRANGERS)
                .params(practice.value(), upload, RegisterStaging.OTHER_PERSON, practice.value())
                .update();
    }

    /** To the trail, whose details become others, and which. */
    private void announceChanges(UUID upload) {
        inArmfuls("""
                        select known as id, details as shared from person.register_row
                        where upload = ? and known is not null and details <> '' order by details
                        """, DetailsChanged::new, upload);
    }

    /** To all who keep lists of people by practice, and to the trails of the practices that they leave. */
    private void announceMoves(UUID upload, OdsCode practice) {
        inArmfuls(
                """
                        select known as id, coalesce(moved_from, '') as shared from person.register_row
                        where upload = ? and joined order by shared, known
                        """,
                (people, at) -> {
                    var from = Optional.of(at).filter(code -> !code.isEmpty()).map(OdsCode::new);
                    from.ifPresent(code -> events.publishEvent(new MovedAway(people, code)));
                    return new RegistrationMoved(people, from, Optional.of(practice));
                },
                upload);
    }

    private void announceNames(UUID upload, OdsCode practice) {
        inArmfuls("""
                        select known as id, '' as shared from person.register_row
                        where upload = ? and known is not null and not joined and details like 'name%' order by known
                        """, (people, same) -> new PeopleRenamed(people, practice), upload);
    }

    /** To all who have something on its way to them. */
    private void announceHouses(UUID upload) {
        inArmfuls("""
                        select known as id, '' as shared from person.register_row
                        where upload = ? and known is not null and other_door order by known
                        """, (people, same) -> new PeopleMovedHouse(people), upload);
    }

    /**
     * To people themselves: where they are reached now that they have joined, where they were that it is not there any more,
     * and by post that there is an e-mail address, where there was none. A postcode alone is no address.
     */
    private void announceNotices(UUID upload, OdsCode practice) {
        var notices = new ArrayList<Notice>();
        named.query(
                """
                        select r.known, 'PRACTICE_JOINED' as kind, r.given_names || ' ' || r.family_name as name,
                            r.date_of_birth <= :grown as alone, r.email,
                            case when home.there then home.address end as address, r.format
                        from person.register_row r join person.person p on p.id = r.known
                        cross join lateral (select %1$s) home
                        where r.upload = :upload and r.joined and p.died_on is null
                        union all
                        select r.known, case when r.joined and (r.address_hidden or details like '%%address_hidden')
                                then 'CONTACT_REPLACED_QUIETLY' else 'CONTACT_REPLACED' end,
                            r.was_name, r.date_of_birth <= :grown, nullif(r.was_email, ''), r.was_address, r.was_format
                        from person.register_row r join person.person p on p.id = r.known
                        where r.upload = :upload and p.died_on is null and (r.was_address is not null or r.was_email <> '')
                        union all
                        select r.known, 'EMAIL_ADDED', r.was_name, r.date_of_birth <= :grown, null, home.address, r.format
                        from person.register_row r join person.person p on p.id = r.known
                        cross join lateral (select %1$s) home
                        where r.upload = :upload and not r.joined and p.died_on is null and r.was_email = '' and home.there
                        """.formatted(HOME),
                Map.of("upload", upload, "grown", UkTime.today(clock).minusYears(PersonView.AGE_OF_OWN_CHOICE)),
                row -> {
                    notices.add(notice(row));
                    if (notices.size() == ARMFUL) {
                        events.publishEvent(new RegisterNotices(practice, List.copyOf(notices)));
                        notices.clear();
                    }
                });
        if (!notices.isEmpty()) {
            events.publishEvent(new RegisterNotices(practice, List.copyOf(notices)));
        }
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                new PersonId(row.getObject("known", UUID.class)),
                RegisterNotices.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getBoolean("alone"),
                Optional.ofNullable(row.getString("email")),
                Optional.ofNullable(row.getString("address")).stream()
                        .flatMap(String::lines)
                        .toList(),
                row.getString("format"));
    }

    /** One act for each thousand people who share the same. */
    private void inArmfuls(String sql, BiFunction<List<PersonId>, String, Object> act, Object... values) {
        var people = new ArrayList<PersonId>();
        var shared = new AtomicReference<String>("");
        cursors.query(
                sql,
                row -> {
                    var next = row.getString("shared");
                    if (people.size() == ARMFUL || !next.equals(shared.get())) {
                        announce(people, shared.get(), act);
                        shared.set(next);
                    }
                    people.add(new PersonId(row.getObject("id", UUID.class)));
                },
                values);
        announce(people, shared.get(), act);
    }

    private void announce(List<PersonId> people, String shared, BiFunction<List<PersonId>, String, Object> act) {
        if (!people.isEmpty()) {
            events.publishEvent(act.apply(List.copyOf(people), shared));
            people.clear();
        }
    }

    private void changePeople(UUID upload) {
        jdbc.sql("""
                        update person.person p set family_name = r.family_name, given_names = r.given_names,
                            address_1 = r.address_1, address_2 = r.address_2, address_3 = r.address_3, address_4 = r.address_4,
                            postcode = r.postcode, email = r.email, mobile = r.mobile,
                            language = r.language, format = r.format, address_hidden = r.address_hidden
                        from person.register_row r
                        where r.upload = ? and r.known = p.id and r.details <> ''
                        """).param(upload).update();
    }

    /** New people, registered from today. */
    private int addPeople(UUID upload, OdsCode practice) {
        return jdbc.sql("""
                        with added as (
                            insert into person.person (id, nhs_number, family_name, given_names, date_of_birth, address_1, address_2,
                                address_3, address_4, postcode, email, mobile, language, format, address_hidden)
                            select uuidv7(), r.nhs_number, r.family_name, r.given_names, r.date_of_birth, r.address_1, r.address_2,
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
                        with held as (
                            select p.id from person.person p join person.register_row r on r.known = p.id
                            where r.upload = ? and r.joined order by p.id for no key update of p)
                        select count(*) from held
                        """).param(upload).query(Integer.class).single();
        jdbc.sql("""
                        update person.registration g set registered_to = ?
                        from person.register_row r
                        where r.upload = ? and r.moved_from is not null and g.person = r.known and g.registered_to is null
                        """).params(today, upload).update();
        return jdbc.sql("""
                        insert into person.registration (person, registered_from, practice)
                        select known, ?, ? from person.register_row where upload = ? and joined
                        on conflict (person, registered_from, practice) do update set registered_to = null
                        """).params(today, practice.value(), upload).update();
    }
}
