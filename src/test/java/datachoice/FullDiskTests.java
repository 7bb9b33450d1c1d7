package datachoice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import datachoice.core.OdsCode;
import datachoice.crash.SmallDisk;
import datachoice.identity.WebVisitor;
import datachoice.publication.media.TestFiles;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * V16.5.3: no room left on the disk for files, on a real file system that is full. Nobody is told that their file is too
 * large, nothing of it is stored, and with room again it goes through, without a restart.
 */
@WholePortal
class FullDiskTests {
    private static final Path HOME = TestFolder.of("whole-portal").toAbsolutePath();
    private static final String UPLOADS = "/practice/uploads";
    private static final String LEAFLET = "/publishing/better-information-means-better-care";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    JdbcTemplate jdbc;

    private OdsCode practice;
    private WebVisitor lead;
    private WebVisitor editor;

    @BeforeEach
    void peopleWithFiles() {
        practice = cast.practice("Full Disk Surgery");
        lead = cast.signedIn(port, cast.leadOf(practice));
        editor = cast.signedIn(port, cast.editor());
    }

    @Test
    void aRegisterThatCannotBeReceivedIsNotSaidToBeTooLarge() throws Exception {
        try (var disk = smallDisk("incoming")) {
            disk.fill();
            isFull(sendsRegister());
            isNothingReceived();
            disk.empty();
            assertThat(sendsRegister().status()).isEqualTo(302);
            assertThat(uploads()).isEqualTo(1);
        }
    }

    @Test
    void aRegisterThatCannotBeKeptLeavesNothing() throws Exception {
        try (var disk = smallDisk("uploads")) {
            disk.fill();
            isFull(sendsRegister());
            isEmpty("uploads");
            assertThat(uploads()).isZero();
            disk.empty();
            assertThat(sendsRegister().status()).isEqualTo(302);
            assertThat(uploads()).isEqualTo(1);
            await().until(() ->
                    count("select count(*) from person.register_upload where state = 'CHECKED' and practice = '"
                                    + practice + "'")
                            == 1); // before its file goes with the disk
        }
    }

    @Test
    void aPictureThatCannotBeReceivedIsNotSaidToBeTooLarge() throws Exception {
        try (var disk = smallDisk("incoming")) {
            disk.fill();
            var known = knownFiles();
            isFull(sendsPicture());
            isNothingReceived();
            assertThat(knownFiles()).isEqualTo(known);
        }
    }

    /** What was typed beside it is not lost. */
    @Test
    void aPictureThatCannotBeKeptLeavesNothingButWhatWasTyped() throws Exception {
        var known = knownFiles();
        try (var disk = smallDisk("media")) {
            disk.fill();
            sendsPicture();
            assertThat(editor.status()).isEqualTo(503);
            assertThat(editor.page().select(".nhsuk-error-summary__list").text())
                    .contains("We could not store the still picture. The fault is ours");
            assertThat(editor.page().getElementById("summary").text()).isEqualTo("A summary on a full disk");
            isEmpty("media");
            assertThat(knownFiles()).isEqualTo(known);
            disk.empty();
            sendsPicture();
            assertThat(editor.page().text()).doesNotContain("The fault is ours");
            assertThat(knownFiles()).isEqualTo(known + 1);
        }
        editor.get(LEAFLET + "/discard");
        assertThat(editor.submit(LEAFLET + "/discard").status()).isEqualTo(302); // its picture went with the disk
    }

    private static SmallDisk smallDisk(String folder) throws Exception {
        return new SmallDisk(HOME.resolve(folder), "256k", HOME);
    }

    private static void isFull(WebVisitor visitor) {
        assertThat(visitor.status()).as(visitor.body()).isEqualTo(503);
        assertThat(visitor.header("Retry-After")).contains("30");
        assertThat(visitor.header("Cache-Control").orElse("")).contains("no-store");
        assertThat(visitor.page().select("main h1")).hasSize(1);
        assertThat(visitor.page().text())
                .contains("What you sent has not been stored.", "tell us this problem reference")
                .doesNotContain("too large", "space", "Exception", "??");
    }

    private static void isEmpty(String folder) throws IOException {
        try (var files = Files.list(HOME.resolve(folder))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("filler");
        }
    }

    /** Of a file that it could not even begin, Tomcat leaves the name; the hourly job takes it away. */
    private static void isNothingReceived() throws IOException {
        try (var files = Files.list(HOME.resolve("incoming"))) {
            assertThat(files.filter(file -> !file.endsWith("filler")))
                    .allMatch(file -> file.toFile().length() == 0);
        }
    }

    private int uploads() {
        return count("select count(*) from person.register_upload where practice = '" + practice + "'");
    }

    private int knownFiles() {
        return count("select count(*) from publication.media");
    }

    private int count(String query) {
        return jdbc.queryForObject(query, Integer.class);
    }

    private WebVisitor sendsRegister() {
        lead.get(UPLOADS);
        var rows =
                "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,mobile,language,format,address_hidden\n"
                        + (TestPeople.nextNhsNumber().digits() + ",Fuller,Fay,1984-03-27,1 Row,,,,QE1 1AA,,,,,\r\n")
                                .repeat(200);
        return sends(
                lead, UPLOADS, field("extent", "PART") + file("file", "list.csv", "text/csv"), rows.getBytes(UTF_8));
    }

    private WebVisitor sendsPicture() {
        editor.get(LEAFLET + "/edit");
        var fields =
                field("revision", editor.page().select("input[name=revision]").attr("value"))
                        + field("title", "Better Information Means Better Care")
                        + field("summary", "A summary on a full disk")
                        + field("body", "## Words\n\nA few.");
        return sends(
                editor,
                LEAFLET + "/edit",
                fields + file("posterFile", "still.png", "image/png"),
                TestFiles.picture("png"));
    }

    private static String field(String name, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String name, String fileName, String type) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: " + type + "\r\n\r\n";
    }

    private static WebVisitor sends(WebVisitor visitor, String path, String before, byte[] file) {
        var token = visitor.page().select("main input[name=_csrf]").attr("value");
        return visitor.send(visitor.request(path)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(field("_csrf", token) + before),
                        BodyPublishers.ofByteArray(file),
                        BodyPublishers.ofString("\r\n--x--\r\n"))));
    }
}
