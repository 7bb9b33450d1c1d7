package datachoice.letter.rounds;

import static datachoice.TestPeople.as;
import static datachoice.TestPeople.staffOf;
import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.Cast.Somebody;
import datachoice.PostgresForTests;
import datachoice.WholePortal;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.identity.LetterCodes;
import datachoice.identity.LetterStanding;
import datachoice.identity.LetterStanding.Refusal;
import datachoice.person.PersonLookup;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Who gets a letter, and what it costs to find out. */
@WholePortal
class LetterPeopleTests {
    private static final UUID NOBODY = new UUID(0, 0);

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    LetterPeople people;

    @Autowired
    PersonLookup persons;

    @Autowired
    LetterCodes codes;

    @Autowired
    TransactionTemplate transaction;

    /** What somebody has had by now. */
    private enum Had {
        NOTHING,
        ONE_THAT_WORKS,
        ONE_THAT_IS_TOO_OLD,
        ONE_THAT_IS_SPENT,
        ONE_AT_A_FORMER_ADDRESS,
        ONE_THAT_WAS_TAKEN_BACK,
        THREE_AT_A_FORMER_ADDRESS,
        THREE_ON_ITS_LAST_DAY,
        THREE_A_MINUTE_TOO_OLD
    }

    /**
     * A round goes by SQL over thousands, a single letter by what is known of one person: two ways to the same answer. What
     * stands in the way of one letter stands in the way of the other, for every kind of person.
     */
    @Test
    void aRoundAndASingleLetterGoByTheSameRule() {
        int kinds = 0;
        for (var died : List.of(false, true)) {
            for (var chosen : List.of(false, true)) {
                for (int age : List.of(12, 13)) {
                    for (var address : List.of(true, false)) {
                        for (var had : Had.values()) {
                            agree(died, chosen, age, address, had);
                            kinds++;
                        }
                    }
                }
            }
        }
        assertThat(kinds).isEqualTo(144);
    }

    private void agree(boolean died, boolean chosen, int age, boolean address, Had had) {
        var kind = "died %s, chosen %s, aged %d, address %s, had %s".formatted(died, chosen, age, address, had);
        var practice = cast.practice("Rule Surgery");
        var person = cast.somebody("Rita Rule", age, practice);
        make(person, died, chosen, address, had);

        var counted = count(practice);
        assertThat(counted).as(kind).hasSize(1);
        var standing = counted.keySet().iterator().next();
        var single = as(
                staffOf(practice),
                () -> codes.standing(persons.find(person.id()).orElseThrow()));
        var refusal = single.refusal().orElse(null);

        if (!died && !chosen && age >= 13 && address) {
            assertThat(standing == Standing.NEVER)
                    .as(kind)
                    .isEqualTo(had == Had.NOTHING || had == Had.ONE_THAT_WAS_TAKEN_BACK);
            assertThat(standing == Standing.OLD)
                    .as(kind)
                    .isEqualTo(Set.of(
                                    Had.ONE_THAT_IS_TOO_OLD,
                                    Had.THREE_A_MINUTE_TOO_OLD,
                                    Had.ONE_AT_A_FORMER_ADDRESS,
                                    Had.THREE_AT_A_FORMER_ADDRESS)
                            .contains(had));
        }
        boolean round = RoundWhom.AGAIN.standings().contains(standing);
        assertThat(people.next(practice, RoundWhom.AGAIN, NOBODY, 10).people())
                .as(kind)
                .isEqualTo(round ? List.of(person.id()) : List.of());
        if (round) {
            assertThat(single.refusal()).as(kind).isEmpty();
            assertThat(single.worksUntil()).as(kind).isEmpty();
        }
        if (single.refusal().isEmpty() && single.worksUntil().isEmpty() && !chosen) {
            assertThat(standing).as(kind).isIn(Standing.NEVER, Standing.OLD, Standing.SPENT);
            assertThat(standing == Standing.NEVER).as(kind).isEqualTo(single.letters() == 0);
        }
        assertThat(standing == Standing.DIED)
                .as(kind)
                .isEqualTo(refusal == Refusal.DIED)
                .isEqualTo(died);
        assertThat(standing == Standing.CHOSEN).as(kind).isEqualTo(chosen && !died);
        if (!died && !chosen) {
            assertThat(standing == Standing.CHILD).as(kind).isEqualTo(refusal == Refusal.CHILD);
            if (age >= 13) {
                assertThat(standing == Standing.WORKS).as(kind).isEqualTo(works(single));
                if (!works(single)) {
                    assertThat(standing == Standing.NO_ADDRESS).as(kind).isEqualTo(refusal == Refusal.NO_ADDRESS);
                    if (refusal == Refusal.OFTEN) {
                        assertThat(standing).as(kind).isEqualTo(Standing.SPENT);
                    }
                }
            }
        }
    }

    private static boolean works(LetterStanding standing) {
        return standing.worksUntil().isPresent();
    }

    private void make(Somebody person, boolean died, boolean chosen, boolean address, Had had) {
        var owner = owner();
        owner.update(
                "update person.person set address_1 = ?, died_on = case when ? then current_date - 1 end where id = ?",
                address ? "1 Quiet Lane" : null,
                died,
                person.id().value());
        if (chosen) {
            owner.update("""
                    insert into choice.choice_event (subject, type, n, kind, decision, speaker, entered_role, channel,
                        proofing_level, content_item, content_version, language, practice, decided_on, receipt, idempotency_key, payload_hash)
                    values (?, 'TYPE_1', 1, 'RECORDED', 'ALLOW', 'PATIENT', 'PATIENT', 'ONLINE', 'P5', 'x', 1, 'en', ?,
                        current_date - 1, upper(translate(substr(md5(random()::text), 1, 4) || '-' || substr(md5(random()::text), 1, 4), 'ilou', '0000')),
                        gen_random_uuid(), '\\x00')
                    """, person.id().value(), person.practice().value());
            owner.update("""
                    insert into choice.choice_current (subject, type, n, decision, decided_on, recorded_at, practice, receipt)
                    select subject, type, n, decision, decided_on, recorded_at, practice, receipt from choice.choice_event where subject = ?
                    """, person.id().value());
        }
        var lasts = LetterCodes.LASTS;
        switch (had) {
            case NOTHING:
                break;
            case ONE_THAT_WORKS:
                letter(person, Duration.ofDays(1), 0);
                break;
            case ONE_THAT_IS_TOO_OLD:
                letter(person, lasts.plusDays(1), 0);
                break;
            case ONE_THAT_IS_SPENT:
                letter(person, Duration.ofDays(1), 5);
                break;
            case ONE_AT_A_FORMER_ADDRESS:
                letter(person, Duration.ofDays(1), 0);
                undelivered(person, "MOVED");
                break;
            case ONE_THAT_WAS_TAKEN_BACK:
                letter(person, Duration.ofDays(1), 0);
                undelivered(person, "TAKEN_BACK");
                break;
            case THREE_AT_A_FORMER_ADDRESS:
                for (int i = 0; i < 3; i++) {
                    letter(person, Duration.ofDays(1), 5);
                }
                undelivered(person, "MOVED");
                break;
            case THREE_ON_ITS_LAST_DAY:
                for (int i = 0; i < 3; i++) {
                    letter(person, lasts.minusMinutes(5), 5);
                }
                break;
            case THREE_A_MINUTE_TOO_OLD:
                for (int i = 0; i < 3; i++) {
                    letter(person, lasts.plusMinutes(1), 5);
                }
                break;
        }
    }

    private void undelivered(Somebody person, String why) {
        owner().update(
                        "update identity.letter_code set replaced_at = now(), undelivered = ? where person = ?",
                        why,
                        person.id().value());
    }

    private void letter(Somebody person, Duration ago, int tries) {
        var issued = Instant.now().minus(ago);
        owner().update(
                        "insert into identity.letter_code (id, person, code_hash, issued_at, expires_at, tries) values (gen_random_uuid(), ?, decode(md5(random()::text), 'hex'), ?, ?, ?)",
                        person.id().value(),
                        Timestamp.from(issued),
                        Timestamp.from(issued.plus(LetterCodes.LASTS)),
                        tries);
    }

    /** T28: whoever looks at the page again and again does not have everybody counted each time; a round has. */
    @Test
    void countsWhoeverLooksLaterNotEachTime() {
        var practice = cast.practice("Counted Surgery");
        assertThat(people.countLately(practice).people()).isEmpty();
        everybody(practice, 3);
        assertThat(people.countLately(practice).people()).as("as a minute ago").isEmpty();
        assertThat(count(practice)).containsExactly(Map.entry(Standing.NEVER, 3));
        assertThat(people.countLately(practice).people()).containsExactly(Map.entry(Standing.NEVER, 3));
        owner().update(
                        "update letter.people_counted set counted_at = counted_at - interval '6 minutes', people = '{}' where practice = ?",
                        practice.value());
        assertThat(people.countLately(practice).people()).containsExactly(Map.entry(Standing.NEVER, 3));
    }

    /**
     * T28: where counting takes longer than a page may, the page says what was counted at last, and when; only whoever has
     * letters made waits. Here the count waits for somebody who holds its row.
     */
    @Test
    void aPageDoesNotWaitForACountThatTakesLong() throws Exception {
        var practice = cast.practice("Slow Surgery");
        assertThat(people.countLately(practice).people()).isEmpty();
        everybody(practice, 3);
        people.countAnew(practice);
        try (var holder = PostgresForTests.owner(database).getConnection()) {
            holder.setAutoCommit(false);
            try (var statement = holder.createStatement()) {
                statement.execute("select from letter.people_counted where practice = '" + practice + "' for update");
            }
            var begun = System.nanoTime();
            assertThat(people.countLately(practice).people()).as("as it was").isEmpty();
            var ordered = CompletableFuture.supplyAsync(
                    () -> transaction.execute(status -> people.count(practice).people()));
            Thread.sleep(Duration.ofSeconds(3).toMillis());
            assertThat(ordered).as("waits longer than any page").isNotDone();
            holder.rollback();
            assertThat(ordered.get(1, TimeUnit.MINUTES)).containsExactly(Map.entry(Standing.NEVER, 3));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
        }
        assertThat(people.countLately(practice).people()).containsExactly(Map.entry(Standing.NEVER, 3));
    }

    private Map<Standing, Integer> count(OdsCode practice) {
        return transaction.execute(status -> people.count(practice).people());
    }

    /** T28: a round looks at each person of a practice once, however few of them get a letter. */
    @Test
    void aPracticeIsGoneThroughOnce() {
        var practice = cast.practice("Large Surgery");
        int size = 2 * LetterPeople.STRETCH + 300;
        everybody(practice, size);
        owner().update(
                        "update person.person set address_1 = null where id in (select id from person.published_person where practice = ? order by id offset 5 limit ?)",
                        practice.value(),
                        size - 10);

        var found = new ArrayList<PersonId>();
        int looks = 0;
        var after = NOBODY;
        while (true) {
            var some = people.next(practice, RoundWhom.NEVER, after, 4);
            looks++;
            found.addAll(some.people());
            if (some.upTo() == null) {
                break;
            }
            assertThat(some.upTo()).isGreaterThan(after);
            after = some.upTo();
        }
        assertThat(found)
                .isEqualTo(jdbc.query(
                        "select id from person.published_person where practice = ? and has_address order by id",
                        (row, i) -> new PersonId(row.getObject(1, UUID.class)),
                        practice.value()))
                .hasSize(10);
        // four, the fifth and a thousand without an address, two more stretches, the last ones, nobody
        assertThat(looks).isLessThanOrEqualTo(7);
    }

    /** T28: the next people of a practice are read from an index in their order, nobody else's. */
    @Test
    void theNextOnesAreReadByTheirIndex() {
        var practice = cast.practice("Indexed Surgery");
        everybody(practice, 3_000);
        var owner = owner();
        owner.execute("analyze person.registration");
        owner.execute("analyze person.person");
        var plan = String.join("\n", owner.queryForList("""
                explain select id, died_on, date_of_birth, has_address from person.published_person
                where practice = '%s' and id > '%s' order by id limit 1000
                """.formatted(practice.value(), NOBODY), String.class));
        assertThat(plan).contains("registration_at_practice").doesNotContain("Sort", "Seq Scan");
    }

    private void everybody(OdsCode practice, int size) {
        owner().update("""
                with people as (
                    insert into person.person (id, nhs_number, family_name, given_names, date_of_birth, address_1, postcode)
                    select uuidv7(), '8' || lpad((? * 10000 + n)::text, 9, '0'), 'Large', 'Lou', '1980-01-01', '1 Quiet Lane', 'QE1 1AA'
                    from generate_series(1, ?) n returning id)
                insert into person.registration (person, registered_from, practice)
                select id, '2020-01-01', ? from people
                """, Integer.parseInt(practice.value().substring(1)), size, practice.value());
    }

    @AfterEach
    void noCrowdStays() {
        owner().update(
                        "with gone as (delete from person.registration r using person.person p where p.id = r.person and p.family_name = 'Large' returning r.person) delete from person.person where id in (select person from gone)");
    }

    /** What {@code app} may not change: the past. */
    private JdbcTemplate owner() {
        return new JdbcTemplate(PostgresForTests.owner(database));
    }
}
