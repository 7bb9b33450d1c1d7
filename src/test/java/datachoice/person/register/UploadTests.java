package datachoice.person.register;

import static datachoice.TestPeople.asJob;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import datachoice.Cast;
import datachoice.OwnServer;
import datachoice.PostgresForTests;
import datachoice.TestFolder;
import datachoice.TestPeople;
import datachoice.WholePortal;
import datachoice.choice.ChoiceChannel;
import datachoice.choice.ChoiceDecision;
import datachoice.choice.past.PastChoice;
import datachoice.choice.past.PastChoices;
import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.identity.WebVisitor;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** From the file on somebody's computer to the register, over real HTTP and through the real jobs (B14-B17). */
@WholePortal
class UploadTests {
    private static final String HEADER = String.join(",", RegisterColumn.header());
    private static final String UPLOADS = "/practice/uploads";
    private static final Path FOLDER = TestFolder.of("whole-portal").resolve("uploads");

    @LocalServerPort
    int port;

    private Set<Path> before = Set.of();

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    UploadWork work;

    @Autowired
    UploadRows rows;

    @Autowired
    UploadFolder folder;

    @Autowired
    PastChoices past;

    @Autowired
    ApplicationContext portal;

    private OdsCode practice;
    private WebVisitor lead;

    @BeforeEach
    void aPracticeAndItsLead() {
        cast.forgetFailedTries();
        practice = cast.practice("Upload Surgery");
        lead = cast.signedIn(port, cast.leadOf(practice));
    }

    @BeforeEach
    void filesOfOthers() throws IOException {
        before = files();
    }

    /** Whatever became of a file: it does not stay. */
    @AfterEach
    void noFileIsLeft() throws IOException {
        assertThat(files()).isSubsetOf(before);
    }

    private static Set<Path> files() throws IOException {
        return filesIn(FOLDER);
    }

    private static Set<Path> incoming() throws IOException {
        return filesIn(FOLDER.resolveSibling("incoming"));
    }

    private static Set<Path> filesIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (var files = Files.list(folder)) {
            return files.collect(Collectors.toSet());
        }
    }

    @Test
    void showsWhatWouldChangeLoadsItAndSaysWhatDid() {
        var known = cast.adult("Kim Known", practice);
        var mover = cast.adult("Mo Mover", cast.practice("Former Surgery"));
        var leaver = cast.adult("Les Leaver", practice);
        var stayers = IntStream.range(0, 10)
                .mapToObj(i -> cast.adult("Stay Er" + i, practice))
                .toList();
        var file = new ArrayList<String>();
        stayers.forEach(stayer -> file.add(line(stayer)));
        file.add(line(known).replace("Kim", "Kimberley"));
        file.add(line(mover));
        file.add(row("Nia", "New"));
        file.add(row("Bad", "Date").replace("1984-03-27", "27/3/1984"));

        send("WHOLE", file);

        var page = look("CHECKED").page();
        assertThat(page.select("h1").text()).isEqualTo("What this file would change");
        assertThat(page.select(".app-counts li").eachText())
                .containsExactly(
                        "14 rows in the file",
                        "2 join your practice",
                        "11 with changed details",
                        "1 leave your practice",
                        "1 cannot be loaded");
        assertThat(page.select("details tbody td").eachText()).contains("Line 15", "Column date_of_birth");
        assertThat(page.select("details p").text())
                .contains("Loading the file sends 11 letters and no emails to people registered here.")
                .contains(
                        "11 of these people have moved. A letter code that was posted to an old address stops working");
        assertThat(registeredAt(leaver.id().value())).isEqualTo(practice.value());
        assertThat(registeredAt(mover.id().value())).isNotEqualTo(practice.value());

        lead.submit(path("/load"), "x", "y");

        page = look("LOADED").page();
        assertThat(page.select(".nhsuk-inset-text").text())
                .contains("1 new", "11 changed", "1 from another practice or from none, 1 left. 1 row was left out.");
        assertThat(registeredAt(leaver.id().value())).isNull();
        assertThat(registeredAt(mover.id().value())).isEqualTo(practice.value());
        assertThat(jdbc.queryForObject(
                        "select given_names from person.person where id = ?",
                        String.class,
                        known.id().value()))
                .isEqualTo("Kimberley");
        assertThat(acts())
                .containsSubsequence("REGISTER_UPLOADED", "REGISTER_CONFIRMED")
                .contains("REGISTER_LOADED", "REGISTRATION_ENDED", "REGISTRATION_MOVED");
        assertThat(jdbc.queryForList(
                        "select distinct actor_role from audit.entry where practice = ? and action = 'REGISTER_LOADED' and actor_id is not null",
                        String.class,
                        practice.value()))
                .as("a job did it, for whoever asked")
                .containsExactly("JOB:register");
        assertThat(stagedRows()).isZero();

        // each of them can see what was done, by whom, without any value, and so can the practice that lost one
        assertThat(actsAbout(known.id().value())).containsExactly("REGISTER_CHANGED name, address");
        assertThat(actsAbout(leaver.id().value())).containsExactly("REGISTRATION_ENDED");
        assertThat(actsAbout(mover.id().value()))
                .containsExactlyInAnyOrder("REGISTER_CHANGED address", "REGISTRATION_MOVED");
        assertThat(jdbc.queryForList(
                        "select e.action from audit.entry e join audit.entry_subject s on s.entry = e.id where e.practice = ? and s.subject = ? and e.actor_id is not null",
                        String.class,
                        mover.practice().value(),
                        mover.id().value()))
                .containsExactly("REGISTRATION_MOVED_AWAY");
        var kim = cast.signedIn(port, cast.accountOf(known))
                .get("/choices/" + known)
                .page()
                .select("main")
                .text();
        assertThat(kim)
                .contains("Practice lead, with a file, Upload Surgery", "Changed: name, address")
                .doesNotContain("No one has");
    }

    private List<String> actsAbout(UUID person) {
        return jdbc.queryForList("""
                select e.action || coalesce(' ' || e.detail, '') from audit.entry e join audit.entry_subject s on s.entry = e.id
                where e.practice = ? and s.subject = ? and e.actor_role = 'JOB:register' and e.actor_id is not null
                """, String.class, practice.value(), person);
    }

    /** B16: all of it to download, and no value of any row in it. */
    @Test
    void namesEveryRowThatCannotBeLoaded() throws IOException {
        var file = new ArrayList<String>();
        for (int i = 0; i < 120; i++) {
            file.add(row("Row", "No" + i).replace("1984-03-27", i % 2 == 0 ? "1984-02-30" : "1984-03-27"));
        }
        var twice = newNumber();
        file.add(twice + ",Same,One,1984-03-27,,,,,,,,,,");
        file.add(twice + ",Same,Two,1984-03-27,,,,,,,,,,");
        file.add("9.99E+09,=1+1,@SUM,1984-03-27,,,,,,,,,,");

        send("PART", file);

        assertThat(look("CHECKED").page().select(".nhsuk-expander summary").eachText())
                .contains("Ready: 60 rows", "Cannot be loaded: 63 rows");
        var all = lead.get(path("/refused"));
        assertThat(all.page().select("tbody tr")).hasSize(50);
        assertThat(all.page().select(".app-result-line").text()).isEqualTo("64 problems");
        assertThat(lead.get(path("/refused?page=99")).page().title())
                .startsWith("Rows that cannot be loaded, page 2 of 2");
        assertThat(lead.get(path("/refused?page=x")).page().select("tbody tr")).hasSize(50);
        var csv = lead.get(path("/refused.csv"));
        assertThat(csv.header("Content-Disposition").orElseThrow()).contains("attachment");
        assertThat(csv.body()).startsWith("\uFEFF\"line\"").doesNotContain(twice, "SUM", "1+1");
        var lines = CsvReader.builder().ofCsvRecord(csv.body()).stream().toList();
        assertThat(lines).hasSize(65);
        assertThat(lines.get(61).getFields())
                .containsExactly(
                        "122",
                        "nhs_number",
                        "This NHS number comes more than once in the file. None of its rows can be loaded.");
        assertThat(acts()).contains("REGISTER_PROBLEMS_EXPORTED");
    }

    @Test
    void asksTwiceWhenMoreThanATenthWouldLeave() {
        var people = IntStream.range(0, 9)
                .mapToObj(i -> cast.adult("One Of" + i, practice))
                .toList();
        send("WHOLE", people.subList(0, 8).stream().map(this::line).toList());

        assertThat(look("CHECKED").page().select("input[name=sure]")).hasSize(1);
        lead.submit(path("/load"));

        assertThat(lead.status()).isEqualTo(422);
        assertThat(lead.page().select(".nhsuk-error-summary a").text())
                .isEqualTo("Tick the box if 1 person has left your practice, or do not load the file");
        assertThat(registered()).isEqualTo(9);
        lead.submit(path("/load"), "sure", "YES");
        look("LOADED");
        assertThat(registered()).isEqualTo(8);
    }

    /** A row that does not say whom it is about may be about anybody. */
    @Test
    void letsNobodyLeaveWhileARowCannotBeRead() {
        var people = IntStream.range(0, 3)
                .mapToObj(i -> cast.adult("Un Clear" + i, practice))
                .toList();
        send("WHOLE", List.of(line(people.get(0)), "999,Un,Clear1,1984-03-27,,,,,,,,,,"));
        assertThat(look("CHECKED").page().select(".nhsuk-inset-text").text())
                .contains("Nobody will leave. 1 row does not");
        lead.submit(path("/load"));
        look("LOADED");
        assertThat(registered()).isEqualTo(3);

        // a row with another fault does say it
        send(
                "WHOLE",
                List.of(
                        line(people.get(0)),
                        line(people.get(1)).replaceAll("\\d{4}-\\d\\d-\\d\\d", "never"),
                        line(people.get(2))));
        assertThat(look("CHECKED").page().select(".app-counts").text())
                .contains("0 leave your practice", "1 cannot be loaded");
    }

    @Test
    void loadsNothingThatIsNotWanted() {
        send("PART", List.of(row("Not", "Wanted")));
        look("CHECKED");
        lead.submit(path("/drop"));
        assertThat(lead.follow().page().select(".nhsuk-notification-banner").text())
                .contains("Nothing was changed");
        lead.get(path(""));
        assertThat(lead.page().select("h1").text()).isEqualTo("This file was not loaded");
        assertThat(lead.post(path("/load"), "_csrf", lead.token(), "left", "0").status())
                .isEqualTo(302);
        assertThat(registered()).isZero();
        assertThat(stagedRows()).isZero();
    }

    /** A newer report replaces one that waits; a file in work does not give way. */
    @Test
    void takesOneFileOfAPracticeAtATime() {
        send("PART", List.of(row("First", "File")));
        look("CHECKED");
        var first = upload;
        send("PART", List.of(row("Second", "File")));
        assertThat(state(first)).isEqualTo("DROPPED");
        look("CHECKED");

        rows.go(upload, UploadState.CHECKED, UploadState.CONFIRMED); // being loaded, as far as anybody can see
        assertThat(post("PART", List.of(row("Third", "File"))).status()).isEqualTo(422);
        assertThat(problems()).containsExactly("Your practice has another file in work. Wait until it is finished");
        work.load(upload);
        assertThat(state(upload)).isEqualTo("LOADED");
        assertThat(registered()).isOne();
    }

    /** Of a node that died when its work was done, and before the job was struck off. */
    @Test
    void doesNothingTwice() {
        send("PART", List.of(row("Once", "Only")));
        look("CHECKED");
        work.check(upload);
        assertThat(state(upload)).isEqualTo("CHECKED");
        work.load(upload);
        assertThat(state(upload)).as("nobody said so").isEqualTo("CHECKED");
        rows.go(upload, UploadState.CHECKED, UploadState.CONFIRMED);
        work.load(upload);
        work.load(upload);
        work.check(upload);
        assertThat(state(upload)).isEqualTo("LOADED");
        assertThat(registered()).isOne();
    }

    /** A job that waits for another practice's load would keep from sending those who wait for a code. */
    @Test
    void waitsItsTurnWithoutKeepingAJob() throws Exception {
        send("PART", List.of(row("Later", "File")));
        look("CHECKED");
        rows.go(upload, UploadState.CHECKED, UploadState.CONFIRMED);
        try (var other = PostgresForTests.superuser(database).getConnection();
                var statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtext('person.register'))");
            assertThatThrownBy(() -> work.load(upload)).isInstanceOf(RegisterInUse.class);
            assertThat(state(upload)).isEqualTo("CONFIRMED");
            statement.execute("select pg_advisory_unlock(hashtext('person.register'))");
        }
        work.load(upload);
        assertThat(state(upload)).isEqualTo("LOADED");
    }

    /** Two at once: one is taken. */
    @Test
    void refusesTheSecondOfTwoFilesThatComeTogether() {
        var states = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> {
                    try {
                        rows.add(UUID.randomUUID(), practice, "x.csv", false, UUID.randomUUID(), 1L);
                        return 1;
                    } catch (org.springframework.dao.DuplicateKeyException e) {
                        return 0;
                    }
                })
                .toList();
        assertThat(states.stream().mapToInt(i -> i).sum()).isOne();
        rows.open(practice).forEach(open -> rows.end(open, UploadState.DROPPED, null));
    }

    static Stream<Arguments> filesThatAreNone() {
        var row = "9991234567,Ng,Zoë,2001-02-03,,,,,,,,,,";
        var good = HEADER + "\n" + row;
        return Stream.of(
                Arguments.of(
                        "\uFEFF" + good,
                        StandardCharsets.UTF_16LE,
                        "Line 1 is not saved as UTF-8. Save the file again as “CSV UTF-8”."),
                Arguments.of(
                        good,
                        StandardCharsets.UTF_16BE,
                        "Line 1 is not saved as UTF-8. Save the file again as “CSV UTF-8”."),
                Arguments.of(
                        "PK\u0003\u0004\u0014\u0000",
                        UTF_8,
                        "This is a zip file or a spreadsheet. Save the list as “CSV UTF-8” and send that."),
                Arguments.of("", UTF_8, "The file is empty."),
                Arguments.of(HEADER + "\r\n", UTF_8, "The file has a header and no people."),
                Arguments.of(
                        good.replace(',', ';'),
                        UTF_8,
                        "The columns must be separated by commas, not by semicolons or tabs."),
                Arguments.of(
                        good.replace(",mobile", ""), UTF_8, "The column “mobile” is missing. Start from our template."),
                Arguments.of(
                        HEADER + ",<b>x</b>\n" + row,
                        UTF_8,
                        "We do not know the column “<b>x</b>”, or it comes twice. Start from our template."),
                Arguments.of("%PDF-1.7", UTF_8, "The column “nhs_number” is missing. Start from our template."));
    }

    /** B14, B15: said at once, beside the field, with what was selected kept. */
    @ParameterizedTest
    @MethodSource("filesThatAreNone")
    void saysAtOnceWhatIsWrongWithAFile(String text, Charset charset, String sentence) {
        lead.get(UPLOADS);
        var token = lead.token();
        post("PART", token, "list.csv", text.getBytes(charset));
        assertThat(lead.status()).isEqualTo(422);
        assertThat(problems()).containsExactly(sentence);
        assertThat(lead.page().title()).startsWith("Error: ");
        assertThat(lead.page().select("input[value=PART]").hasAttr("checked")).isTrue();
        assertThat(uploads()).isZero();
    }

    /** B14, B17: what only the whole file shows is said by the report; nothing is half-loaded. */
    @ParameterizedTest
    @MethodSource("filesThatBreakOff")
    void saysLaterWhatIsWrongFurtherDown(String lastRow, Charset charset, String sentence) {
        var file = HEADER + "\n" + row("Fine", "Row") + "\n" + lastRow;
        lead.get(UPLOADS);
        post("PART", lead.token(), "list.csv", file.getBytes(charset));
        upload = UUID.fromString(lead.location().replaceAll(".*/", ""));
        var page = look("REFUSED").page();
        assertThat(page.select("h1").text()).isEqualTo("We cannot read this file");
        assertThat(page.select(".nhsuk-inset-text").text()).contains(sentence);
        assertThat(registered()).isZero();
        assertThat(stagedRows()).isZero();
    }

    static Stream<Arguments> filesThatBreakOff() {
        return Stream.of(
                Arguments.of(
                        "9991234567,Ng,Zoë,2001-02-03,,,,,,,,,,",
                        Charset.forName("windows-1252"),
                        "Line 3 is not saved as UTF-8."),
                Arguments.of("9991234567,\"Ng,Zoe,2001-02-03,,,,,,,,,,", UTF_8, "The file breaks off in line 3"),
                Arguments.of(
                        "9991234567," + "x".repeat(10 << 20) + ",Zoe,2001-02-03,,,,,,,,,,",
                        UTF_8,
                        "Line 3 is too long to be a row of patients."),
                Arguments.of(
                        "9991234567,N\0g,Zoe,2001-02-03,,,,,,,,,,",
                        UTF_8,
                        "Line 3 holds a zero byte, which no text has."));
    }

    /** B14: however spreadsheets save it. */
    @Test
    void takesLineEndsMarksAndQuotesAsTheyCome() {
        var number = newNumber();
        var file = "\uFEFF" + HEADER + "\r\n\"" + number + "\",\"=1+1\",\"Zoë\r\nAnn\",1984-03-27,,,,,,,,,,\r\n\r\n";
        lead.get(UPLOADS);
        post("PART", lead.token(), "C:\\me\\list.csv", file.getBytes(UTF_8));
        upload = UUID.fromString(lead.location().replaceAll(".*/", ""));
        assertThat(look("CHECKED").page().select("main").text())
                .contains("“list.csv”", "1 row in the file", "1 cannot be loaded");

        send("PART", List.of("\"" + number + "\",\"=Cell1+1\",\"Zoë\r\nAnn\",1984-03-27,,,,,,,,,,"));
        look("CHECKED");
        lead.submit(path("/load"));
        look("LOADED");
        assertThat(jdbc.queryForObject(
                        "select family_name || '|' || given_names from person.person where nhs_number = ?",
                        String.class,
                        number))
                .as("as text; files for spreadsheets guard it (T11)")
                .isEqualTo("=Cell1+1|Zoë Ann");
    }

    /** B14: the template as it was downloaded, filled in; it begins with a mark and quotes every name. */
    @Test
    void takesItsOwnTemplateBack() {
        var template = lead.get(UPLOADS + "/template.csv").body();
        assertThat(template).startsWith("\uFEFF\"nhs_number\",");
        lead.get(UPLOADS);
        post("PART", lead.token(), "template.csv", (template + row("Tem", "Plate") + "\r\n").getBytes(UTF_8));
        assertThat(lead.status()).as(lead.body()).isEqualTo(302);
        upload = UUID.fromString(lead.location().replaceAll(".*/", ""));
        assertThat(look("CHECKED").page().select(".app-counts").text())
                .contains("1 joins your practice", "0 cannot be loaded");
    }

    /** B14: spreadsheets write capitals, and columns that hold nothing. */
    @Test
    void takesColumnsInCapitalsAndEmptyOnesAtTheEnd() {
        var header = HEADER.toUpperCase(java.util.Locale.ROOT).replace("EMAIL", " Email ");
        var file = header + ",,\n" + row("Cap", "Itals") + ",,\n" + row("More", "Cells") + ",, x\n" + row("No", "More");
        lead.get(UPLOADS);
        post("PART", lead.token(), "list.csv", file.getBytes(UTF_8));
        assertThat(lead.status()).as(lead.body()).isEqualTo(302);
        upload = UUID.fromString(lead.location().replaceAll(".*/", ""));
        assertThat(look("CHECKED").page().select(".app-counts").text())
                .contains("2 join your practice", "1 cannot be loaded");
    }

    /** Whatever the form says: the page offers nothing, the service does nothing, and the job would not either. */
    @Test
    void neverEmptiesAPractice() {
        var people = IntStream.range(0, 5)
                .mapToObj(i -> cast.adult("Emp Ty" + i, practice))
                .toList();
        var bad = newNumber() + ",Some,Body,never,,,,,,,,,,";
        refusesToLoad("WHOLE", List.of(bad), 5, "no row of this file can be used");
        refusesToLoad("PART", List.of(bad), 0, "no row of this file can be used");
        refusesToLoad("WHOLE", List.of(row("Quite", "Another")), 5, "All 5 people registered here are missing from it");

        rows.go(upload, UploadState.CHECKED, UploadState.CONFIRMED); // as if the service had let it pass
        work.load(upload);
        assertThat(state(upload)).isEqualTo("CHECKED");
        assertThat(registered()).isEqualTo(5);
        lead.submit(path("/drop"));
    }

    /** It happens that half of a practice really goes: whoever leads it counts them, the box to tick is not enough. */
    @Test
    void letsMoreThanHalfLeaveWhenTheirNumberIsTyped() {
        var people = IntStream.range(0, 5)
                .mapToObj(i -> cast.adult("Half Gone" + i, practice))
                .toList();
        send("WHOLE", people.subList(0, 2).stream().map(this::line).toList());
        var page = look("CHECKED").page();
        assertThat(page.select("#typed-hint").text())
                .contains("3 of the 5 people registered here are missing from this file. That is more than half.");
        assertThat(page.select("input[name=sure]")).isEmpty();
        for (var typed : List.of("", "YES", "2", "-3", "33")) {
            lead.submit(path("/load"), "typed", typed, "sure", "YES");
            assertThat(lead.status()).as(typed).isEqualTo(422);
            assertThat(problems())
                    .containsExactly(
                            "Type how many people have left your practice, as it stands above, or do not load the file");
        }
        assertThat(registered()).isEqualTo(5);
        lead.submit(path("/load"), "typed", " 3 ");
        look("LOADED");
        assertThat(registered()).isEqualTo(2);
    }

    /** As many leave as were shown, but by now that is more than half: it is decided again. */
    @Test
    void asksAgainWhenWhatWasSomeHasBecomeMost() {
        var people = IntStream.range(0, 6)
                .mapToObj(i -> cast.adult("Be Come" + i, practice))
                .toList();
        send("WHOLE", people.subList(0, 3).stream().map(this::line).toList());
        look("CHECKED");
        rows.go(upload, UploadState.CHECKED, UploadState.CONFIRMED);
        new JdbcTemplate(PostgresForTests.owner(database))
                .update(
                        "update person.registration set registered_to = (now() at time zone 'Europe/London')::date where person = ?",
                        people.get(0).id().value());
        work.load(upload);
        assertThat(state(upload)).isEqualTo("CHECKED");
        assertThat(registered()).isEqualTo(5);
        assertThat(lead.get(path("")).page().select("input[name=typed]")).hasSize(1);
        lead.submit(path("/drop"));
    }

    /** Too late to stop it: nobody is told that nothing was changed. */
    @Test
    void saysThatAFileIsLoadedWhenItIsTooLateToDropIt() {
        send("PART", List.of(row("Too", "Late")));
        look("CHECKED");
        var token = lead.token();
        rows.go(upload, UploadState.CHECKED, UploadState.CONFIRMED); // somebody else pressed it
        assertThat(lead.post(path("/drop"), "_csrf", token).location()).endsWith(path(""));
        lead.follow();
        assertThat(lead.page().select("h1").text()).isEqualTo("We are loading your file");
        assertThat(lead.page().select(".nhsuk-notification-banner").text())
                .contains("It was too late to stop this file")
                .doesNotContain("Nothing was changed");
        work.load(upload);
        assertThat(lead.post(path("/drop"), "_csrf", token).location()).endsWith(path(""));
        lead.follow();
        assertThat(lead.page().select("h1").text()).isEqualTo("The register is loaded");
        assertThat(lead.page().select("main").text()).doesNotContain("Nothing was changed");
        assertThat(state(upload)).isEqualTo("LOADED");
        assertThat(registered()).isOne();
    }

    /** Many presses at once: one has it loaded, and each of them leads to how far that is. */
    @Test
    void showsHowFarItIsToWhoeverPressesAtTheSameMoment() {
        var client = java.net.http.HttpClient.newHttpClient();
        for (int round = 0; round < 5; round++) {
            send("PART", List.of(row("Pressed", "Twice")));
            look("CHECKED");
            var press = lead.request(path("/load"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("_csrf=" + lead.token() + "&left=0"))
                    .build();
            var answers = Stream.generate(
                            () -> client.sendAsync(press, java.net.http.HttpResponse.BodyHandlers.ofString()))
                    .limit(8)
                    .toList();
            assertThat(answers)
                    .map(java.util.concurrent.CompletableFuture::join)
                    .allSatisfy(answer -> {
                        assertThat(answer.statusCode()).isEqualTo(302);
                        assertThat(answer.headers().firstValue("Location").orElseThrow())
                                .endsWith(path(""));
                    });
            look("LOADED");
        }
    }

    /** T7: the practice that loses people reads it on its own first page, until its lead has read who did it. */
    @Test
    void tellsThePracticeThatLosesPeople() {
        var former = cast.practice("Losing Surgery");
        var chose = cast.adult("Cho Oser", former);
        var other = cast.adult("Ot Her", former);
        var visitor = cast.byLetter(port, chose);
        var question = "/choices/" + chose + "/change";
        var check = visitor.get(question)
                .submit(question, "choice", "DO_NOT_ALLOW")
                .location()
                .replaceAll("^https?://[^/]+", "");
        visitor.get(check).submit(check);
        var theirLead = cast.signedIn(port, cast.leadOf(former));
        var theirStaff = cast.signedIn(port, cast.staffOf(former));
        assertThat(theirLead.get("/practice").page().select(".app-panel")).isEmpty();

        send("PART", List.of(line(chose), line(other)));
        look("CHECKED");
        lead.submit(path("/load"));
        look("LOADED");

        assertThat(theirLead.get("/practice").page().select(".app-panel").text())
                .isEqualTo(
                        "2 people have left your list for another practice. 1 of them had a choice that still had to be"
                                + " entered here. See who took them over");
        assertThat(theirStaff.get("/practice").page().select(".app-panel").text())
                .contains("2 people have left", "Whoever leads your practice here can see who it was.");
        assertThat(theirStaff.page().select(".app-panel a")).isEmpty();
        for (var elsewhere : List.of("act=LOOKED", "before=" + Ids.next() + "&to=2020-01-01", "act=UPLOADED")) {
            theirLead.get("/practice/activity?" + elsewhere);
            assertThat(theirLead.get("/practice").page().select(".app-panel"))
                    .as("what was not shown was not read: " + elsewhere)
                    .hasSize(1);
        }
        var see = theirLead.page().select(".app-panel a").attr("href");
        assertThat(see).endsWith("act=TAKEN_OVER");
        assertThat(theirLead.get(see).page().select("main").text())
                .contains(
                        "Took over patients who were registered here",
                        "Took over patients whose choice had not been entered here");
        assertThat(theirLead.get("/practice").page().select(".app-panel")).isEmpty();
        assertThat(lead.get("/practice").page().select(".app-panel")).isEmpty();
    }

    /** Whoever was registered nowhere and comes back is on the lists again with what they chose, by the thousand. */
    @Test
    void bringsBackTheChoicesOfManyWhoReturn() {
        var back = Stream.generate(() -> row("Re", "Turner")).limit(1100).toList();
        var stays = cast.adult("Who Stays", practice);
        loads("PART", back);
        var people = jdbc.queryForList(
                "select person from person.registration where practice = ? and registered_to is null and person <> ? order by person",
                UUID.class,
                practice.value(),
                stays.id().value());
        assertThat(people).hasSize(1100);
        var entered = cast.idOf(cast.staffOf(practice));
        var at = Instant.parse("2026-03-01T10:00:00Z");
        asJob(() -> past.append(IntStream.range(0, 1100)
                .mapToObj(i -> new PastChoice(
                        new PersonId(people.get(i)),
                        i % 2 == 0 ? ChoiceDecision.DO_NOT_ALLOW : ChoiceDecision.ALLOW,
                        at,
                        ChoiceChannel.ONLINE,
                        null,
                        i % 4 == 0 ? at.plusSeconds(3600) : null,
                        i % 4 == 0 ? entered : null))
                .toList()));
        var before = listed();
        assertThat(before)
                .containsExactly(
                        "NATIONAL_DATA_OPT_OUT ALLOW NONE 550",
                        "NATIONAL_DATA_OPT_OUT DO_NOT_ALLOW NONE 550",
                        "TYPE_1 ALLOW NONE 550",
                        "TYPE_1 DO_NOT_ALLOW APPLIED 275",
                        "TYPE_1 DO_NOT_ALLOW NEW 275");

        send("WHOLE", List.of(line(stays)));
        look("CHECKED");
        lead.submit(path("/load"), "typed", "1,100");
        look("LOADED");
        assertThat(registered()).isOne();
        assertThat(listed()).isEmpty();
        int moves = moves();

        loads("PART", back);
        assertThat(listed()).as("where they said it").isEqualTo(before);
        assertThat(moves() - moves).as("one act for each thousand").isEqualTo(2);

        var former = practice;
        practice = cast.practice("Next Surgery");
        lead = cast.signedIn(port, cast.leadOf(practice));
        loads("PART", back);
        assertThat(listed())
                .containsExactly(
                        "NATIONAL_DATA_OPT_OUT ALLOW NONE 550",
                        "NATIONAL_DATA_OPT_OUT DO_NOT_ALLOW NONE 550",
                        "TYPE_1 ALLOW TO_RECONFIRM 550",
                        "TYPE_1 DO_NOT_ALLOW TO_RECONFIRM 550");
        assertThat(jdbc.queryForList(
                        "select (select count(*) from audit.entry_subject s where s.entry = e.id) from audit.entry e where practice = ? and action = 'CHOICE_LEFT_UNENTERED'",
                        Integer.class,
                        former.value()))
                .satisfies(
                        each -> assertThat(each.stream().mapToInt(n -> n).sum()).isEqualTo(275))
                .hasSize(2);
    }

    private void loads(String extent, List<String> file) {
        send(extent, file);
        look("CHECKED");
        lead.submit(path("/load"));
        look("LOADED");
    }

    private List<String> listed() {
        return jdbc.queryForList(
                "select type || ' ' || decision || ' ' || status || ' ' || count(*) from choice.practice_listing where practice = ? group by type, decision, status order by 1",
                String.class,
                practice.value());
    }

    private int moves() {
        return jdbc.queryForObject(
                "select count(*) from audit.entry where practice = ? and action = 'REGISTRATION_MOVED'",
                Integer.class,
                practice.value());
    }

    /** A file that would change nothing has no button that says how many rows it loads. */
    @Test
    void offersNothingToLoadWhenTheSameFileComesAgain() {
        var file = IntStream.range(0, 3)
                .mapToObj(i -> row("Same", "Again" + "abc".charAt(i)))
                .toList();
        send("PART", file);
        look("CHECKED");
        lead.submit(path("/load"));
        look("LOADED");
        send("WHOLE", file);
        var page = look("CHECKED").page();
        assertThat(page.select("main").text()).contains("Loading this file would change nothing.");
        assertThat(page.select("form[action$=/load]")).isEmpty();
    }

    private void refusesToLoad(String extent, List<String> file, int left, String why) {
        send(extent, file);
        var page = look("CHECKED").page();
        assertThat(page.select("form[action$=/load]")).isEmpty();
        assertThat(page.select("main").text()).contains(why);
        lead.post(path("/load"), "_csrf", lead.token(), "left", String.valueOf(left), "sure", "YES");
        assertThat(lead.status()).isEqualTo(422);
        assertThat(state(upload)).isEqualTo("CHECKED");
        assertThat(registered()).isEqualTo(5);
    }

    @Test
    void asksForAFileAndWhatIsInIt() {
        lead.get(UPLOADS).submit(UPLOADS);
        assertThat(problems())
                .containsExactly("Select the file with your registered patients", "Select what is in the file");
    }

    /** B17: a cut upload leaves nothing, neither a row nor a file. */
    @Test
    void keepsNothingOfAFileThatIsCutOff() throws Exception {
        var server = new OwnServer(portal);
        server.awaitRest();
        var onTheirWay = incoming();
        var token = lead.get(UPLOADS).token();
        var start = multipart("PART", token, "list.csv", (HEADER + "\n" + row("Cut", "Off")).getBytes(UTF_8));
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("POST " + UPLOADS + " HTTP/1.1\r\nHost: localhost\r\nCookie: datachoice="
                                    + lead.cookie("datachoice")
                                    + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000000\r\n\r\n")
                            .getBytes(UTF_8));
            socket.getOutputStream().write(start);
            socket.getOutputStream().flush();
            server.awaitWork(); // it waits for the rest
        }
        server.awaitRest();
        assertThat(uploads()).isZero();
        assertThat(files()).isSubsetOf(before);
        assertThat(incoming()).as("where files stand on their way").isSubsetOf(onTheirWay);
    }

    /** A job that was taken for dead and wakes up finds that it is not its turn, and writes nothing. */
    @Test
    void leavesAFileToTheNewerOfTwoTries() throws IOException {
        var people = Stream.generate(() -> row("Many", "Rows")).limit(20).toList();
        var id = waiting(people);
        int first = rows.begin(id).orElseThrow();
        int second = rows.begin(id).orElseThrow();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> rows.progress(id, first, 5))
                .isInstanceOf(UploadUnknown.class);
        rows.progress(id, second, 5);
        work.check(id); // the third
        assertThat(state(id)).isEqualTo("CHECKED");
        assertThat(jdbc.queryForObject("select count(*) from person.register_row where upload = ?", Integer.class, id))
                .isEqualTo(20);
        rows.end(id, UploadState.DROPPED, null);
    }

    /** What a node left when it was killed in the middle is not in the way of the next, and counts once. */
    @Test
    void beginsAgainWhereANodeWasKilled() throws IOException {
        var people = Stream.generate(() -> row("Killed", "Node")).limit(20).toList();
        var id = waiting(people);
        rows.begin(id);
        jdbc.update("insert into person.register_row (upload, line, nhs_number) select ?, 2, '9990000000'", id);
        work.check(id);
        assertThat(rows.find(id).orElseThrow()).returns(20, UploadView::rows).returns(0, UploadView::refused);
        rows.end(id, UploadState.DROPPED, null);
    }

    @Test
    void saysThatItDidNotFinish() throws IOException {
        var id = waiting(List.of(row("Lost", "File")));
        folder.delete(id); // as if another node had no part in the folder
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> work.check(id))
                .isInstanceOf(java.io.UncheckedIOException.class);
        work.giveUp(id);
        upload = id;
        assertThat(lead.get(path("")).page().select("h1").text()).isEqualTo("This did not finish");
        assertThat(lead.page().select(".nhsuk-inset-text").text())
                .contains("Nothing was changed. Send the file again.");

        send("PART", List.of(row("Rows", "Gone")));
        look("CHECKED");
        new JdbcTemplate(PostgresForTests.owner(database))
                .update(
                        "delete from person.register_row where upload = ?",
                        upload); // a crash of the database empties the table
        lead.submit(path("/load"));
        look("FAILED");
        assertThat(lead.page().select(".nhsuk-inset-text").text())
                .contains("We do not have the rows of this file any more.");
        assertThat(registered()).isZero();
    }

    /** Between reading and pressing the button somebody else moved people here: nobody leaves who was not agreed to. */
    @Test
    void asksAgainWhenTheRegisterMovedOn() {
        var stays = IntStream.range(0, 30)
                .mapToObj(i -> cast.adult("Moved On" + i, practice))
                .toList();
        send("WHOLE", stays.stream().map(this::line).toList());
        look("CHECKED");
        cast.adult("Late Comer", practice);
        lead.submit(path("/load"));
        look("CHECKED");
        assertThat(lead.page().select(".app-counts").text()).contains("1 leave your practice");
        assertThat(registered()).isEqualTo(31);

        var token = lead.token();
        assertThat(lead.post(path("/load"), "_csrf", token, "left", "0").status())
                .isEqualTo(409);
        assertThat(lead.page().select(".nhsuk-notification-banner").text()).contains("Nothing has been loaded.");
        assertThat(lead.submit(path("/load")).status()).isEqualTo(302);
        look("LOADED");
        assertThat(registered()).isEqualTo(30);
    }

    @Test
    void forgetsWhatNobodyDecidesOn() throws IOException {
        send("PART", List.of(row("For", "Gotten")));
        look("CHECKED");
        new JdbcTemplate(PostgresForTests.owner(database))
                .update(
                        "update person.register_upload set uploaded_at = now() - interval '25 hours' where id = ?",
                        upload);
        var orphan = UUID.randomUUID();
        folder.keep(orphan, new java.io.ByteArrayInputStream(new byte[10]));
        assertThat(Files.getPosixFilePermissions(FOLDER.resolve(orphan.toString())))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(FOLDER)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        Files.setLastModifiedTime(
                FOLDER.resolve(orphan.toString()),
                java.nio.file.attribute.FileTime.from(Instant.now().minusSeconds(10_000)));
        asJob(work::tidyUp);
        assertThat(state(upload)).isEqualTo("DROPPED");
        assertThat(stagedRows()).isZero();
    }

    /** T7: not even that it exists. */
    @Test
    void showsFilesToTheirOwnPracticeOnly() {
        send("PART", List.of(row("Own", "Practice")));
        look("CHECKED");
        var other = cast.signedIn(port, cast.leadOf(cast.practice("Curious Surgery")));
        var token = other.get(UPLOADS).token();
        for (var part : List.of("", "/refused", "/refused.csv")) {
            assertThat(other.get(path(part)).status()).isEqualTo(404);
        }
        assertThat(other.post(path("/load"), "_csrf", token, "left", "0").status())
                .isEqualTo(404);
        assertThat(other.post(path("/drop"), "_csrf", token).status()).isEqualTo(404);
        assertThat(state(upload)).isEqualTo("CHECKED");
        assertThat(other.get(UPLOADS).page().select("tbody a[href*=uploads]")).isEmpty();
        var staff = cast.signedIn(port, cast.staffOf(practice));
        assertThat(staff.get(UPLOADS).status()).isEqualTo(404);
        assertThat(staff.get("/practice").page().select("a[href=" + UPLOADS + "]"))
                .isEmpty();
        assertThat(lead.get("/practice").page().select("a[href=" + UPLOADS + "]"))
                .hasSize(1);
    }

    private UUID upload;

    private String path(String part) {
        return UPLOADS + "/" + upload + part;
    }

    /** An upload whose file is here, and that no job will take up. */
    private UUID waiting(List<String> file) throws IOException {
        var id = UUID.randomUUID();
        var text = (HEADER + "\n" + String.join("\n", file)).getBytes(UTF_8);
        folder.keep(id, new java.io.ByteArrayInputStream(text));
        rows.add(id, practice, "list.csv", false, UUID.randomUUID(), (long) text.length);
        return id;
    }

    private void send(String extent, List<String> file) {
        post(extent, file);
        assertThat(lead.status()).as(lead.body()).isEqualTo(302);
        upload = UUID.fromString(lead.location().replaceAll(".*/", ""));
    }

    private WebVisitor post(String extent, List<String> file) {
        lead.get(UPLOADS);
        return post(extent, lead.token(), "list.csv", (HEADER + "\n" + String.join("\n", file)).getBytes(UTF_8));
    }

    private WebVisitor post(String extent, String token, String name, byte[] file) {
        return lead.send(lead.request(UPLOADS)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofByteArrays(
                        List.of(multipart(extent, token, name, file), "\r\n--x--\r\n".getBytes(UTF_8)))));
    }

    private static byte[] multipart(String extent, String token, String name, byte[] file) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token
                        + "\r\n--x\r\nContent-Disposition: form-data; name=\"extent\"\r\n\r\n" + extent
                        + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(UTF_8));
        body.writeBytes(file);
        return body.toByteArray();
    }

    /** Looks again until it is so. */
    private WebVisitor look(String state) {
        await("the upload is " + state)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(state(upload)).isEqualTo(state));
        return lead.get(path(""));
    }

    private String state(UUID id) {
        return rows.find(id).orElseThrow().state().name();
    }

    private List<String> problems() {
        return lead.page().select(".nhsuk-error-summary__list a").eachText();
    }

    private int uploads() {
        return jdbc.queryForObject(
                "select count(*) from person.register_upload where practice = ?", Integer.class, practice.value());
    }

    private int registered() {
        return jdbc.queryForObject(
                "select count(*) from person.registration where practice = ? and registered_to is null",
                Integer.class,
                practice.value());
    }

    private String registeredAt(UUID person) {
        return jdbc.queryForObject("select practice from person.published_person where id = ?", String.class, person);
    }

    private List<String> acts() {
        return jdbc.queryForList(
                "select action from audit.entry where practice = ? and action like 'REGIS%' order by at, id",
                String.class, practice.value());
    }

    private int stagedRows() {
        return jdbc.queryForObject("select count(*) from person.register_row where upload = ?", Integer.class, upload);
    }

    private String row(String given, String family) {
        return newNumber() + "," + family + "," + given + ",1984-03-27,1 New Row,,,,QE1 1AA,,,,,";
    }

    /** That nobody of the demo has. */
    private String newNumber() {
        while (true) {
            var number = TestPeople.nextNhsNumber().digits();
            if (jdbc.queryForObject("select count(*) from person.person where nhs_number = ?", Integer.class, number)
                    == 0) {
                return number;
            }
        }
    }

    private String line(Cast.Somebody person) {
        var number = jdbc.queryForObject(
                "select nhs_number from person.person where id = ?",
                String.class,
                person.id().value());
        return number + "," + person.familyName() + "," + person.firstName() + "," + person.born()
                + ",2 Other Row,,,,QE1 1AA,,,,,";
    }
}
