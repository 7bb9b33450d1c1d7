package datachoice.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The demo's own database, as the role the application has, to make letters and accounts by the thousand: the portal has no
 * door for that, and shall not have one. Everything they are used for then goes through the portal's doors.
 */
final class DemoDatabase implements AutoCloseable {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final Connection connection;

    /** @throws IllegalStateException if there is no running demo in {@link Portal#HOME} */
    DemoDatabase() {
        try {
            var port = Files.readAllLines(Portal.HOME.resolve("postgres/data/postmaster.pid"))
                    .get(3)
                    .strip();
            connection = DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/datachoice", "app", read("keys/database-app"));
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

    private record Person(UUID id, String name, LocalDate born) {}

    private List<Person> people(String condition, int number, int skipped) {
        var sql = """
                select id, given_names, family_name, date_of_birth from person.published_person p
                where p.died_on is null and p.practice is not null and p.date_of_birth < ? %s
                order by md5(p.id::text) limit ? offset ?
                """.formatted(condition);
        try (var query = connection.prepareStatement(sql)) {
            query.setObject(1, LocalDate.now(ZoneOffset.UTC).minusYears(18));
            query.setInt(2, number);
            query.setInt(3, skipped);
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
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
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
