package datachoice.person.register;

import static datachoice.TestPeople.actingAsJob;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import datachoice.PostgresForTests;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.person.PeopleMovedHouse;
import datachoice.person.PeopleRenamed;
import datachoice.person.RegisterNotices;
import datachoice.person.RegisterNotices.Notice;
import datachoice.person.RegistrationMoved;
import datachoice.person.register.RegisterFileRefused.Reason;
import datachoice.person.register.UploadView.Problem;
import datachoice.practice.PracticeLookup;
import datachoice.practice.PracticeManagement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.security.core.context.SecurityContextHolder;

@ApplicationModuleTest(mode = ApplicationModuleTest.BootstrapMode.DIRECT_DEPENDENCIES)
@Import(PostgresForTests.class)
class RegisterImportTests {
    private static final OdsCode ELM = new OdsCode("E85001");
    private static final OdsCode OAK = new OdsCode("E85002");
    private static final String HEADER =
            "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,mobile,language,format,address_hidden";
    private static int next = 100_000;

    @Autowired
    RegisterImport register;

    @Autowired
    PracticeManagement practices;

    @Autowired
    PracticeLookup practiceLookup;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @AfterEach
    void nobodyActs() {
        SecurityContextHolder.clearContext();
    }

    @BeforeEach
    void practicesExist() {
        actingAsJob();
        for (var code : List.of(ELM, OAK)) {
            if (practiceLookup.find(code).isEmpty()) {
                practices.add(code, "Practice " + code, List.of("1 Elm Row", "QE1 1AA"), "01632 960000");
            }
        }
    }

    @Test
    void turnsGoodRowsIntoPeopleOnlyWhenTold() {
        var number = nhsNumber();
        var file = file(
                number
                        + ",O’Neill-Łuczak, Zoe\u0308   Ann ,1984-03-27,1 Elm Row,,Elmhaven,,qe11aa,zoe@demo.example,07700 900123,PL,large_print,yes");

        var checked = register.check(ELM, "C:\\Users\\me\\list.csv", stream(file, UTF_8));

        assertThat(checked.rows()).isEqualTo(1);
        assertThat(checked.good()).isEqualTo(1);
        assertThat(checked.fileName()).isEqualTo("list.csv");
        assertThat(known(number)).isZero();

        var loaded = register.load(checked.id());

        assertThat(loaded)
                .returns(1, UploadView::added)
                .returns(0, UploadView::changed)
                .returns(0, UploadView::moved);
        assertThat(loaded.loadedAt()).isPresent();
        assertThat(register.load(checked.id())).isEqualTo(loaded); // once more changes nothing
        var row = person(number);
        assertThat(row.get("family_name")).isEqualTo("O’Neill-Łuczak");
        assertThat(row.get("given_names")).isEqualTo("Zoë Ann");
        assertThat(row.get("postcode")).isEqualTo("QE1 1AA");
        assertThat(row.get("address_2")).isNull();
        assertThat(row.get("mobile")).isEqualTo("07700900123");
        assertThat(row.get("language")).isEqualTo("pl");
        assertThat(row.get("format")).isEqualTo("LARGE_PRINT");
        assertThat(row.get("address_hidden")).isEqualTo(true);
        assertThat(row.get("practice")).isEqualTo("E85001");
        assertThat(stagedRows()).isZero();
    }

    @Test
    void acceptsTheWaysPeopleSaveFiles() {
        for (var start : List.of("", "\uFEFF")) {
            for (var lineEnd : List.of("\n", "\r\n")) {
                var number = nhsNumber();
                var grouped = number.substring(0, 3) + " " + number.substring(3, 6) + " " + number.substring(6);
                var file = start + HEADER + lineEnd + "\"" + grouped + "\",Ng,O,2001-02-03,\"Flat 2" + lineEnd
                        + "Elm Row\",,,,,,,,," + lineEnd + lineEnd;
                var loaded = load(ELM, file);
                assertThat(loaded).returns(1, UploadView::rows).returns(1, UploadView::added);
                assertThat(person(number).get("address_1")).isEqualTo("Flat 2 Elm Row");
                assertThat(person(number).get("language")).isEqualTo("en");
            }
        }
    }

    static Stream<Arguments> badRows() {
        var good = ",Ng,Ola,2001-02-03,,,,,,,,,,";
        return Stream.of(
                arguments("", ",Ng,Ola,2001-02-03,,,,,,,,,,", "nhs_number", "MISSING"),
                arguments("QQ 12 34 56 C", good, "nhs_number", "LETTERS"),
                arguments("999 314 159O", good, "nhs_number", "LETTERS"),
                arguments("٩٩٩٣١٤١٥٩٣", good, "nhs_number", "LETTERS"),
                arguments("9.99E+09", good, "nhs_number", "ROUNDED"),
                arguments("999314159", good, "nhs_number", "TOO_SHORT"),
                arguments("99931415930", good, "nhs_number", "TOO_LONG"),
                arguments("9993141594", good, "nhs_number", "CHECK_DIGIT"),
                arguments("1111111111", good, "nhs_number", "CHECK_DIGIT"),
                arguments("9991000020", good, "nhs_number", "CHECK_DIGIT"),
                arguments(null, ", \u200b ,Ola,2001-02-03,,,,,,,,,,", "family_name", "MISSING"),
                arguments(null, ",123,Ola,2001-02-03,,,,,,,,,,", "family_name", "NO_LETTERS"),
                arguments(null, "," + "x".repeat(201) + ",Ola,2001-02-03,,,,,,,,,,", "family_name", "TOO_LONG"),
                arguments(null, ",Ng,,2001-02-03,,,,,,,,,,", "given_names", "MISSING"),
                arguments(null, ",Ng,Ola,,,,,,,,,,,", "date_of_birth", "MISSING"),
                arguments(null, ",Ng,Ola,03/02/2001,,,,,,,,,,", "date_of_birth", "NOT_A_DATE"),
                arguments(null, ",Ng,Ola,2001-02-29,,,,,,,,,,", "date_of_birth", "NOT_A_DATE"),
                arguments(null, ",Ng,Ola,01-02-03,,,,,,,,,,", "date_of_birth", "NOT_A_DATE"),
                arguments(null, ",Ng,Ola,2999-02-03,,,,,,,,,,", "date_of_birth", "FUTURE"),
                arguments(null, ",Ng,Ola,1884-02-03,,,,,,,,,,", "date_of_birth", "TOO_OLD"),
                arguments(null, ",Ng,Ola,2001-02-03," + "x".repeat(201) + ",,,,,,,,,", "address_1", "TOO_LONG"),
                arguments(null, ",Ng,Ola,2001-02-03,,,,,Q1,,,,,", "postcode", "SHAPE"),
                arguments(null, ",Ng,Ola,2001-02-03,,,,,,ola@demo,,,,", "email", "SHAPE"),
                arguments(null, ",Ng,Ola,2001-02-03,,,,,,\"a@b.example,c@d.example\",,,,", "email", "SHAPE"),
                arguments(null, ",Ng,Ola,2001-02-03,,,,,,,none,,,", "mobile", "SHAPE"),
                arguments(null, ",Ng,Ola,2001-02-03,,,,,,,,english,,", "language", "UNKNOWN"),
                arguments(null, ",Ng,Ola,2001-02-03,,,,,,,,,huge,", "format", "UNKNOWN"),
                arguments(null, ",Ng,Ola,2001-02-03,,,,,,,,,,perhaps", "address_hidden", "UNKNOWN"),
                arguments(null, ",Ng,Ola,2001-02-03", "row", "FIELD_COUNT"),
                arguments(null, ",Ng,Ola,2001-02-03,,,,,,,,,,,x", "row", "FIELD_COUNT"));
    }

    @ParameterizedTest
    @MethodSource("badRows")
    void namesLineColumnAndReasonAndLoadsTheOthers(String number, String rest, String column, String reason)
            throws IOException {
        var good = nhsNumber();
        var bad = (number == null ? nhsNumber() : number) + rest;

        var checked = check(ELM, file(good + ",Ng,Ola,2001-02-03,,,,,,,,,,", bad));

        assertThat(checked).returns(2, UploadView::rows).returns(1, UploadView::refused);
        assertThat(register.problems(checked.id(), 0, 10)).containsExactly(new Problem(3, column, reason));
        assertThat(sentences().getString("person.upload.row." + reason)).isNotBlank();
        assertThat(register.load(checked.id()).added()).isEqualTo(1);
        assertThat(known(good)).isOne();
    }

    @Test
    void refusesEveryRowOfANumberThatComesTwice() {
        var twice = nhsNumber();
        var checked = check(
                ELM,
                file(
                        twice + ",Ng,Ola,2001-02-03,,,,,,,,,,",
                        nhsNumber() + ",Ng,Ida,2001-02-03,,,,,,,,,,",
                        twice + ",Ng,Eve,2002-02-03,,,,,,,,,,"));
        assertThat(register.problems(checked.id(), 0, 10))
                .extracting(Problem::line, Problem::column, Problem::reason)
                .containsExactly(tuple(2, "nhs_number", "TWICE"), tuple(4, "nhs_number", "TWICE"));
        assertThat(register.load(checked.id()).added()).isOne();
        assertThat(known(twice)).isZero();
    }

    @Test
    void refusesAKnownNumberWithAnotherDateOfBirthAlsoIfItBecameKnownMeanwhile() {
        var number = nhsNumber();
        var early = check(OAK, file(number + ",Ng,Ola,2002-02-03,,,,,,,,,,"));
        load(ELM, file(number + ",Ng,Ola,2001-02-03,,,,,,,,,,"));

        var late = check(ELM, file(number + ",Ng,Ola,2002-02-03,,,,,,,,,,"));
        assertThat(register.problems(late.id(), 0, 10)).containsExactly(new Problem(2, "nhs_number", "OTHER_BIRTH"));

        assertThat(early.refused()).isZero();
        assertThat(register.load(early.id())).returns(1, UploadView::refused).returns(0, UploadView::added);
        assertThat(register.problems(early.id(), 0, 10)).containsExactly(new Problem(2, "nhs_number", "OTHER_PERSON"));
        assertThat(person(number).get("practice")).isEqualTo("E85001");
    }

    /** T7: until somebody answers for it, a file is told nothing of people who are registered elsewhere, or nowhere. */
    @Test
    void reportsTheSameWhetherSomebodyIsRegisteredElsewhereOrUnknown() {
        var known = nhsNumber();
        load(OAK, file(known + ",Ng,Ola,2001-02-03,1 Oak Road,,,,,ola@demo.example,,,,"));
        var unknown = check(ELM, file(nhsNumber() + ",Ng,Ola,2001-02-03,1 Oak Road,,,,,ola@demo.example,,,,"));
        for (var guess : List.of(
                known + ",Ng,Ola,2001-02-03,1 Oak Road,,,,,ola@demo.example,,,,", // all right
                known + ",Ng,Ida,2001-02-03,9 Elm Row,,,,,,,,,", // the date of birth is right
                known + ",Ng,Ola,2001-02-04,1 Oak Road,,,,,ola@demo.example,,,,")) { // all but the date of birth
            var guessed = check(ELM, file(guess));
            assertThat(guessed)
                    .usingRecursiveComparison()
                    .ignoringFields("id", "uploadedAt", "here")
                    .isEqualTo(unknown);
            assertThat(register.problems(guessed.id(), 0, 10)).isEmpty();
        }
        assertThat(unknown)
                .returns(1, UploadView::added)
                .returns(0, UploadView::moved)
                .returns(0, UploadView::changed);
    }

    /** T7: a wrong guess that is loaded moves nobody, and both the person and their practice can see who tried. */
    @Test
    void leavesATraceWhereADateOfBirthIsTried() {
        var number = nhsNumber();
        load(OAK, file(number + ",Ng,Ola,2001-02-03,1 Oak Road,,,,,ola@demo.example,,,,"));
        var id = (java.util.UUID) person(number).get("id");

        assertThat(load(ELM, file(number + ",Ng,Ola,2001-02-04,,,,,,thief@demo.example,,,,")))
                .returns(1, UploadView::refused)
                .returns(0, UploadView::moved);

        assertThat(person(number)).containsEntry("practice", "E85002").containsEntry("email", "ola@demo.example");
        assertThat(jdbc.sql("""
                        select e.practice from audit.entry e join audit.entry_subject s on s.entry = e.id
                        where e.action = 'REGISTER_NOT_MATCHED' and s.subject = ?
                        """).param(id).query(String.class).list()).containsExactly("E85002");
    }

    /** T7: five files a day; the right day at the sixth is refused like a wrong one, at that practice only. */
    @Test
    void findsNoDateOfBirthByTrying() {
        var number = nhsNumber();
        load(OAK, file(number + ",Ng,Ola,2001-02-08,1 Oak Road,,,,,ola@demo.example,,,,"));
        for (int day = 1; day <= 5; day++) {
            assertThat(load(ELM, file(number + ",Ng,Ola,2001-02-0" + day + ",,,,,,,,,,")))
                    .returns(1, UploadView::refused);
        }
        var right = load(ELM, file(number + ",Ng,Ola,2001-02-08,,,,,,,,,,"));
        assertThat(right).returns(1, UploadView::refused).returns(0, UploadView::moved);
        assertThat(register.problems(right.id(), 0, 10)).containsExactly(new Problem(2, "nhs_number", "OTHER_PERSON"));
        assertThat(person(number).get("practice")).isEqualTo("E85002");

        jdbc.sql("delete from person.register_mismatch").update();
        assertThat(load(ELM, file(number + ",Ng,Ola,2001-02-08,,,,,,,,,,")))
                .as("when they are forgotten, a day later")
                .returns(1, UploadView::moved);
        assertThat(person(number).get("practice")).isEqualTo("E85001");
    }

    /** T6, T7: an NHS number and a date of birth take nobody over; a word of the family name on record has to be there, too. */
    @Test
    void takesNobodyOverUnderAnotherFamilyName() {
        var guessed = nhsNumber();
        var many = nhsNumber();
        var nowhere = nhsNumber();
        var married = nhsNumber();
        load(
                OAK,
                file(
                        guessed + ",Ng,Ola,2001-02-03,1 Oak Road,,,,,ola@demo.example,,,,",
                        many + ",Ng,Eve,2001-02-03,,,,,,,,,,",
                        nowhere + ",Ng,Uli,2001-02-03,,,,,,,,,,",
                        married + ",Núñez Ng,Ida,2001-02-03,,,,,,,,,,"));
        jdbc.sql(
                        "update person.registration set registered_to = (now() at time zone 'Europe/London')::date where person = ?")
                .param(id(nowhere).value())
                .update();
        var checked = check(
                ELM,
                file(
                        guessed + ",Smith,Ola Ng,2001-02-03,9 Elm Row,,,,,thief@demo.example,,,,",
                        many + ",Smith Jones Khan Brown Patel Ng,Eve,2001-02-03,,,,,,,,,,",
                        nowhere + ",Smith,Uli,2001-02-03,,,,,,,,,,",
                        married + ",O’Hara-NUNEZ,Ida,2001-02-03,,,,,,,,,,",
                        nhsNumber() + ",Smith,New,2001-02-03,,,,,,,,,,"));
        assertThat(checked).returns(0, UploadView::refused).returns(5, UploadView::added);

        assertThat(register.load(checked.id()))
                .returns(3, UploadView::refused)
                .returns(1, UploadView::moved)
                .returns(1, UploadView::added);

        assertThat(person(guessed))
                .containsEntry("practice", "E85002")
                .containsEntry("family_name", "Ng")
                .containsEntry("address_1", "1 Oak Road")
                .containsEntry("email", "ola@demo.example");
        assertThat(person(many).get("practice")).isEqualTo("E85002");
        assertThat(person(nowhere).get("practice")).isNull();
        assertThat(person(married).get("practice")).isEqualTo("E85001");
        assertThat(register.problems(checked.id(), 0, 10))
                .extracting(Problem::line, Problem::reason)
                .as("the same for a date of birth, a name, and registered nowhere")
                .containsExactly(tuple(2, "OTHER_PERSON"), tuple(3, "OTHER_PERSON"), tuple(4, "OTHER_PERSON"));
        for (var tried : List.of(guessed, many)) {
            assertThat(jdbc.sql("""
                            select e.practice from audit.entry e join audit.entry_subject s on s.entry = e.id
                            where e.action = 'REGISTER_NOT_MATCHED' and s.subject = ?
                            """)
                            .param(id(tried).value())
                            .query(String.class)
                            .list())
                    .containsExactly("E85002");
        }
        assertThat(load(OAK, file(guessed + ",Smith,Ola,2001-02-03,,,,,,,,,,")))
                .as("whoever is registered there may have a new name")
                .returns(1, UploadView::changed);
    }

    /** T5: whoever was reached another way until now is told there; where the address is to be hidden, not by post. */
    @Test
    void tellsPeopleWhereTheyWereReachedUntilNow(AssertablePublishedEvents events) {
        var ola = nhsNumber();
        var ida = nhsNumber();
        var hidden = nhsNumber();
        var same = nhsNumber();
        load(
                ELM,
                file(
                        ola + ",Ng,Ola,2001-02-03,1 Elm Row,,,,QE1 1AA,ola@demo.example,,,,",
                        ida + ",Ng,Ida,2001-02-03,,,,,,,,,,",
                        hidden + ",Ng,Eve,2001-02-03,3 Elm Row,,,,,,,,,",
                        same + ",Ng,Uli,2001-02-03,4 Elm Row,,,,,Uli@demo.example,,,,"));
        assertThat(events.ofType(RegisterNotices.class)).isEmpty();

        load(
                ELM,
                file(
                        ola + ",Ngo,Ola,2001-02-03,2 Elm Row,,,,QE1 1AA,new@demo.example,,,,",
                        ida + ",Ng,Ida,2001-02-03,5 Elm Row,,,,,ida@demo.example,,,,",
                        hidden + ",Ng,Eve,2001-02-03,6 Elm Row,,,,,,,,,yes",
                        same + ",Ng,Uli,2001-02-03,4 Elm Row,,,,,uli@demo.example,,,,"));

        assertThat(events.ofType(RegisterNotices.class))
                .flatExtracting(RegisterNotices::notices)
                .containsExactly(new Notice(
                        id(ola),
                        RegisterNotices.Kind.CONTACT_REPLACED,
                        "Ola Ng",
                        true,
                        Optional.of("ola@demo.example"),
                        List.of("1 Elm Row", "QE1 1AA"),
                        "STANDARD"));

        assertThat(movedHouse(events))
                .as("also whoever is not told there, because nobody is to know")
                .containsExactlyInAnyOrder(id(ola), id(ida), id(hidden));

        load(OAK, file(same + ",Ng,Uli,2001-02-03,4 Elm Row,,,,,uli@demo.example,,,,"));
        assertThat(movedHouse(events)).as("another practice, the same door").hasSize(3);
        assertThat(events.ofType(RegisterNotices.class))
                .flatExtracting(RegisterNotices::notices)
                .filteredOn(notice -> notice.kind() == RegisterNotices.Kind.PRACTICE_JOINED)
                .singleElement()
                .returns(id(same), Notice::person)
                .returns(Optional.of("uli@demo.example"), Notice::email);
    }

    private static List<PersonId> movedHouse(AssertablePublishedEvents events) {
        return StreamSupport.stream(events.ofType(PeopleMovedHouse.class).spliterator(), false)
                .flatMap(moved -> moved.people().stream())
                .toList();
    }

    /** Whoever has no address gets their post at the practice, and it goes with them to the next one. */
    @Test
    void thePostOfWhoeverHasNoAddressMovesWithTheirPractice(AssertablePublishedEvents events) {
        var homeless = nhsNumber();
        var row = homeless + ",Ng,Hal,2001-02-03,,,,,,%s,,,,";
        load(ELM, file(row.formatted("")));
        load(ELM, file(row.formatted("hal@demo.example")));
        assertThat(movedHouse(events)).isEmpty();
        load(OAK, file(row.formatted("hal@demo.example")));
        assertThat(movedHouse(events)).containsExactly(id(homeless));
    }

    static Stream<Arguments> addresses() {
        return Stream.of(
                arguments("1 ELM ROW,Elmhaven,,,qe11aa", "1 Elm Row,,Elmhaven.,,QE1 1AA", false),
                arguments("\"Flat 2, 1 St. John’s Rd.\",Elmhaven,,,", "Flat 2,1 St Johns Rd,,ELMHAVEN,QE1 1AA", false),
                arguments("1 Elm Row,Flat 2,Elmhaven,,QE1 1AA", "Flat 2,1 Elm Row,Elmhaven,,QE1 1AA", false),
                arguments("1 Elm Row,Elmhaven,qe1 1aa,,", "1 Elm Row,Elmhaven,,,QE1 1AA", false),
                arguments("1 Łąkowa-Ô,,,,QE1 1AA", "1 ŁĄKOWA Ô,,,,QE1 1AA", false),
                arguments("1 Elm Row,,,,QE1 1AA", "1 Elm Row,,,,QE1 1AB", true),
                arguments("1 Elm Row,,,,QE1 1AA", "1 Elm Row,,,,", true),
                arguments("1 Elm Row,,,,QE1 1AA", ",,,,", true),
                arguments("Flat 1,2 Elm Row,,,QE1 1AA", "Flat 2,1 Elm Row,,,QE1 1AA", true),
                arguments("\"Flat 1, 2 Elm Row\",,,,QE1 1AA", "Flat 12 Elm Row,,,,QE1 1AA", true),
                arguments("1 王府井大街,,,,QE1 1AA", "1 東四北大街,,,,QE1 1AA", true));
    }

    /** Whoever lives there hears of a move, and nobody hears of one because an address was tidied up; it is changed anyway. */
    @ParameterizedTest
    @MethodSource("addresses")
    void tellsAMoveFromAnAddressWrittenInAnotherWay(
            String before, String after, boolean moved, AssertablePublishedEvents events) {
        var number = nhsNumber();
        load(ELM, file(number + ",Ng,Ola,2001-02-03," + before + ",,,,,"));
        var checked = check(ELM, file(number + ",Ng,Ola,2001-02-03," + after + ",,,,,"));
        assertThat(checked)
                .returns(1, UploadView::changed)
                .returns(moved ? 1 : 0, UploadView::letters)
                .returns(0, UploadView::emails);
        register.load(checked.id());
        assertThat(events.ofType(RegisterNotices.class)).hasSize(moved ? 1 : 0);
        assertThat(movedHouse(events)).isEqualTo(moved ? List.of(id(number)) : List.of());
        var street = after.substring(0, after.indexOf(','));
        assertThat(person(number).get("address_1")).isEqualTo(street.isEmpty() ? null : street);
    }

    /** What a file says it will send is what it sends, and of people elsewhere it says nothing before (T7). */
    @Test
    void saysBeforeHowManyAreTold(AssertablePublishedEvents events) {
        var rows = Stream.of(
                        ",Ng,Moves,2001-02-03,1 Elm Row,,,,,a@demo.example,,,,", // a letter and an e-mail
                        ",Ng,First,2001-02-03,1 Elm Row,,,,,,,,,", // a letter: a first e-mail address
                        ",Ng,Both,2001-02-03,1 Elm Row,,,,,,,,,", // a letter: both, so that one is enough
                        ",Ng,None,2001-02-03,1 Elm Row,,,,,d@demo.example,,,,", // an e-mail: none any more
                        ",Ng,Hidden,2001-02-03,1 Elm Row,,,,,,,,,", // nothing by post, by their own practice
                        ",Ng,Child,2020-02-03,1 Elm Row,,,,,,,,,", // nothing: e-mail is not used for children
                        ",Ng,Postcode,2001-02-03,,,,,QE1 1AA,,,,,", // nothing: no address until now
                        ",Ng,Case,2001-02-03,1 Elm Row,,,,,h@demo.example,,,,")
                .map(row -> nhsNumber() + row)
                .toList();
        load(ELM, file(rows.toArray(String[]::new)));
        var elsewhere = nhsNumber() + ",Ng,Else,2001-02-03,1 Elm Row,,,,,e@demo.example,,,,";
        load(OAK, file(elsewhere));

        var checked = check(
                ELM,
                file(
                        rows.get(0).replace("1 Elm", "2 Elm").replace("a@", "aa@"),
                        rows.get(1).replace(",,,,,,,,,", ",,,,,b@demo.example,,,,"),
                        rows.get(2).replace("1 Elm Row,,,,,,,,,", "2 Elm Row,,,,,c@demo.example,,,,"),
                        rows.get(3).replace("d@demo.example", ""),
                        rows.get(4).replace("1 Elm Row,,,,,,,,,", "2 Elm Row,,,,,,,,,yes"),
                        rows.get(5).replace(",,,,,,,,,", ",,,,,f@demo.example,,,,"),
                        rows.get(6).replace(",,,,QE1 1AA", "2 Elm Row,,,,QE1 1AA"),
                        rows.get(7).replace("h@", "H@"),
                        elsewhere.replace("1 Elm", "2 Elm").replace("e@", "ee@")));

        assertThat(checked).returns(3, UploadView::letters).returns(2, UploadView::emails);
        register.load(checked.id());
        var here = StreamSupport.stream(events.ofType(RegisterNotices.class).spliterator(), false)
                .flatMap(notices -> notices.notices().stream())
                .filter(notice -> !notice.person().equals(id(elsewhere.substring(0, 10))))
                .toList();
        assertThat(here).filteredOn(notice -> !notice.address().isEmpty()).hasSize(3);
        assertThat(here).filteredOn(notice -> notice.email().isPresent()).hasSize(2);
    }

    /** However many move, others hear of them by the thousand. */
    @Test
    void tellsOfManyAtOnce(AssertablePublishedEvents events) {
        var rows = Stream.generate(() -> nhsNumber() + ",Ng,Ola,2001-02-03,1 Elm Row,,,,,,,,,")
                .limit(2100)
                .toArray(String[]::new);
        load(ELM, file(rows));
        assertThat(load(OAK, file(rows).replace(",Ng,", ",Ng-Ito,"))).returns(2100, UploadView::moved);
        assertThat(events.ofType(RegistrationMoved.class))
                .extracting(moved -> moved.people().size())
                .containsExactly(1000, 1000, 100);
        load(OAK, file(rows));
        assertThat(events.ofType(PeopleRenamed.class))
                .extracting(renamed -> renamed.people().size())
                .containsExactly(1000, 1000, 100);
        assertThat(jdbc.sql(
                                "select count(*) from audit.entry_subject s join audit.entry e on e.id = s.entry where e.action = 'REGISTRATION_MOVED' and s.subject in (select id from person.person where nhs_number = any(?))")
                        .param(Stream.of(rows).map(row -> row.substring(0, 10)).toArray(String[]::new))
                        .query(Integer.class)
                        .single())
                .isEqualTo(2100);
    }

    private PersonId id(String number) {
        return new PersonId((java.util.UUID) person(number).get("id"));
    }

    static Stream<Arguments> unreadableFiles() {
        var row = "\n9993141593,Ng,Ola,2001-02-03,,,,,,,,,,";
        return Stream.of(
                arguments("", UTF_8, Reason.EMPTY, 1L, null),
                arguments(HEADER + "\n", UTF_8, Reason.NO_ROWS, 1L, null),
                arguments("\uFEFF" + HEADER + row, StandardCharsets.UTF_16LE, Reason.ENCODING, 1L, null),
                arguments(HEADER + row, StandardCharsets.UTF_16BE, Reason.ENCODING, 1L, null),
                arguments(
                        HEADER + row + row.replace("Ola", "Zoë"),
                        Charset.forName("windows-1252"),
                        Reason.ENCODING,
                        3L,
                        null),
                arguments((HEADER + row).replace(',', ';'), UTF_8, Reason.SEPARATOR, 1L, null),
                arguments((HEADER + row).replace(',', '\t'), UTF_8, Reason.SEPARATOR, 1L, null),
                arguments(HEADER.replace(",email", "") + row, UTF_8, Reason.COLUMN_MISSING, 1L, "email"),
                arguments(HEADER + ",choice" + row, UTF_8, Reason.COLUMN_UNKNOWN, 1L, "choice"),
                arguments(HEADER + ",email" + row, UTF_8, Reason.COLUMN_UNKNOWN, 1L, "email"),
                arguments(
                        HEADER.replace("family_name,given_names", "given_names,family_name") + row,
                        UTF_8,
                        Reason.COLUMN_ORDER,
                        1L,
                        "family_name"),
                arguments("PK\u0003\u0004" + HEADER + row, UTF_8, Reason.ZIP, 1L, null),
                arguments("PK\u0003\nx", UTF_8, Reason.COLUMN_MISSING, 1L, "nhs_number"),
                arguments(HEADER + row + row.replace("Ng", "x".repeat(1 << 20)), UTF_8, Reason.LONG_LINE, 3L, null),
                arguments("%PDF-1.7 nothing", UTF_8, Reason.COLUMN_MISSING, 1L, "nhs_number"),
                arguments(HEADER + row + row.replace("Ng", "\"Ng"), UTF_8, Reason.BROKEN, 3L, null),
                arguments(HEADER + row + row.replace("Ng", "x".repeat(1 << 18)), UTF_8, Reason.LONG_LINE, 3L, null),
                arguments(HEADER + row + row.replace("Ng", "N\0g"), UTF_8, Reason.ZERO, 3L, null),
                arguments(HEADER.replace("email", "e\0mail") + row, UTF_8, Reason.ZERO, 1L, null),
                arguments(
                        HEADER + "\r\n9993141593,\"Ng\r\nOla\n" + "x".repeat(1 << 17),
                        UTF_8,
                        Reason.LONG_LINE,
                        4L,
                        null),
                arguments(
                        HEADER + row + ("\n\"" + "x".repeat(1 << 10)).repeat(1 << 8), UTF_8, Reason.BROKEN, 3L, null));
    }

    @ParameterizedTest
    @MethodSource("unreadableFiles")
    void keepsNothingOfAFileThatIsNoRegister(String text, Charset charset, Reason reason, long line, String column)
            throws IOException {
        long uploads = uploads();
        assertThatThrownBy(() -> register.check(ELM, "x.csv", stream(text, charset)))
                .isInstanceOfSatisfying(RegisterFileRefused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.line()).isEqualTo(line);
                    assertThat(refused.column()).isEqualTo(column);
                });
        assertThat(uploads()).isEqualTo(uploads);
        assertThat(stagedRows()).isZero();
        assertThat(sentences().getString("person.upload.file." + reason)).isNotBlank();
    }

    @Test
    void keepsNothingOfAnUploadThatBreaksOff() {
        var rows = Stream.generate(() -> nhsNumber() + ",Ng,Ola,2001-02-03,,,,,,,,,,")
                .limit(5000)
                .toArray(String[]::new);
        var whole = stream(file(rows), UTF_8);
        var broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (--left < 0) {
                    throw new IOException("connection reset");
                }
                return whole.read();
            }
        };
        long uploads = uploads();
        assertThatThrownBy(() -> register.check(ELM, "x.csv", broken)).isInstanceOf(UncheckedIOException.class);
        assertThat(uploads()).isEqualTo(uploads);
        assertThat(stagedRows()).isZero();
    }

    @Test
    void loadsAllOrNothing() {
        var first = nhsNumber();
        var checked =
                check(ELM, file(first + ",Ng,Ola,2001-02-03,,,,,,,,,,", nhsNumber() + ",Ng,Ida,2001-02-03,,,,,,,,,,"));
        // a fault in the last step: the audit trail refuses its entry
        var owner = JdbcClient.create(PostgresForTests.owner(database));
        owner.sql("alter table audit.entry add constraint fault check (action <> 'REGISTER_LOADED') not valid")
                .update();
        try {
            assertThatThrownBy(() -> register.load(checked.id())).hasMessageContaining("fault");
        } finally {
            owner.sql("alter table audit.entry drop constraint fault").update();
        }
        assertThat(known(first)).isZero();
        assertThat(register.load(checked.id()).added()).isEqualTo(2); // nothing was lost either
    }

    @Autowired
    org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails database;

    @Test
    void asksForTheFileAgainWhenItsRowsAreGone() {
        var checked = check(ELM, file(nhsNumber() + ",Ng,Ola,2001-02-03,,,,,,,,,,"));
        register.drop(checked.id());
        assertThatThrownBy(() -> register.load(checked.id())).isInstanceOf(UploadUnknown.class);
        assertThatThrownBy(() -> register.load(datachoice.core.Ids.next())).isInstanceOf(UploadUnknown.class);
    }

    @Test
    void movesKnownPeopleAndTellsOnlyAboutThem(AssertablePublishedEvents events) {
        var mover = nhsNumber();
        var stayer = nhsNumber();
        load(ELM, file(mover + ",Ng,Ola,2001-02-03,1 Elm Row,,,,,,,,,", stayer + ",Ng,Ida,2001-02-03,,,,,,,,,,"));
        load(OAK, file(mover + ",Ng,Ola,2001-02-03,2 Oak Road,,,,,,,,,"));
        var id = (java.util.UUID) person(mover).get("id");

        assertThat(person(mover)).containsEntry("practice", "E85002").containsEntry("address_1", "2 Oak Road");
        assertThat(person(stayer)).containsEntry("practice", "E85001");
        assertThat(events.ofType(RegistrationMoved.class))
                .containsExactly(new RegistrationMoved(new PersonId(id), Optional.of(ELM), Optional.of(OAK)));

        // there and back on one day
        load(ELM, file(mover + ",Ng,Ola,2001-02-03,1 Elm Row,,,,,,,,,"));
        var again = load(OAK, file(mover + ",Ng,Ola,2001-02-03,2 Oak Road,,,,,,,,,"));
        assertThat(again)
                .returns(0, UploadView::added)
                .returns(0, UploadView::changed) // details of those who were registered there
                .returns(1, UploadView::moved);
        assertThat(person(mover)).containsEntry("practice", "E85002").containsEntry("id", id);
        assertThat(jdbc.sql("select count(*) from person.registration where person = ? and registered_to is null")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void leavesUnchangedPeopleAlone() {
        var rows = file(
                nhsNumber() + ",Ng,Ola,2001-02-03,1 Elm Row,,,,,,,,,", nhsNumber() + ",Ng,Ida,2001-02-03,,,,,,,,,,");
        load(ELM, rows);
        assertThat(load(ELM, rows))
                .returns(0, UploadView::added)
                .returns(0, UploadView::changed)
                .returns(0, UploadView::moved);
        assertThat(load(ELM, rows.replace("Ida", "Ada"))).returns(1, UploadView::changed);
    }

    @Test
    void tellsOfNewNamesOnly(AssertablePublishedEvents events) {
        var ola = nhsNumber();
        var ida = nhsNumber();
        load(ELM, file(ola + ",Ng,Ola,2001-02-03,1 Elm Row,,,,,,,,,", ida + ",Ng,Ida,2001-02-03,,,,,,,,,,"));
        assertThat(events.ofType(PeopleRenamed.class)).isEmpty();
        load(ELM, file(ola + ",Ngô,Ola,2001-02-03,1 Elm Row,,,,,,,,,", ida + ",Ng,Ida,2001-02-03,2 Oak Road,,,,,,,,,"));
        assertThat(events.ofType(PeopleRenamed.class)).containsExactly(new PeopleRenamed(List.of(id(ola)), ELM));
    }

    @Test
    void leavesAnAuditEntryWithCountsOnly() {
        load(ELM, file(nhsNumber() + ",Ng,Ola,2001-02-03,,,,,,,,,,"));
        assertThat(jdbc.sql("select detail from audit.entry where action = 'REGISTER_LOADED' order by at desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("E85001: 1 added, 0 changed, 0 moved, 0 left, 0 refused");
    }

    /** Prints, and asserts no time: machines differ. {@code -Drows=1000000} asks for more. */
    @Test
    void loadsManyRows() throws IOException {
        int rows = Integer.getInteger("rows", 15_000);
        var csv = java.nio.file.Files.createTempFile("register", ".csv");
        try (var out = java.nio.file.Files.newBufferedWriter(csv)) {
            out.write(HEADER);
            long stem = 400_000_000L; // not from the 999 range, which is too small for millions; never shown to anyone
            for (int i = 0; i < rows; i++) {
                String number = null;
                while (number == null) {
                    stem++;
                    for (int digit = 0; digit < 10 && number == null; digit++) {
                        number = datachoice.core.NhsNumber.holds(stem + "" + digit) ? stem + "" + digit : null;
                    }
                }
                out.write(
                        "\n%s,Łuczak-%d,Zoë Ann,19%02d-03-27,%d Elm Row,Elmhaven,,,QE1 1AA,z%d@demo.example,07700 900123,en,,no"
                                .formatted(number, i, i % 100, i, i));
            }
        }
        long start = System.nanoTime();
        UploadView checked;
        try (var in = java.nio.file.Files.newInputStream(csv)) {
            checked = register.check(ELM, "many.csv", in);
        }
        long middle = System.nanoTime();
        assertThat(register.load(checked.id()).added()).isEqualTo(rows);
        long end = System.nanoTime();
        try (var in = java.nio.file.Files.newInputStream(csv)) {
            assertThat(register.load(register.check(ELM, "many.csv", in).id())).returns(0, UploadView::changed);
        }
        long again = System.nanoTime();
        java.nio.file.Files.delete(csv);
        System.err.printf(
                "%,d rows: checked in %,d ms, loaded in %,d ms, the same file again in %,d ms; heap %d MB%n",
                rows,
                (middle - start) / 1_000_000,
                (end - middle) / 1_000_000,
                (again - end) / 1_000_000,
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }

    private UploadView check(OdsCode practice, String file) {
        return register.check(practice, "list.csv", stream(file, UTF_8));
    }

    private UploadView load(OdsCode practice, String file) {
        return register.load(check(practice, file).id());
    }

    private static String file(String... rows) {
        return HEADER + "\n" + String.join("\n", rows);
    }

    private static InputStream stream(String text, Charset charset) {
        return new ByteArrayInputStream(text.getBytes(charset));
    }

    private java.util.Map<String, Object> person(String number) {
        return jdbc.sql("""
                        select p.*, r.practice from person.person p
                        left join person.registration r on r.person = p.id and r.registered_to is null where nhs_number = ?
                        """).param(number).query().singleRow();
    }

    private int known(String number) {
        return jdbc.sql("select count(*) from person.person where nhs_number = ?")
                .param(number)
                .query(Integer.class)
                .single();
    }

    private long uploads() {
        return jdbc.sql("select count(*) from person.register_upload")
                .query(Long.class)
                .single();
    }

    private long stagedRows() {
        return jdbc.sql(
                        "select count(*) from person.register_row r join person.register_upload u on u.id = r.upload where u.loaded_at is not null")
                .query(Long.class)
                .single();
    }

    private static PropertyResourceBundle sentences() throws IOException {
        try (var in = new ClassPathResource("messages/person.properties").getInputStream()) {
            return new PropertyResourceBundle(new java.io.InputStreamReader(in, UTF_8));
        }
    }

    /** A valid number of the 999 range that no test has used. */
    private static String nhsNumber() {
        while (true) {
            var stem = "999" + next++;
            for (int digit = 0; digit < 10; digit++) {
                if (datachoice.core.NhsNumber.holds(stem + digit)) {
                    return stem + digit;
                }
            }
        }
    }
}
