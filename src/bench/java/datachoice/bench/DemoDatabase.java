package datachoice.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The demo's own database, as the role the application has, to make letters and accounts by the thousand: the portal has no
 * door for that, and shall not have one. Everything they are used for then goes through the portal's doors.
 */
final class DemoDatabase implements AutoCloseable {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String DECIDES_ALONE =
            "p.died_on is null and p.practice is not null and p.date_of_birth < current_date - interval '18 years'";

    private static final String PRINCIPAL =
            "org.springframework.session.FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME";
    /** Longer than a session lives, because all of them are made before the first is used. */
    private static final Duration IDLE = Duration.ofHours(2);

    private static final Duration LETTER = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Connection connection;

    /** @throws IllegalStateException if there is no running demo in {@link Portal#HOME} */
    DemoDatabase() {
        try {
            var port = Files.readAllLines(Portal.HOME.resolve("postgres/data/postmaster.pid"))
                    .get(3)
                    .strip();
            connection = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/datachoice?reWriteBatchedInserts=true",
                    "app",
                    read("keys/database-app"));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("No demo is running in " + Portal.HOME, e);
        }
    }

    /** A letter to each of that many people who decide alone, in an order that is the same each time. */
    List<Map<String, Object>> letters(int number, int skipped) {
        var people = people("", number, skipped);
        var random = new SecureRandom();
        var letters = new ArrayList<Map<String, Object>>();
        try (var insert = connection.prepareStatement(
                "insert into identity.letter_code (id, person, code_hash, issued_at, expires_at) values (?, ?, ?, ?, ?)")) {
            var now = Instant.now().atOffset(ZoneOffset.UTC);
            for (var person : people) {
                var code = new StringBuilder();
                random.ints(8, 0, LETTERS.length()).forEach(i -> code.append(LETTERS.charAt(i)));
                insert.setObject(1, UUID.randomUUID());
                insert.setObject(2, person.id());
                insert.setBytes(3, mark("letter-code", code.toString()));
                insert.setObject(4, now);
                insert.setObject(5, now.plusDays(28));
                insert.addBatch();
                letters.add(Map.of(
                        "person", person.id().toString(),
                        "code", code.toString(),
                        "name", person.name(),
                        "day", person.born().getDayOfMonth(),
                        "month", person.born().getMonthValue(),
                        "year", person.born().getYear()));
            }
            insert.executeBatch();
            return letters;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An account for each of that many people who have a choice, with the password of the demo's accounts. */
    List<Map<String, String>> accounts(int number) {
        var people = people("""
                and exists (select from choice.choice_current c where c.subject = p.id)
                and not exists (select from identity.account a where a.person = p.id)
                """, number, 0);
        var accounts = new ArrayList<Map<String, String>>();
        try (var account = connection.prepareStatement("""
                        insert into identity.account (id, email, display_name, password_hash, person)
                        select ?, ?, ?, password_hash, ? from identity.account where email = 'george@demo.example'
                        """);
                var role = connection.prepareStatement(
                        "insert into identity.account_role (account, role) values (?, 'PATIENT')")) {
            for (var person : people) {
                var id = UUID.randomUUID();
                var email = id + "@bench.example";
                run(account, id, email, person.name(), person.id());
                run(role, id);
                accounts.add(Map.of("email", email, "person", person.id().toString()));
            }
            return accounts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * So many people who decide alone.
     *
     * @throws IllegalStateException if there are too few
     */
    List<UUID> savers(int number) {
        return people("", number, 0).stream().map(Person::id).collect(Collectors.toList());
    }

    /**
     * For each of these people a letter, a session that began with it, and an answer that waits on its check page for "Save
     * my choice": what {@link Journey#toCheckPage} leaves behind, without its five requests. Alternating answers, so that each
     * is news for the practice.
     */
    List<Map<String, Object>> checkPages(List<UUID> people) {
        var now = Instant.now();
        var pages = new ArrayList<Map<String, Object>>();
        try (var letter = connection.prepareStatement(
                        "insert into identity.letter_code (id, person, code_hash, issued_at, expires_at) values (?, ?, ?, ?, ?)");
                var session = connection.prepareStatement("""
                        insert into identity.session (primary_id, session_id, creation_time, last_access_time,
                            max_inactive_interval, expiry_time, principal_name) values (?, ?, ?, ?, ?, ?, ?)
                        """);
                var attribute = connection.prepareStatement("""
                        insert into identity.session_attributes (session_primary_id, attribute_name, attribute_bytes)
                        values (?, ?, ?)
                        """);
                var draft = connection.prepareStatement("""
                        insert into choice.draft (id, subject, made_by, practice, gp_record, elsewhere, seen_type_1,
                            seen_national, content_item, content_version, language, expires_at)
                        select ?, p.id, ?, p.practice, d.next, d.next, coalesce(t.n, 0), coalesce(o.n, 0),
                            ?, ?, ?, ?
                        from person.published_person p
                        left join choice.choice_current t on t.subject = p.id and t.type = 'TYPE_1'
                        left join choice.choice_current o on o.subject = p.id and o.type = 'NATIONAL_DATA_OPT_OUT'
                        cross join lateral (select case t.decision when 'DO_NOT_ALLOW' then 'ALLOW' else 'DO_NOT_ALLOW' end) d (next)
                        where p.id = ? returning seen_type_1, seen_national
                        """)) {
            var shown = shownLast();
            connection.setAutoCommit(false);
            connection.createStatement().execute("set local synchronous_commit = off");
            for (var person : people) {
                var login = UUID.randomUUID();
                var key = UUID.randomUUID().toString();
                var cookie = random();
                var token = random();
                var check = UUID.randomUUID();
                add(
                        letter,
                        login,
                        person,
                        random().getBytes(StandardCharsets.US_ASCII),
                        now.atOffset(ZoneOffset.UTC),
                        now.plus(LETTER).atOffset(ZoneOffset.UTC));
                long millis = now.toEpochMilli();
                add(
                        session,
                        key,
                        cookie,
                        millis,
                        millis,
                        (int) IDLE.toSeconds(),
                        millis + IDLE.toMillis(),
                        login.toString());
                add(attribute, key, "login", text("sletter:" + login));
                add(attribute, key, "begun", text("l" + millis));
                add(attribute, key, "token", text("s" + token));
                add(attribute, key, PRINCIPAL, text("s" + login));
                draft.setObject(1, check);
                draft.setObject(2, login);
                draft.setString(3, shown.item());
                draft.setInt(4, shown.version());
                draft.setString(5, shown.language());
                draft.setObject(6, now.plus(LETTER).atOffset(ZoneOffset.UTC));
                draft.setObject(7, person);
                var seen = draft.executeQuery();
                seen.next();
                pages.add(Map.of(
                        "cookie", cookie,
                        "token", masked(token),
                        "check", "/choices/" + person + "/check/" + check,
                        "seenType1", seen.getInt(1),
                        "seenNational", seen.getInt(2)));
            }
            letter.executeBatch();
            session.executeBatch();
            attribute.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
            return pages;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The explanation that is shown with the question. */
    private record Shown(String item, int version, String language) {}

    private Shown shownLast() throws SQLException {
        try (var query = connection.createStatement()) {
            var rows = query.executeQuery("select content_item, content_version, language from choice.choice_event"
                    + " where content_item is not null order by recorded_at desc limit 1");
            rows.next();
            return new Shown(rows.getString(1), rows.getInt(2), rows.getString(3));
        }
    }

    private static String random() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** As a form carries it: masked by as many bytes, here zeros, which come first. */
    private static String masked(String token) {
        var bytes = token.getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder()
                .encodeToString(ByteBuffer.allocate(2 * bytes.length)
                        .put(bytes.length, bytes)
                        .array());
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    private record Person(UUID id, String name, LocalDate born) {}

    private List<Person> people(String condition, int number, int skipped) {
        var sql = """
                select id, given_names, family_name, date_of_birth from person.published_person p
                where %s %s
                order by md5(p.id::text) limit ? offset ?
                """.formatted(DECIDES_ALONE, condition);
        try (var query = connection.prepareStatement(sql)) {
            query.setInt(1, number);
            query.setInt(2, skipped);
            var people = new ArrayList<Person>();
            var rows = query.executeQuery();
            while (rows.next()) {
                people.add(new Person(
                        rows.getObject(1, UUID.class),
                        rows.getString(2) + " " + rows.getString(3),
                        rows.getObject(4, LocalDate.class)));
            }
            if (people.size() < number) {
                throw new IllegalStateException("The demo has too few people: " + people.size() + " of " + number);
            }
            return people;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Letters whose code is not used yet are waiting; this many choices were saved since. */
    long choicesSince(OffsetDateTime time) {
        try (var query = connection.prepareStatement(
                "select count(distinct receipt) from choice.choice_event where recorded_at >= ?")) {
            query.setObject(1, time);
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many are on a practice's list. */
    long listed(String practice) {
        try (var query = connection.prepareStatement(
                "select count(*) from choice.practice_listing where practice = ? and type = 'TYPE_1'")) {
            query.setString(1, practice);
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(PreparedStatement statement, Object... values) throws SQLException {
        set(statement, values);
        statement.executeUpdate();
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        set(statement, values);
        statement.addBatch();
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    /** What {@code datachoice.core.SecretKeys#mark} makes of the demo's key: HKDF's two steps. */
    private static byte[] mark(String use, String text) {
        try {
            var secret = Files.readAllBytes(Portal.HOME.resolve("keys/portal"));
            var root = hmac("datachoice".getBytes(StandardCharsets.US_ASCII), secret);
            return hmac(
                    hmac(root, (use + '\u0001').getBytes(StandardCharsets.UTF_8)),
                    text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(Portal.HOME.resolve(file)).strip();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
