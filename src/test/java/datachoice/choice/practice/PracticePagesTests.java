package datachoice.choice.practice;

import static datachoice.TestPeople.asJob;
import static datachoice.TestPeople.signedIn;
import static datachoice.TestPeople.staffOf;
import static datachoice.choice.ChoiceDecision.ALLOW;
import static datachoice.choice.ChoiceDecision.DO_NOT_ALLOW;
import static datachoice.choice.OptOutType.NATIONAL_DATA_OPT_OUT;
import static datachoice.choice.OptOutType.TYPE_1;
import static datachoice.choice.ledger.AtThePractice.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import datachoice.PostgresForTests;
import datachoice.choice.ledger.AtThePractice;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.person.register.RegisterImport;
import de.siegmar.fastcsv.reader.CsvReader;
import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** What staff of a practice see and do, page by page, on the real database. */
@SpringBootTest
@AutoConfigureMockMvc
@Import({PostgresForTests.class, AtThePractice.class})
class PracticePagesTests {
    @Autowired
    MockMvc mvc;

    @Autowired
    AtThePractice given;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    RegisterImport register;

    @Autowired
    Clock clock;

    private Cookie[] cookies = new Cookie[0];
    private OdsCode elm;
    private SignedInUser staff;

    @BeforeEach
    void aPracticeOfItsOwn() {
        elm = given.aPractice("Elm Surgery");
        staff = staffOf(elm);
    }

    // ---- The list

    @Test
    void theWorkListShowsWhatIsNewAndNothingElse() throws Exception {
        var ann = given.hasSaid(elm, "O’Neill-Łuczak", "Ann <b>", "1984-03-27", DO_NOT_ALLOW);
        given.hasSaid(elm, "Yes", "Yasmin", "1990-01-01", ALLOW);
        given.registers(elm, "Silent", "Sue", "1990-01-01");

        var page = page("/practice");

        assertThat(page.title()).startsWith("Choices at Elm Surgery");
        assertThat(names(page)).containsExactly("O’Neill-Łuczak, Ann <b>");
        var number = given.nhsNumberOf(ann);
        assertThat(page.select(".app-list__number.nhsuk-u-nowrap").text())
                .isEqualTo(number.substring(0, 3) + " " + number.substring(3, 6) + " " + number.substring(6));
        assertThat(page.select("tbody td").eachText())
                .anyMatch(text -> text.contains("27 March 1984"))
                .anyMatch(text -> text.endsWith("No"))
                .anyMatch(text -> text.endsWith("New"))
                .anyMatch(text -> text.contains(UkTime.date(UkTime.today(clock))));
        assertThat(page.select(".app-result-line").text()).isEqualTo("Showing 1 to 1 of 1 person");
        assertThat(page.select("#code-DO_NOT_ALLOW-SNOMED_CT").text()).isEqualTo("827241000000103");
        assertThat(page.html()).doesNotContain("style=").doesNotContain("??");
        assertThat(given.looksAt(ann)).containsExactly("LIST_VIEWED APPLYING");
    }

    static Stream<Arguments> filtersAndSorts() {
        var lists = new ArrayList<Arguments>();
        for (var choice : List.of("", "ALLOW", "DO_NOT_ALLOW")) {
            for (var status : List.of("", "NEW", "APPLIED", "TO_RECONFIRM", "NONE")) {
                for (var sort : List.of("name", "-name", "born", "-born", "set", "-set", "status", "-status")) {
                    lists.add(arguments(choice, status, sort));
                }
            }
        }
        return lists.stream();
    }

    /** One practice of 130 for the whole table; made by the first row of it. */
    private static OdsCode big;

    private static final List<PersonId> BIG = new ArrayList<>();

    /** How many of them each filter finds; none where it is not named. */
    private static final Map<String, Integer> PEOPLE_OF_BIG = peopleOfBig();

    private static Map<String, Integer> peopleOfBig() {
        var people = new java.util.HashMap<String, Integer>();
        for (int i = 0; i < 130; i++) {
            var choice = i % 4 == 0 ? "ALLOW" : "DO_NOT_ALLOW";
            var status = i % 4 == 0
                    ? "NONE"
                    : List.of("NEW", "APPLIED", "TO_RECONFIRM").get(i % 3);
            for (var filter : List.of("/", choice + "/", "/" + status, choice + "/" + status)) {
                people.merge(filter, 1, Integer::sum);
            }
        }
        return people;
    }

    @ParameterizedTest
    @MethodSource("filtersAndSorts")
    void filtersSortsAndTurnsPages(String choice, String status, String sort) throws Exception {
        if (big == null) {
            big = given.aPractice("Big Surgery");
            var start = UkTime.startOf(LocalDate.of(2025, 1, 1));
            for (int i = 0; i < 130; i++) {
                var person = given.hasSaid(
                        big,
                        "Family" + "abcdefghij".charAt(i * 7 % 10),
                        "Given" + i,
                        LocalDate.of(1950 + i % 50, 1 + i % 12, 1).toString(),
                        i % 4 == 0 ? ALLOW : DO_NOT_ALLOW);
                jdbc.update(
                        "update choice.practice_listing set status = ?, set_at = ? where subject = ? and type = 'TYPE_1'",
                        i % 4 == 0
                                ? "NONE"
                                : List.of("NEW", "APPLIED", "TO_RECONFIRM").get(i % 3),
                        java.sql.Timestamp.from(start.plusSeconds(i * 5000L)),
                        person.value());
                BIG.add(person);
            }
        }
        var by =
                switch (sort.replace("-", "")) {
                    case "name" -> "sort_name";
                    case "born" -> "date_of_birth";
                    case "status" -> "status";
                    default -> "set_at";
                };
        var expected = jdbc.queryForList(
                "select subject::text from choice.practice_listing where practice = ? and type = 'TYPE_1' and (decision = ? or ? = '') and (status = ? or ? = '')",
                String.class,
                big.value(),
                choice,
                choice,
                status,
                status);
        assertThat(expected).hasSize(PEOPLE_OF_BIG.getOrDefault(choice + "/" + status, 0));
        var keys = new java.util.HashMap<String, String>();
        jdbc.query(
                "select subject::text, (" + by
                        + ")::text k from choice.practice_listing where practice = ? and type = 'TYPE_1'",
                row -> {
                    keys.put(row.getString(1), row.getString(2));
                },
                big.value());

        var shown = new ArrayList<String>();
        int pages = Math.max(1, (expected.size() + 49) / 50);
        for (int n = 1; n <= pages; n++) {
            var page = page(
                    "/practice?choice=" + choice + "&status=" + status + "&sort=" + sort + "&page=" + n, staffOf(big));
            var onPage = page.select("a.app-list__name").eachAttr("href").stream()
                    .map(href -> href.substring(href.lastIndexOf('/') + 1))
                    .toList();
            shown.addAll(onPage);
            int first = (n - 1) * 50 + 1;
            assertThat(page.select(".app-result-line").eachText())
                    .containsExactlyElementsOf(
                            expected.isEmpty()
                                    ? List.of()
                                    : List.of("Showing " + first + " to " + (first + onPage.size() - 1) + " of "
                                            + expected.size() + " people"));
            assertThat(page.title())
                    .startsWith("Choices at Big Surgery" + (pages > 1 ? ", page " + n + " of " + pages : " "));
        }

        assertThat(shown).containsExactlyInAnyOrderElementsOf(expected);
        var order = Comparator.<String>naturalOrder();
        assertThat(shown.stream().map(keys::get).toList())
                .isSortedAccordingTo(sort.startsWith("-") ? order.reversed() : order);
    }

    @Test
    void showsTheNameThatTheRegisterHasNow() throws Exception {
        var ann = given.hasSaid(elm, "Maiden", "Ann", "1984-03-27", DO_NOT_ALLOW);
        assertThat(names(page("/practice"))).containsExactly("Maiden, Ann");
        var file =
                "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,mobile,language,format,address_hidden\n"
                        + given.nhsNumberOf(ann) + ",Éclair,Ann Marie,1984-03-27,,,,,,,,,,";
        var loaded = asJob(() -> register.load(
                register.check(elm, "list.csv", new java.io.ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                        .id()));
        assertThat(loaded.changed()).isEqualTo(1);
        assertThat(names(page("/practice"))).containsExactly("Éclair, Ann Marie");
        assertThat(jdbc.queryForList(
                        "select distinct sort_name from choice.practice_listing where subject = ?",
                        String.class,
                        ann.value()))
                .containsExactly("eclair ann marie");
        assertThat(given.statusOf(ann)).isEqualTo("NEW");
    }

    @Test
    void datesAreInclusiveUkDays() throws Exception {
        var before = given.hasSaid(elm, "Before", "B", "1980-01-01", DO_NOT_ALLOW);
        var first = given.hasSaid(elm, "First", "F", "1980-01-01", DO_NOT_ALLOW);
        var last = given.hasSaid(elm, "Last", "L", "1980-01-01", DO_NOT_ALLOW);
        var after = given.hasSaid(elm, "After", "A", "1980-01-01", DO_NOT_ALLOW);
        var from = LocalDate.of(2025, 6, 10); // summer time: the day begins an hour before midnight UTC
        var to = LocalDate.of(2025, 6, 12);
        given.setAt(before, UkTime.startOf(from).minusMillis(1));
        given.setAt(first, UkTime.startOf(from));
        given.setAt(last, UkTime.startOf(to.plusDays(1)).minusMillis(1));
        given.setAt(after, UkTime.startOf(to.plusDays(1)));

        assertThat(names(page("/practice?from=2025-06-10&to=12/6/2025&sort=set")))
                .containsExactly("First, F", "Last, L");
    }

    @ParameterizedTest // B22
    @ValueSource(
            strings = {
                "page=-1",
                "page=0",
                "page=1000000000",
                "page=99999999999999999999",
                "page=abc",
                "page=",
                "size=1000000",
                "sort=password",
                "sort=name%20desc",
                "sort=%27;drop%20table%20x",
                "page=1&page=2",
                "sort=name&sort=set",
                "from=&to=",
                "practice=E00001"
            })
    void oddAddressesShowTheNearestPage(String odd) throws Exception {
        given.hasSaid(elm, "Only", "One", "1980-01-01", DO_NOT_ALLOW);
        assertThat(names(page("/practice?" + odd))).containsExactly("Only, One");
    }

    @ParameterizedTest // B4
    @CsvSource({
        "from=31/2/2026, Set from must be a real date",
        "to=9999-12-31, Set until must be between 1 January 2000 and",
        "from=1/3/26, The year of set from must have 4 numbers",
        "from=2026-03-02&to=2026-03-01, Set until must be the same day as set from"
    })
    void aWrongDateIsNamedAndKeptAndShowsNobody(String query, String message) throws Exception {
        var person = given.hasSaid(elm, "Only", "One", "1980-01-01", DO_NOT_ALLOW);
        var answer = send(get("/practice?" + query), staff);
        var page = Jsoup.parse(answer.getContentAsString());
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(page.title()).startsWith("Error: ");
        assertThat(page.select(".nhsuk-error-summary a").text()).contains(message);
        assertThat(page.select("#from").val() + page.select("#to").val()).isNotEmpty();
        assertThat(names(page)).isEmpty();
        assertThat(given.looksAt(person)).isEmpty();
    }

    @Test
    void emptyListsSayWhatWouldBeThere() throws Exception {
        assertThat(page("/practice").select(".app-empty").text())
                .startsWith("No one at your practice has made a choice");
        given.hasSaid(elm, "Yes", "Y", "1980-01-01", ALLOW);
        assertThat(page("/practice").select(".app-empty").text()).startsWith("Nothing new to enter.");
        var none = page("/practice?choice=DO_NOT_ALLOW");
        assertThat(none.select(".app-empty").text()).startsWith("No one on your list matches");
        assertThat(none.select("table")).isEmpty();
        assertThat(names(page("/practice?status="))).containsExactly("Yes, Y");
    }

    @Test
    void nationalChoicesAreCountedOnceAWeekAndNeverNamed() throws Exception { // R12, R17
        for (int i = 0; i < 6; i++) {
            var person = given.registers(elm, "Person" + i, "P", "1980-01-01");
            given.says(person, Map.of(NATIONAL_DATA_OPT_OUT, i < 3 ? DO_NOT_ALLOW : ALLOW));
        }
        var page = page("/practice?status=");
        assertThat(names(page)).isEmpty();
        assertThat(page.select("section .app-counts__number").eachText()).containsExactly("*", "*");

        var oak = given.aPractice("Oak Road");
        for (int i = 0; i < 12; i++) {
            given.hasSaid(oak, "Person" + i, "P", "1980-01-01", i < 5 ? DO_NOT_ALLOW : ALLOW);
        }
        var counts = page("/practice", staffOf(oak)).select("section .app-counts__number");
        assertThat(counts.eachText()).containsExactly("7", "5");
        given.hasSaid(
                oak, "One", "More", "1980-01-01", DO_NOT_ALLOW); // its effect on a count would show what was chosen
        assertThat(page("/practice", staffOf(oak))
                        .select("section .app-counts__number")
                        .eachText())
                .containsExactly("7", "5");
    }

    // ---- Own practice only (T7)

    @Test
    void nobodySeesAnotherPractice() throws Exception {
        var oak = given.aPractice("Oak Road");
        var theirs = given.hasSaid(oak, "Theirs", "Tom", "1980-01-01", DO_NOT_ALLOW);
        var moved = given.hasSaid(elm, "Moved", "Mo", "1981-01-01", DO_NOT_ALLOW);
        page("/practice/people/" + moved);
        var number = given.nhsNumberOf(moved);
        given.moves(moved, oak); // yesterday

        assertThat(names(page("/practice?status=&practice=" + oak))).isEmpty();
        var unknown = send(get("/practice/people/" + PersonId.next()), staff);
        assertThat(unknown.getStatus()).isEqualTo(404);
        for (var path : List.of(theirs.toString(), moved.toString(), "me", "%00", "../x")) {
            var answer = send(get("/practice/people/" + path), staff);
            assertThat(answer.getStatus()).as(path).isEqualTo(404);
            assertThat(answer.getContentAsString()).as(path).isEqualTo(unknown.getContentAsString());
        }
        assertThat(send(search(Map.of("nhsNumber", number, "reason", "ASKED")), staff)
                        .getContentAsString())
                .contains("No one registered at Elm Surgery matches");
        assertThat(send(apply(given.entry(theirs), given.entry(moved)), staff).getStatus())
                .isEqualTo(302);
        assertThat(page("/practice").select(".nhsuk-notification-banner").text())
                .contains("2 people are no longer registered at your practice");
        assertThat(given.stepsOf(theirs)).isEmpty();
        assertThat(given.stepsOf(moved)).isEmpty();
        assertThat(csv("status=")).hasSize(1);
        assertThat(given.looksAt(theirs)).isEmpty();
        assertThat(names(page("/practice?status=TO_RECONFIRM", staffOf(oak)))).containsExactly("Moved, Mo");
    }

    @Test
    void aRowLeftBehindByAMoveShowsNobody() throws Exception {
        var gone = given.hasSaid(elm, "Gone", "G", "1980-01-01", DO_NOT_ALLOW);
        jdbc.update(
                "update person.registration set registered_to = (now() at time zone 'Europe/London')::date where person = ?",
                gone.value());
        assertThat(names(page("/practice"))).isEmpty();
        assertThat(csv("status=NEW")).hasSize(1);
        send(apply(given.entry(gone)), staff);
        assertThat(given.stepsOf(gone)).isEmpty();
    }

    @Test
    void nobodyElseOpensAnyOfIt() throws Exception {
        var patient = datachoice.TestPeople.signedIn(given.registers(elm, "P", "P", "1980-01-01"));
        for (var path : List.of("/practice", "/practice/search", "/practice/choices.csv")) {
            assertThat(send(get(path), patient).getStatus()).isEqualTo(404);
        }
    }

    // ---- A reason for every look (T8, R18)

    @Test
    void aRecordOffTheListOpensOnlyByASearchWithAReason() throws Exception {
        var sue = given.registers(elm, "Silent", "Sue Ann", "1990-02-03");
        assertThat(send(get("/practice/people/" + sue), staff).getStatus()).isEqualTo(404);
        assertThat(send(get("/practice/people/" + sue + "?search=" + PersonId.next()), staff)
                        .getStatus())
                .isEqualTo(404);

        var number = given.nhsNumberOf(sue);
        var refused = send(search(Map.of("nhsNumber", number)), staff);
        assertThat(refused.getStatus()).isEqualTo(422);
        var again = Jsoup.parse(refused.getContentAsString());
        assertThat(again.title()).startsWith("Error: ");
        assertThat(again.select(".nhsuk-error-summary a").eachText())
                .containsExactly("Select why you need to open this record");
        assertThat(again.select("#nhsNumber").val()).isEqualTo(number);
        assertThat(given.looksAt(sue)).isEmpty();

        var found = send(
                search(Map.of(
                        "nhsNumber",
                        "NHS No " + number.substring(0, 3) + " " + number.substring(3, 6) + "-" + number.substring(6),
                        "reason",
                        "ASKED")),
                staff);
        var address = found.getRedirectedUrl();
        assertThat(address).startsWith("/practice/people/" + sue + "?search=").doesNotContain(number);
        var page = page(address);
        assertThat(page.select("h1").text()).isEqualTo("Sue Ann Silent");
        assertThat(page.text())
                .contains("The patient can see that you looked. Reason: the patient asked.")
                .contains("No choice recorded");
        assertThat(page.title()).doesNotContain(number);
        assertThat(given.looksAt(sue)).containsExactly("SEARCHED ASKED", "PERSON_OPENED ASKED");

        var searchId = address.substring(address.indexOf('=') + 1);
        var other = given.registers(elm, "Other", "O", "1990-02-03");
        assertThat(send(get("/practice/people/" + other + "?search=" + searchId), staff)
                        .getStatus())
                .isEqualTo(404); // found somebody else
        assertThat(send(get(address), staffOf(elm)).getStatus()).isEqualTo(404); // a colleague's search
        jdbc.update("delete from choice.practice_search_hit where search = ?::uuid", searchId);
        jdbc.update("delete from choice.practice_search where id = ?::uuid", searchId);
        jdbc.update(
                "insert into choice.practice_search (id, made_by, practice, reason, expires_at) values (?::uuid, ?, ?, 'ASKED', now() - interval '1 minute')",
                searchId,
                staff.login(),
                elm.value());
        jdbc.update(
                "insert into choice.practice_search_hit (search, subject) values (?::uuid, ?)", searchId, sue.value());
        assertThat(send(get(address), staff).getStatus()).isEqualTo(404); // too old
    }

    /** B12: a search stays open while somebody works with it, but not for longer than a working day. */
    @Test
    void aSearchStaysOpenWhileItIsWorkedWith() throws Exception {
        var sue = given.registers(elm, "Searched", "Sue", "1948-11-17");
        var address = send(search(Map.of("nhsNumber", given.nhsNumberOf(sue), "reason", "ASKED")), staff)
                .getRedirectedUrl();
        var id = address.substring(address.indexOf('=') + 1);
        var left = "select extract(epoch from expires_at - now())::int from choice.practice_search where id = ?::uuid";
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        owner.update(
                "update choice.practice_search set expires_at = expires_at - interval '29 minutes' where id = ?::uuid",
                id);
        assertThat(send(get("/practice/people/" + sue + "/record?search=" + id), staff)
                        .getStatus())
                .isEqualTo(200);
        assertThat(jdbc.queryForObject(left, Integer.class, id)).isBetween(1700, 1800);
        owner.update(
                "update choice.practice_search set expires_at = expires_at - interval '29 minutes', open_until = now() + interval '5 minutes' where id = ?::uuid",
                id);
        assertThat(send(get(address), staff).getStatus()).isEqualTo(200);
        assertThat(jdbc.queryForObject(left, Integer.class, id))
                .as("the day is over")
                .isBetween(200, 300);
    }

    @Test
    void aSearchByNameWantsTheBirthdayAndWholeWords() throws Exception {
        var zoe = given.registers(elm, "O’Brien", "Zoë Ann", "1990-02-03");
        given.registers(elm, "O’Brien", "Liam", "1990-02-03");
        given.registers(elm, "O’Brien", "Zoe", "1991-02-03");
        var one = send(search(born("zoe obrien", "3", "feb", "1990", "PROOF")), staff);
        assertThat(one.getRedirectedUrl()).startsWith("/practice/people/" + zoe);

        var two = send(search(born("O'Brien", "3", "2", "1990", "PROOF")), staff);
        assertThat(two.getRedirectedUrl()).startsWith("/practice/search/");
        var list = page(two.getRedirectedUrl());
        assertThat(list.select("a.app-list__name").eachText()).containsExactly("O’Brien, Liam", "O’Brien, Zoë Ann");
        assertThat(list.select("a.app-list__name").eachAttr("href")).allMatch(href -> href.contains("?search="));
        assertThat(send(get(two.getRedirectedUrl()), staffOf(elm)).getStatus()).isEqualTo(404);
        assertThat(page(list.select("a.app-list__name").get(1).attr("href"))
                        .select("h1")
                        .text())
                .isEqualTo("Zoë Ann O’Brien");
        assertThat(given.looksAt(zoe)).containsExactly("SEARCHED PROOF", "SEARCHED PROOF", "PERSON_OPENED PROOF");

        assertThat(send(search(born("Brie", "3", "2", "1990", "PROOF")), staff).getContentAsString())
                .contains("No one registered at Elm Surgery matches");
        assertThat(send(search(born(".*(", "3", "2", "1990", "PROOF")), staff).getStatus())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | '' | ASKED | | Enter an NHS number, or a name and a date of birth",
                "QQ123456C | '' | '' | ASKED | | This looks like a National Insurance number. An NHS number has 10 numbers and no letters",
                "99931415O3 | '' | '' | ASKED | | NHS number must only include numbers",
                "999314159 | '' | '' | ASKED | | NHS number is too short: it has 10 numbers",
                "99931415930 | '' | '' | ASKED | | NHS number is too long: it has 10 numbers",
                "9993141594 | '' | '' | ASKED | | Check the NHS number: one of the numbers is not right",
                "1111111111 | '' | '' | ASKED | | Check the NHS number: one of the numbers is not right",
                "'' | Ng | 1990 | ASKED | | 'Enter at least 3 letters of the name, or the NHS number'",
                "'' | Smith | 90 | ASKED | | Year must have 4 numbers, like 1984",
                "'' | Smith | '' | ASKED | | Date of birth must include a year",
                "'' | '' | 1990 | ASKED | | Enter a name",
                "'' | Smith | 1990 | '' | | Select why you need to open this record",
                "'' | Smith | 1990 | RECONCILING | | Select why you need to open this record",
                "'' | Smith | 1990 | 'ASKED,PROOF' | | Select why you need to open this record",
                "'' | Smith | 1990 | OTHER | | Enter the other reason",
                "'' | Smith | 1990 | OTHER | about 999 314 1593 | Remove the NHS number from the other reason"
            })
    void aSearchSaysWhatIsMissing(String number, String name, String year, String reason, String words, String message)
            throws Exception {
        var fields = new java.util.HashMap<>(born(
                name,
                year.isEmpty() && name.isEmpty() ? "" : "3",
                year.isEmpty() && name.isEmpty() ? "" : "2",
                year,
                reason));
        fields.put("nhsNumber", number);
        fields.put("reasonText", words == null ? "" : words);
        var answer = send(search(fields), staff);
        assertThat(answer.getStatus()).isEqualTo(422);
        var page = Jsoup.parse(answer.getContentAsString());
        assertThat(page.select(".nhsuk-error-summary a").eachText()).containsExactly(message);
        assertThat(page.select(page.select(".nhsuk-error-summary a").attr("href")))
                .hasSize(1);
        assertThat(page.select("#name").val()).isEqualTo(name);
    }

    @Test
    void anotherReasonIsKeptInWords() throws Exception {
        var sue = given.registers(elm, "Silent", "Sue", "1990-02-03");
        var fields = new java.util.HashMap<>(born("Silent", "3", "2", "1990", "OTHER"));
        fields.put("reasonText", "A letter\u202E came \n back");
        var page = page(send(search(fields), staff).getRedirectedUrl());
        assertThat(page.text()).contains("Reason: A letter came back.");
        assertThat(given.looksAt(sue)).contains("PERSON_OPENED A letter came back");
    }

    @Test
    void withoutAnEntryNothingIsShown() throws Exception { // D19
        var person = given.hasSaid(elm, "Secret", "S", "1980-01-01", DO_NOT_ALLOW);
        var owner = new JdbcTemplate(PostgresForTests.owner(database));
        owner.execute("""
                create function audit.broken() returns trigger language plpgsql as $$ begin
                  if exists (select 1 from audit.entry e where e.id = new.entry and e.practice = '%s') then raise exception 'full on purpose'; end if;
                  return new; end $$;
                create trigger broken before insert on audit.entry_subject for each row execute function audit.broken()
                """.formatted(elm));
        try {
            for (var request : looksAt(person)) {
                assertThatThrownBy(() -> send(request, staff)).hasStackTraceContaining("full on purpose");
            }
            assertThat(given.statusOf(person)).isEqualTo("NEW");
            assertThat(given.stepsOf(person)).isEmpty();
        } finally {
            owner.execute("drop trigger broken on audit.entry_subject; drop function audit.broken()");
        }
        for (var request : looksAt(person)) { // the very same requests, so nothing else kept them from being answered
            assertThat(send(request, staff).getStatus()).isIn(200, 302, 303);
        }
        assertThat(given.statusOf(person)).isEqualTo("APPLIED");
    }

    /** Every request that shows this person, or does something about their choice. */
    private List<MockHttpServletRequestBuilder> looksAt(PersonId person) {
        return List.of(
                get("/practice"),
                get("/practice/people/" + person),
                search(Map.of("nhsNumber", given.nhsNumberOf(person), "reason", "ASKED")),
                post("/practice/choices.csv").param("reason", "APPLYING"),
                apply(given.entry(person)));
    }

    // ---- Entering

    @Test
    void enteringAndUndoing() throws Exception {
        var ann = given.hasSaid(elm, "Ann", "A", "1980-01-01", DO_NOT_ALLOW);
        var person = page("/practice/people/" + ann);
        assertThat(person.select(".app-code code").eachText()).containsExactly("827241000000103", "XaZ89", "9Nu0.");
        assertThat(send(press(person, "Entered in our system"), staff).getRedirectedUrl())
                .isEqualTo("/practice/people/" + ann);
        assertThat(given.stepsOf(ann)).containsExactly("1 APPLIED");
        assertThat(given.statusOf(ann)).isEqualTo("APPLIED");
        assertThat(jdbc.queryForObject(
                        "select count(*) from letter.message where person = ?", Integer.class, ann.value()))
                .isPositive();

        person = page("/practice/people/" + ann);
        assertThat(person.select(".nhsuk-notification-banner").text()).contains("1 choice is marked as entered.");
        assertThat(person.text()).contains("The choice is in force at your practice since");
        assertThat(person.select(".app-code")).isEmpty();
        assertThat(page("/practice/people/" + ann).select(".nhsuk-notification-banner"))
                .isEmpty(); // said once
        send(press(person, "Undo: not entered"), staff);
        assertThat(given.stepsOf(ann)).containsExactly("1 APPLIED", "1 UNDONE");
        assertThat(given.statusOf(ann)).isEqualTo("NEW");

        send(press(page("/practice/people/" + ann), "Entered in our system"), staff);
        assertThat(given.stepsOf(ann)).containsExactly("1 APPLIED", "1 UNDONE", "1 APPLIED");
        send(press(person, "Undo: not entered"), staff);
        send(press(person, "Undo: not entered"), staff); // the same page twice
        assertThat(given.stepsOf(ann)).containsExactly("1 APPLIED", "1 UNDONE", "1 APPLIED", "1 UNDONE");
        assertThat(given.looksAt(ann))
                .contains("CHOICE_APPLIED", "ENTRY_UNDONE", "PERSON_OPENED APPLYING", "PERSON_SHOWN_AGAIN APPLYING");
    }

    @Test
    void thePersonReadsWhatWasEnteredAndTakenBackAndWhoLooked() throws Exception {
        var ann = given.hasSaid(elm, "Ann", "A", "1980-01-01", DO_NOT_ALLOW);
        page("/practice");
        page("/practice");
        page("/practice");
        send(press(page("/practice/people/" + ann), "Entered in our system"), staff);
        send(press(page("/practice/people/" + ann), "Undo: not entered"), staff);
        page("/practice/people/" + ann);

        var own = page("/choices/" + ann, signedIn(ann));
        assertThat(own.select("section[aria-labelledby=history]").text())
                .containsPattern("Entered by Elm Surgery[^.]* at \\d\\d?:\\d\\d on \\d\\d? \\p{L}+ \\d{4}\\.")
                .containsPattern("Taken back by Elm Surgery[^.]* at \\d\\d?:\\d\\d on");
        assertThat(own.select("section[aria-labelledby=looked]").text())
                .containsPattern("Saw the name in the practice's list, 3 times (between|at) \\d\\d?:\\d\\d")
                .contains("Saw the record again after pressing a button there, 2 times")
                .contains("Took back that the choice was entered")
                .containsOnlyOnce("Opened the record");
        var receipt = own.select("a[href^=/receipts/]").attr("href");
        assertThat(page(receipt, signedIn(ann)).text()).contains("Taken back by Elm Surgery");
    }

    @Test
    void aNoSaidAgainNeedsNoEntryAndAYesWithdrawsIt() throws Exception {
        var ann = given.hasSaid(elm, "Ann", "A", "1980-01-01", DO_NOT_ALLOW);
        send(apply(given.entry(ann)), staff);
        given.says(ann, DO_NOT_ALLOW);
        assertThat(given.statusOf(ann)).isEqualTo("APPLIED");
        given.says(ann, ALLOW);
        assertThat(given.statusOf(ann)).isEqualTo("NEW");
        var list = page("/practice");
        assertThat(list.text()).contains("Withdraws the no you entered");
        var person = page("/practice/people/" + ann);
        assertThat(person.select(".app-code code").eachText()).containsExactly("827261000000102", "XaZ8A", "9Nu1.");
        send(press(person, "Entered in our system"), staff);
        assertThat(given.statusOf(ann)).isEqualTo("APPLIED");
        assertThat(given.stepsOf(ann)).containsExactly("1 APPLIED", "3 APPLIED");
        // taken back one by one: first the withdrawal, then the no
        send(press(page("/practice/people/" + ann), "Undo: not entered"), staff);
        assertThat(given.statusOf(ann)).isEqualTo("NEW");
        send(press(page("/practice/people/" + ann), "Undo: not entered"), staff);
        assertThat(given.statusOf(ann)).isEqualTo("NONE");
    }

    @Test
    void tickedRowsAreEnteredTogetherAndTheOthersExplained() throws Exception {
        var people = IntStream.range(0, 5)
                .mapToObj(i -> given.hasSaid(elm, "Person" + i, "P", "1980-01-01", DO_NOT_ALLOW))
                .toList();
        var list = page("/practice");
        var ticks = list.select("input[name=entry]").eachAttr("value");
        assertThat(ticks).hasSize(5);
        send(apply(given.entry(people.get(0))), staffOf(elm)); // a colleague
        given.says(people.get(1), ALLOW); // a change of mind
        given.moves(people.get(2), given.aPractice("Oak Road"));

        var sent = ticked(list, ticks);
        assertThat(send(sent, staff).getRedirectedUrl())
                .isEqualTo("/practice?choice=&status=NEW&from=&to=&sort=-set&page=1");

        var page = page("/practice");
        assertThat(page.select(".nhsuk-notification-banner").text())
                .contains("2 choices are marked as entered.")
                .contains("1 was marked as entered before")
                .contains("1 person has changed their mind")
                .contains("1 person is no longer registered");
        assertThat(given.stepsOf(people.get(1))).isEmpty();
        assertThat(given.stepsOf(people.get(3))).containsExactly("1 APPLIED");
        assertThat(names(page)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0198.1", "..", "01980000-0000-7000-8000-000000000000.99999999999"})
    void nothingTickedOrNothingOfOursChangesNothing(String entry) throws Exception {
        assertThat(send(apply(entry), staff).getStatus()).isEqualTo(302);
        assertThat(page("/practice").select(".nhsuk-notification-banner").text())
                .contains("Nothing was marked.");
    }

    @Test
    void leadsNowhereElseAfterwards() throws Exception { // T16
        for (var evil : List.of("//evil.example", "https://evil.example", "/\\evil")) {
            var request = apply("x")
                    .param("person", evil)
                    .param("search", evil)
                    .param("sort", evil)
                    .param("from", evil);
            assertThat(send(request, staff).getRedirectedUrl()).startsWith("/practice?choice=");
        }
    }

    @Test
    void pressedTwentyTimesAtOnceItIsEnteredOnce() throws Exception {
        var people = IntStream.range(0, 3)
                .mapToObj(i -> given.hasSaid(elm, "Person" + i, "P", "1980-01-01", DO_NOT_ALLOW))
                .toList();
        var entries = people.stream().map(given::entry).toArray(String[]::new);
        var pool = Executors.newFixedThreadPool(20);
        try {
            var presses = IntStream.range(0, 20)
                    .<Callable<Integer>>mapToObj(i ->
                            () -> mvc.perform(apply(entries).with(as(staff)).with(csrf()))
                                    .andReturn()
                                    .getResponse()
                                    .getStatus())
                    .toList();
            for (var press : pool.invokeAll(presses)) {
                assertThat(press.get()).isEqualTo(302);
            }
        } finally {
            pool.shutdown();
        }
        people.forEach(person -> {
            assertThat(given.stepsOf(person)).containsExactly("1 APPLIED");
            assertThat(given.looksAt(person)).containsExactly("CHOICE_APPLIED");
        });
    }

    /** A yes said in the moment in which the no is entered has to be entered too, whoever comes first. */
    @Test
    void aChangeOfMindDuringTheEntryIsNeverLost() throws Exception {
        var pool = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 40; i++) {
                var person = given.hasSaid(elm, "Person" + i, "P", "1980-01-01", DO_NOT_ALLOW);
                var entry = given.entry(person);
                var both = pool.invokeAll(List.<Callable<Object>>of(
                        () -> mvc.perform(apply(entry).with(as(staff)).with(csrf())), () -> {
                            given.says(person, ALLOW);
                            return person;
                        }));
                for (var one : both) {
                    one.get();
                }
                assertThat(given.statusOf(person))
                        .isEqualTo(given.stepsOf(person).isEmpty() ? "NONE" : "NEW");
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void thePersonPageShowsTheGpRecordsHistoryOnly() throws Exception {
        var ann = given.registers(elm, "Ann", "A", "1980-01-01");
        given.says(ann, Map.of(NATIONAL_DATA_OPT_OUT, DO_NOT_ALLOW));
        given.says(ann, Map.of(TYPE_1, ALLOW));
        given.says(ann, Map.of(TYPE_1, DO_NOT_ALLOW, NATIONAL_DATA_OPT_OUT, ALLOW));
        var page = page("/practice/people/" + ann);
        assertThat(page.select(".app-timeline__item > p:nth-child(2)").eachText())
                .containsExactly("Said no", "Said yes");
        assertThat(page.text()).doesNotContain("hospital");
        assertThat(page.html()).doesNotContain("??");
    }

    // ---- The file

    @Test
    void theFileHoldsTheFiltersRowsSafely() throws Exception {
        var formula = given.hasSaid(elm, "=HYPERLINK(\"http://x\")", "Zoë, \"Z\"", "1980-01-02", DO_NOT_ALLOW);
        var yes = given.hasSaid(elm, "Yes", "Y", "1980-01-03", ALLOW);
        assertThat(page("/practice/choices.csv?status=").select("h1").text()).isEqualTo("Download the list");

        var refused = send(post("/practice/choices.csv").param("status", ""), staff);
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString())
                .contains("Select why you need this file")
                .doesNotContain("Zoë");

        var answer = send(
                post("/practice/choices.csv")
                        .param("status", "")
                        .param("sort", "born")
                        .param("reason", "RECONCILING"),
                staff);
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getContentType()).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.getHeader("Content-Disposition"))
                .isEqualTo("attachment; filename=\"choices-" + UkTime.today(clock) + ".csv\"");
        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
        var bytes = answer.getContentAsByteArray();
        assertThat(answer.getHeader("Content-Length")).isEqualTo(String.valueOf(bytes.length));
        var text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF\"nhs_number\",\"family_name\"").endsWith("\"\r\n");
        var rows = CsvReader.builder().ofCsvRecord(text.substring(1)).stream()
                .map(row -> row.getFields())
                .toList();
        var today = UkTime.today(clock).toString();
        assertThat(rows)
                .containsExactly(
                        PracticeExport.HEADER,
                        List.of(
                                given.nhsNumberOf(formula),
                                "'=HYPERLINK(\"http://x\")",
                                "Zoë, \"Z\"",
                                "1980-01-02",
                                "DO_NOT_ALLOW",
                                today,
                                "NEW",
                                "827241000000103"),
                        List.of(given.nhsNumberOf(yes), "Yes", "Y", "1980-01-03", "ALLOW", today, "NONE", ""));
        assertThat(given.looksAt(formula)).containsExactly("LIST_EXPORTED RECONCILING");
        assertThat(given.looksAt(yes)).containsExactly("LIST_EXPORTED RECONCILING");
        assertThat(csv("status=NEW")).hasSize(2);
        assertThat(csv("choice=ALLOW")).hasSize(2);
    }

    // ---- How the tests look at pages

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request, SignedInUser user) throws Exception {
        var answer = mvc.perform((cookies.length == 0 ? request : request.cookie(cookies))
                        .with(as(user))
                        .with(csrf()))
                .andReturn()
                .getResponse();
        if (answer.getCookies().length > 0) {
            cookies = answer.getCookies();
        }
        return answer;
    }

    private Document page(String address) throws Exception {
        return page(address, staff);
    }

    private Document page(String address, SignedInUser user) throws Exception {
        var answer = send(get(java.net.URI.create(address)), user);
        assertThat(answer.getStatus()).as(address).isEqualTo(200);
        return Jsoup.parse(answer.getContentAsString(), "http://localhost");
    }

    private List<List<String>> csv(String filters) throws Exception {
        var answer = send(post("/practice/choices.csv?" + filters).param("reason", "APPLYING"), staff);
        assertThat(answer.getStatus()).isEqualTo(200);
        return CsvReader.builder().ofCsvRecord(answer.getContentAsString(StandardCharsets.UTF_8)).stream()
                .map(row -> row.getFields())
                .toList();
    }

    private static List<String> names(Document page) {
        return page.select("tbody a.app-list__name").eachText();
    }

    private static MockHttpServletRequestBuilder search(Map<String, String> fields) {
        var request = post("/practice/search");
        fields.forEach(request::param);
        return request;
    }

    private static Map<String, String> born(String name, String day, String month, String year, String reason) {
        return Map.of(
                "name",
                name,
                "dateOfBirth.day",
                day,
                "dateOfBirth.month",
                month,
                "dateOfBirth.year",
                year,
                "reason",
                reason);
    }

    private static MockHttpServletRequestBuilder apply(String... entries) {
        return post("/practice/applied").param("entry", entries);
    }

    /** The form around a button, with its hidden fields. */
    private static MockHttpServletRequestBuilder press(Document page, String button) {
        var form = page.select("button").stream()
                .filter(one -> one.text().equals(button))
                .findFirst()
                .orElseThrow()
                .closest("form");
        return hidden(form);
    }

    private static MockHttpServletRequestBuilder ticked(Document list, List<String> entries) {
        var form = list.select("input[name=entry]").first().closest("form");
        return hidden(form).param("entry", entries.toArray(String[]::new));
    }

    private static MockHttpServletRequestBuilder hidden(Element form) {
        var request = post(form.attr("action"));
        form.select("input[type=hidden]").stream()
                .filter(input -> !input.attr("name").equals("_csrf"))
                .forEach(input -> request.param(input.attr("name"), input.val()));
        return request;
    }
}
