package datachoice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * Makes a running demo as large as a practice and a region: people come in through the pages on which a practice's lead
 * sends a register, past choices through the database, because they cannot be chosen a thousand a second. Told by
 * {@code src/bench/run}; needs a JDK and the driver of the database.
 */
final class Crowd {
    /** People of each further practice. */
    private static final int FURTHER = 50_000;

    private static final String ELM = "E85001";

    private final Connection owner;
    private final RegisterPages lead;
    private final InventedRegister people = new InventedRegister(600_000_000);
    private final Path file;

    private Crowd(Connection owner, RegisterPages lead, Path file) {
        this.owner = owner;
        this.lead = lead;
        this.file = file;
    }

    /**
     * @param args address of the demo, its data folder, people in all, people at Elm Surgery, those of them who have a choice
     *     on the practice's list
     */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        var home = Path.of(args[1]);
        var port = Files.readAllLines(home.resolve("postgres/data/postmaster.pid"))
                .get(3)
                .strip();
        long begun = System.nanoTime();
        try (var owner = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/datachoice",
                "owner",
                Files.readString(home.resolve("keys/database-owner")).strip())) {
            var crowd = new Crowd(owner, new RegisterPages(args[0]), home.resolve("crowd.csv"));
            crowd.comeTo(Integer.parseInt(args[3]), Integer.parseInt(args[2]));
            long came = System.nanoTime();
            crowd.choose(Integer.parseInt(args[4]));
            crowd.settle();
            System.out.printf(
                    "%,d people, %,d at Elm Surgery, %,d on its list, %,d with a choice in all; moved in within %.0f s, chose within %.0f s%n",
                    crowd.count("person.registration where registered_to is null"),
                    crowd.count("person.registration where registered_to is null and practice = '" + ELM + "'"),
                    crowd.count("choice.practice_listing where type = 'TYPE_1' and practice = '" + ELM + "'"),
                    crowd.count("choice.choice_current where type = 'TYPE_1'"),
                    (came - begun) / 1e9,
                    (System.nanoTime() - came) / 1e9);
        }
    }

    private void comeTo(int atElm, int inAll) throws IOException, InterruptedException, SQLException {
        upload(atElm - count("person.registration where registered_to is null and practice = '" + ELM + "'"));
        try {
            for (int n = 1, left = inAll - count("person.registration where registered_to is null"); left > 0; n++) {
                var practice = "B%05d".formatted(n);
                open(practice, "Practice " + n);
                leadWorksAt(practice);
                upload(Math.min(left, FURTHER));
                left -= FURTHER;
            }
        } finally {
            leadWorksAt(ELM);
        }
    }

    private void upload(int number) throws IOException, InterruptedException {
        if (number > 0) {
            people.write(file, number, "07700 900123");
            lead.load(file);
            Files.delete(file);
        }
    }

    private void open(String practice, String name) throws SQLException {
        run("insert into practice.practice (ods_code) values (?)", practice);
        run("""
                insert into practice.practice_version (ods_code, valid_from, name, address_1, postcode, phone)
                values (?, current_date, ?, '1 Far Lane', 'QE1 1EA', '01632 960300')
                """, practice, name);
    }

    private void leadWorksAt(String practice) throws SQLException {
        run("update identity.account set practice = ? where email = 'lead@elm.example'", practice);
    }

    /**
     * At Elm so many that its list has that length, elsewhere one in twelve; of four, three said no. Nearly all of what there
     * is to enter has been entered. As the ledger, the steps and the practice's list would have been written one by one.
     */
    private void choose(int listed) throws SQLException {
        run("""
                create temp table crowd as
                select subject, practice, case when n % 4 = 0 then 'ALLOW' else 'DO_NOT_ALLOW' end as decision,
                    n % 4 <> 0 and n % 33 <> 1 as applied, now() - interval '1 second' * (200000 + n * 7919 % 15000000) as at,
                    upper(lpad(to_hex(n * 2654435761 % 4294967296), 8, '0')) as receipt, uuidv7() as key
                from (select p.id as subject, p.practice, row_number() over (order by md5(p.id::text)) as n
                      from (select p.*, row_number() over (partition by practice order by md5(id::text)) as place,
                                count(*) over (partition by practice) as neighbours
                            from person.published_person p
                            where practice is not null and date_of_birth < current_date - 5400
                                and not exists (select from choice.choice_current c where c.subject = p.id)) p
                      where p.place <= case when p.practice = ? then ? else p.neighbours / 12 end) chosen
                """, ELM, listed - count("choice.practice_listing where type = 'TYPE_1' and practice = '" + ELM + "'"));
        run("""
                insert into choice.choice_event (subject, type, n, kind, decision, speaker, speaker_person, entered_role, channel,
                    proofing_level, content_item, content_version, language, practice, decided_on, recorded_at, receipt,
                    idempotency_key, payload_hash)
                select subject, type, 1, 'RECORDED', decision, 'PATIENT', subject, 'JOB:demo', 'ONLINE', 'P5', content_item,
                    content_version, language, case when type = 'TYPE_1' then practice end, at::date, at,
                    left(receipt, 4) || '-' || right(receipt, 4), key, sha256(uuid_send(key))
                from crowd, (values ('TYPE_1'), ('NATIONAL_DATA_OPT_OUT')) types (type),
                    (select content_item, content_version, language from choice.choice_event limit 1) shown
                """);
        run("""
                insert into choice.choice_current (subject, type, n, decision, decided_on, recorded_at, practice, receipt)
                select e.subject, e.type, e.n, e.decision, e.decided_on, e.recorded_at, e.practice, e.receipt
                from choice.choice_event e join crowd on crowd.subject = e.subject
                """);
        run("""
                insert into choice.delivery_step (subject, type, n, k, step, practice, at, entered_by)
                select subject, 'TYPE_1', 1, 1, 'APPLIED', practice, at + interval '1 day', a.id
                from crowd, (select id from identity.account where email = 'staff@elm.example') a where applied
                """);
        run("""
                insert into choice.practice_listing (practice, type, subject, n, family_name, given_names, sort_name,
                    date_of_birth, decision, status, set_at, applied_at)
                select c.practice, type, c.subject, 1, p.family_name, p.given_names,
                    lower(regexp_replace(normalize(p.family_name || ' ' || p.given_names, NFKD), '[\\u0300-\\u036f]', '', 'g')),
                    p.date_of_birth, c.decision,
                    case when type <> 'TYPE_1' or c.decision = 'ALLOW' then 'NONE' when applied then 'APPLIED' else 'NEW' end,
                    c.at, case when type = 'TYPE_1' and applied then c.at + interval '1 day' end
                from crowd c join person.person p on p.id = c.subject,
                    (values ('TYPE_1'), ('NATIONAL_DATA_OPT_OUT')) types (type)
                """);
        run("drop table crowd");
    }

    /** What the server does by itself in the minutes after so many came, so that no measurement meets it half done. */
    private void settle() throws SQLException {
        for (var table : List.of(
                "person.person",
                "person.registration",
                "person.register_row",
                "choice.choice_event",
                "choice.choice_current",
                "choice.delivery_step",
                "choice.practice_listing")) {
            run("vacuum (analyze) " + table);
        }
    }

    private int count(String of) throws SQLException {
        try (var query = owner.createStatement();
                var row = query.executeQuery("select count(*) from " + of)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void run(String sql, Object... values) throws SQLException {
        try (var statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
