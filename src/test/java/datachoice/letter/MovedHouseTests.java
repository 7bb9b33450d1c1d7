package datachoice.letter;

import static datachoice.TestPeople.as;
import static datachoice.TestPeople.asJob;
import static datachoice.TestPeople.staffOf;
import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.Cast.Somebody;
import datachoice.PostgresForTests;
import datachoice.WholePortal;
import datachoice.core.OdsCode;
import datachoice.identity.LetterCodes;
import datachoice.identity.WebVisitor;
import datachoice.person.PersonLookup;
import datachoice.person.register.RegisterImport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** T5: whoever stayed behind at an address may know name and date of birth, and opens the post. */
@WholePortal
class MovedHouseTests {
    private static final String COLUMNS =
            "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,mobile,language,format,address_hidden\n";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    RegisterImport register;

    @Autowired
    LetterCodes codes;

    @Autowired
    PersonLookup persons;

    @Autowired
    TransactionTemplate transaction;

    private OdsCode practice;

    @BeforeEach
    void aPractice() {
        cast.forgetFailedTries();
        practice = cast.practice("Moving Surgery");
    }

    /** What a register hides is not told to the old address, but no code at it works any more; nor does who came in by it stay. */
    @Test
    void aCodeAtAFormerAddressOpensNothing() {
        for (var hidden : List.of("", "yes")) {
            for (var to : List.of(practice, cast.practice("Next Surgery"))) {
                var mover = cast.adult("Mona Moves", practice);
                var code = cast.letterFor(mover);
                var behind = cast.enter(new WebVisitor(port), code, mover);
                assertThat(behind.status()).isEqualTo(302);
                load(to, mover, "2 Other Street", hidden);
                assertThat(behind.get("/choices/" + mover + "/change").location())
                        .startsWith("/sign-in");
                assertThat(cast.enter(new WebVisitor(port), code, mover).status())
                        .isEqualTo(422);
                assertThat(cast.byLetter(port, mover).status())
                        .as("a new letter")
                        .isEqualTo(302);
            }
        }
    }

    /** A code that has been used is void already; the visit that began with it ends, too. */
    @Test
    void whoeverUsedACodeAtAFormerAddressDoesNotStay() {
        var mover = cast.adult("Merle Moves", practice);
        var behind = cast.byLetter(port, mover);
        useUp(mover);
        assertThat(behind.get("/account/new").status()).isEqualTo(200);
        load(practice, mover, "2 Other Street", "yes");
        assertThat(behind.get("/account/new").location()).startsWith("/sign-in");

        var stranger = cast.byLetter(port, mover);
        useUp(mover);
        as(staffOf(practice), () -> {
            var person = persons.find(mover.id()).orElseThrow();
            return assertThat(codes.replace(person, codes.standing(person).letters()))
                    .isEqualTo(LetterCodes.Replaced.SENT);
        });
        assertThat(stranger.get("/account/new").location())
                .as("staff send a new letter because somebody else had the old one")
                .startsWith("/sign-in");
    }

    private void useUp(Somebody person) {
        jdbc.update(
                "update identity.letter_code set used_at = clock_timestamp() where person = ? and replaced_at is null",
                person.id().value());
    }

    @Test
    void aCodeAtAnAddressThatIsOnlyWrittenInAnotherWayWorks() {
        var stayer = cast.adult("Stan Stays", practice);
        var code = cast.letterFor(stayer);
        load(practice, stayer, "1, TEST STREET", "");
        assertThat(cast.enter(new WebVisitor(port), code, stayer).status()).isEqualTo(302);
    }

    /** A practice that sends its list anew may have letters made for whoever moved. */
    @Test
    void whoeverMovedGetsANewLetter() {
        var mover = cast.adult("Milo Moves", practice);
        for (int i = 0; i < LetterCodes.MOST_LETTERS; i++) {
            cast.letterFor(mover);
        }
        load(practice, mover, "2 Other Street", "");
        var standing = as(
                staffOf(practice), () -> codes.standing(persons.find(mover.id()).orElseThrow()));
        assertThat(standing.refusal())
                .as("those at the old address do not count")
                .isEmpty();
        assertThat(standing.worksUntil()).isEmpty();
        assertThat(oneOfARound(mover)).isEqualTo(1);
        assertThat(addressOfTheNewest(mover)).startsWith("2 Other Street");
    }

    /** D4: a letter that is made while a register is being loaded waits for it: it does not leave for the old address. */
    @Test
    void noLetterIsMadeForAnAddressThatIsJustBecomingAFormerOne() throws Exception {
        var mover = cast.adult("Mika Moves", practice);
        CompletableFuture<Integer> made;
        try (var load = PostgresForTests.owner(database).getConnection()) {
            load.setAutoCommit(false);
            try (var statement = load.createStatement()) {
                statement.execute("update person.person set address_1 = '2 Other Street' where id = '" + mover + "'");
            }
            made = CompletableFuture.supplyAsync(
                    () -> asJob(() -> transaction.execute(status -> codes.issueAll(List.of(mover.id())))));
            Thread.sleep(Duration.ofSeconds(1).toMillis());
            assertThat(made).isNotDone();
            load.commit();
        }
        assertThat(made.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(addressOfTheNewest(mover)).startsWith("2 Other Street");
    }

    private int oneOfARound(Somebody person) {
        Supplier<Integer> makes = () -> transaction.execute(status -> codes.issueAll(List.of(person.id())));
        return asJob(makes);
    }

    private String addressOfTheNewest(Somebody person) {
        return jdbc.queryForObject(
                "select address from letter.message where person = ? and kind = 'LETTER_CODE' order by created_at desc limit 1",
                String.class,
                person.id().value());
    }

    private void load(OdsCode at, Somebody person, String street, String hidden) {
        var number = jdbc.queryForObject(
                "select nhs_number from person.person where id = ?",
                String.class,
                person.id().value());
        var row = String.join(
                ",",
                number,
                person.familyName(),
                person.firstName(),
                person.born().toString(),
                "\"" + street + "\"",
                ",,,ZZ1 1AA,,,,," + hidden);
        var csv = new ByteArrayInputStream((COLUMNS + row).getBytes(StandardCharsets.UTF_8));
        var loaded =
                asJob(() -> register.load(register.check(at, "moved.csv", csv).id()));
        assertThat(Optional.of(loaded).map(upload -> upload.changed() + upload.moved()))
                .contains(1);
    }
}
