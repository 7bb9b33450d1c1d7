package datachoice.choice.practice;

import static datachoice.TestPeople.acting;
import static datachoice.TestPeople.staffOf;
import static org.assertj.core.api.Assertions.assertThat;

import datachoice.PostgresForTests;
import datachoice.choice.ledger.EntryStatus;
import datachoice.core.NhsNumber;
import datachoice.core.OdsCode;
import datachoice.core.SignedInUser;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The list of the largest practice there is: 85,000 people, every one of whom has chosen. Looks at what is
 * shown and how the work is done; how long it takes is for the benchmarks to say.
 */
@SpringBootTest
@Import(PostgresForTests.class)
class PracticeListSizeTests {
    private static final int PEOPLE = 85_000;

    /** Everybody has chosen: more than there ever can be. */
    private static final OdsCode HUGE = new OdsCode("Y85000");

    /** As large, and more have chosen than at any real practice. */
    private static final OdsCode LARGE = new OdsCode("Y20000");

    private static final int CHOSEN_AT_LARGE = 20_000;
    private static boolean filled;

    @Autowired
    PracticeList list;

    @Autowired
    PracticeExport export;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    private SignedInUser staff;

    @BeforeEach
    void aHugePractice() {
        staff = acting(staffOf(HUGE));
        if (filled) {
            return;
        }
        filled = true;
        var owner = new JdbcTemplate(PostgresForTests.superuser(database));
        owner.update("""
                with made as (
                    insert into person.person (id, nhs_number, family_name, given_names, date_of_birth)
                    select gen_random_uuid(), number, 'Family' || (k * 7919) % 5000, 'Given' || k, date '1930-01-01' + ((k * 7919) % 33000)::int
                    from unnest(?::text[]) with ordinality as numbers (number, k) returning *),
                registered as (
                    insert into person.registration (person, registered_from, practice) select id, '2020-01-01', ? from made)
                insert into choice.practice_listing (practice, type, subject, n, family_name, given_names, sort_name, date_of_birth, decision, status, set_at)
                select ?, type, id, 1, family_name, given_names, lower(family_name || ' ' || given_names), date_of_birth,
                    case when dice < 70 then 'DO_NOT_ALLOW' else 'ALLOW' end,
                    case when type <> 'TYPE_1' or dice >= 70 then 'NONE' when dice < 2 then 'NEW' when dice < 4 then 'TO_RECONFIRM' else 'APPLIED' end,
                    timestamptz '2021-01-01' + random() * interval '2000 days'
                from (select made.*, (random() * 99)::int dice from made) one, unnest(array['TYPE_1', 'NATIONAL_DATA_OPT_OUT']) type
                """, numbers(0, PEOPLE), HUGE.value(), HUGE.value());
        owner.update("""
                with made as (
                    insert into person.person (id, nhs_number, family_name, given_names, date_of_birth)
                    select gen_random_uuid(), number, 'Family', 'Given', '1980-01-01' from unnest(?::text[]) number returning id),
                numbered as (select id, row_number() over () k from made),
                rows as (select l.*, row_number() over (partition by type) k from choice.practice_listing l where practice = ?),
                registered as (
                    insert into person.registration (person, registered_from, practice) select id, '2020-01-01', ? from made)
                insert into choice.practice_listing (practice, type, subject, n, family_name, given_names, sort_name, date_of_birth, decision, status, set_at)
                select ?, r.type, m.id, 1, r.family_name, r.given_names, r.sort_name, r.date_of_birth, r.decision, r.status, r.set_at
                from numbered m join rows r using (k)
                """, numbers(PEOPLE, CHOSEN_AT_LARGE), HUGE.value(), LARGE.value(), LARGE.value());
        owner.execute("vacuum analyze choice.practice_listing");
        owner.execute("vacuum analyze person.person");
        owner.execute("vacuum analyze person.registration");
    }

    @AfterEach
    void nobodyActs() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void anyPageOfAnyListIsFullAndInOrder() {
        for (var practice : List.of(HUGE, LARGE)) {
            staff = acting(staffOf(practice));
            for (var sort : ListQuery.Sort.values()) {
                for (var status : new EntryStatus[] {null, EntryStatus.APPLIED}) {
                    isFullAndInOrder(practice, sort, status);
                }
            }
        }
    }

    private void isFullAndInOrder(OdsCode practice, ListQuery.Sort sort, @Nullable EntryStatus status) {
        int total = Objects.requireNonNull(jdbc.queryForObject(
                "select count(*) from choice.practice_listing where practice = ? and type = 'TYPE_1' and status = coalesce(?, status)",
                Integer.class,
                practice.value(),
                status == null ? null : status.name()));
        int pages = (total + PracticeList.PAGE_LENGTH - 1) / PracticeList.PAGE_LENGTH;
        assertThat(pages).isGreaterThan(100);
        for (int page : List.of(1, pages / 2, pages)) {
            var there = list.show(new ListQuery(null, status, null, null, sort, false, page), staff);
            var back = list.show(new ListQuery(null, status, null, null, sort, true, page), staff);
            for (var shown : List.of(there, back)) {
                assertThat(shown.total()).isEqualTo(total);
                assertThat(shown.rows())
                        .hasSize(
                                page < pages
                                        ? PracticeList.PAGE_LENGTH
                                        : total - (pages - 1) * PracticeList.PAGE_LENGTH);
                assertThat(shown.first()).isEqualTo((page - 1) * PracticeList.PAGE_LENGTH + 1);
            }
            assertThat(keys(sort, there)).isSorted();
            assertThat(keys(sort, back)).isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    private static List<String> keys(ListQuery.Sort sort, ListPage page) {
        return page.rows().stream()
                .map(ListRow::row)
                .map(row -> switch (sort) {
                    case NAME -> (row.familyName() + " " + row.givenNames()).toLowerCase(Locale.ROOT);
                    case BORN -> row.dateOfBirth().toString();
                    case SET -> "%020d".formatted(ChronoUnit.MICROS.between(Instant.EPOCH, row.setAt()));
                    case STATUS -> row.status().name();
                })
                .toList();
    }

    @Test
    void theDatabaseVisitsNoRowThatIsNotShown() {
        for (var order : List.of(
                "sort_name, subject",
                "date_of_birth, subject",
                "set_at desc, subject desc",
                "status, set_at desc, subject")) {
            var plan = String.join(
                    "\n",
                    jdbc.queryForList(
                            "explain (analyze, costs off, timing off) select subject from choice.practice_listing where practice = '"
                                    + HUGE + "' and type = 'TYPE_1' and decision = 'DO_NOT_ALLOW' order by " + order
                                    + " limit 50 offset 20000",
                            String.class));
            assertThat(plan)
                    .contains("Index Only Scan")
                    .doesNotContain("Sort")
                    .containsPattern("Heap Fetches: [0-9]\\R"); // a few where somebody held a page during the vacuum
        }
        var count = String.join(
                "\n",
                jdbc.queryForList(
                        "explain (analyze, costs off) select count(*) from choice.practice_listing where practice = '"
                                + HUGE + "' and type = 'TYPE_1' and status = 'NEW'",
                        String.class));
        assertThat(count).contains("Index Only Scan using practice_listing_by_status");
    }

    @Test
    void aFileOfTwentyThousandRowsIsComplete() throws Exception {
        staff = acting(staffOf(LARGE));
        var query = new ListQuery(null, null, null, null, ListQuery.Sort.NAME, false, 1);
        var content = new ByteArrayOutputStream();
        try (var file = export.make(query, "APPLYING", staff)) {
            file.sendTo(content);
            assertThat(content.size()).isEqualTo((int) file.length());
        }
        var rows = CsvReader.builder().ofCsvRecord(content.toString(StandardCharsets.UTF_8)).stream()
                .skip(1)
                .map(row -> row.getField(0))
                .toList();
        assertThat(rows).hasSize(CHOSEN_AT_LARGE).doesNotHaveDuplicates().allMatch(NhsNumber::holds);
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit.entry_subject s join audit.entry e on e.id = s.entry where e.id = (select id from audit.entry where action = 'LIST_EXPORTED' and practice = ? order by at desc limit 1)",
                        Integer.class,
                        LARGE.value()))
                .isEqualTo(rows.size());
    }

    /** Checksum-valid, of the range that is never issued, behind those that are taken. */
    private static String[] numbers(int taken, int count) {
        return LongStream.range(999_000_000, 1_000_000_000)
                .boxed()
                .flatMap(stem -> IntStream.range(0, 10).mapToObj(check -> stem + "" + check))
                .filter(NhsNumber::holds)
                .skip(taken)
                .limit(count)
                .toArray(String[]::new);
    }
}
