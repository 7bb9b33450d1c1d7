package datachoice.publication.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import datachoice.Cast;
import datachoice.PdfUa;
import datachoice.WholePortal;
import datachoice.core.OdsCode;
import datachoice.core.PersonNames;
import datachoice.core.PortalSettings;
import datachoice.identity.WebVisitor;
import datachoice.practice.PracticeView;
import datachoice.publication.FilmView;
import datachoice.publication.PdfRenderer;
import datachoice.publication.PublishedContent;
import datachoice.publication.paper.KeptFiles;
import datachoice.publication.paper.PaperFolder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.transaction.annotation.Transactional;

/** What practices and the press take along: true of the live version, and pushing nobody. */
@WholePortal
class ShareTests {
    private static final OdsCode CODE = new OdsCode("X98765");
    private static final String LONGEST = "The Old Mill and River Walk Partnership of General Practitioners "
                    .repeat(4)
                    .substring(0, PersonNames.LONGEST - 1)
            + "e";

    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @Autowired
    PortalSettings settings;

    @Autowired
    PublishedContent content;

    @Autowired
    PracticeKit kit;

    @Autowired
    ShareTexts texts;

    @Autowired
    Posters posters;

    @Autowired
    PaperFolder papers;

    @Autowired
    Pictures pictures;

    @Autowired
    PdfRenderer renderer;

    @Autowired
    MessageSource messages;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void nobodyHasFailedYet() {
        cast.forgetFailedTries();
    }

    private static PracticeView named(String name, String phone) {
        return new PracticeView(CODE, name, List.of("1 Mill Lane", "QE1 1AA"), phone);
    }

    @Test
    void theSquareOnAPosterHoldsTheAddressBesideItAndNothingElse() throws Exception {
        for (var size : Posters.Size.values()) {
            var pdf = posters.print(posters.page(content.explanation(), size, named("Mill Surgery", "01632 960 456")))
                    .pdf();
            try (var poster = Loader.loadPDF(pdf)) {
                assertThat(decoded(poster)).as("%s", size).isEqualTo(settings.link("/"));
                assertThat(words(poster))
                        .contains(
                                settings.link("/"),
                                "Mill Surgery",
                                "01632 960 456",
                                "Can your health data be used",
                                "Both are fine. Your own care stays the same.",
                                "If you do nothing, your data may be used.",
                                "the code from your letter",
                                "version " + content.explanation().n());
                assertThat(poster.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
                assertThat(Math.round(poster.getPage(0).getMediaBox().getWidth() * 25.4 / 72))
                        .isEqualTo(size == Posters.Size.A4 ? 210 : 297);
            }
            assertThat(PdfUa.failures(pdf))
                    .as("%s for whoever does not see it", size)
                    .isEmpty();
        }
    }

    /** A name of 200 letters takes more lines, but no second sheet, and hides nothing. */
    @Test
    void aPosterIsOneSheetHoweverLongTheName() throws Exception {
        var pdf = posters.print(posters.page(content.explanation(), Posters.Size.A4, named(LONGEST, "01632 960 456")))
                .pdf();
        Files.createDirectories(Path.of("target", "paper"));
        Files.write(Path.of("target", "paper", "poster-long-name.pdf"), pdf);
        try (var poster = Loader.loadPDF(pdf)) {
            assertThat(poster.getNumberOfPages()).isEqualTo(1);
            assertThat(words(poster)).contains(LONGEST);
            assertThat(decoded(poster)).isEqualTo(settings.link("/"));
        }
    }

    @Test
    void aPosterInNobodysNameSendsPeopleToTheirOwnPractice() throws Exception {
        try (var poster = Loader.loadPDF(posters.print(posters.page(content.explanation(), Posters.Size.A4, null))
                .pdf())) {
            assertThat(words(poster)).contains("Ask at your GP practice");
            assertThat(words(poster)).doesNotContain("our desk");
        }
    }

    private static String words(PDDocument poster) throws Exception {
        return new PDFTextStripper().getText(poster).replace('\u00a0', ' ').replaceAll("\\s+", " ");
    }

    /** As a camera sees the sheet. */
    private static String decoded(PDDocument poster) throws Exception {
        var picture = new PDFRenderer(poster).renderImageWithDPI(0, 100);
        int width = picture.getWidth();
        int height = picture.getHeight();
        var light = new RGBLuminanceSource(width, height, picture.getRGB(0, 0, width, height, null, 0, width));
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(light)))
                .getText();
    }

    /** Four light modules on each side, and dark on light. */
    @Test
    void theSquareHasItsQuietZone() {
        var code = QrCode.of("https://choice.example.nhs.uk/");
        var start = code.path().replaceAll("M(\\d+) (\\d+)h.*", "$1 $2");
        assertThat(start).isEqualTo("4 4");
        var rows = code.path().split("M");
        for (var row : rows) {
            if (!row.isEmpty()) {
                var from = Integer.parseInt(row.substring(0, row.indexOf(' ')));
                var y = Integer.parseInt(row.substring(row.indexOf(' ') + 1, row.indexOf('h')));
                var wide = Integer.parseInt(row.substring(row.indexOf('h') + 1, row.indexOf('v')));
                assertThat(from).isGreaterThanOrEqualTo(4);
                assertThat(from + wide).isLessThanOrEqualTo(code.size() - 4);
                assertThat(y).isBetween(4, code.size() - 5);
            }
        }
    }

    /** Also the longest name that a practice can have, and one that telephones cannot write. */
    @Test
    void theTextMessageIsOneMessageForEveryName() {
        for (var name : List.of("Elm Surgery", "Dr Ŵyn’s Surgery", LONGEST, "診療所", "A | B [C]", "x")) {
            var message = texts.message(name);
            assertThat(message.characters()).as(name).isLessThanOrEqualTo(TextMessage.LONGEST);
            assertThat(message.parts()).as(name).isEqualTo(1);
            assertThat(message.text())
                    .contains("Yes or no is fine, own care stays the same.", "Don't reply: " + settings.link("/"))
                    .as("nothing to answer by text")
                    .doesNotContain("?");
        }
        assertThat(texts.message("Elm Surgery").text()).startsWith("Elm Surgery: ");
        assertThat(texts.message("Dr Ŵyn’s Surgery").text()).startsWith("Dr Wyn's Surgery: ");
        assertThat(texts.message(LONGEST).text()).startsWith("Your GP practice: ");
    }

    /** Two messages are dearer than one, but say whose they are. */
    @Test
    void aLongAddressDropsNoName() {
        var far = new ShareTexts(
                messages,
                new PortalSettings(
                        settings.mode(),
                        settings.home(),
                        URI.create("https://your-health-data-choice.northern.example.nhs.uk"),
                        settings.clockOffset()));
        assertThat(far.message("Elm Surgery").parts()).isEqualTo(2);
        assertThat(far.message("Elm Surgery").text()).startsWith("Elm Surgery: ");
    }

    @Test
    void everyTextSaysTheFactsOfTheLiveLeafletAndThatBothAnswersAreFine() {
        var live = content.explanation();
        var kit = texts.of(live, named("Mill Surgery", "01632 960 456"));
        assertThat(kit.pieces()).hasSize(3).allSatisfy(piece -> assertThat(piece.text())
                .contains(
                        "Yes is fine and no is fine: your own care stays the same",
                        live.section("research-and-planning").fact("your", "you"),
                        live.section("change-your-mind").fact("your", "you"),
                        live.section("if-you-do-nothing").fact("your", "you"),
                        "the code from your letter",
                        "version " + live.n(),
                        "Mill Surgery",
                        "01632 960 456",
                        settings.link("/"))
                .doesNotContain("{", "}", "??", "\n\n\n"));
        assertThat(texts.of(live, named("Mill Surgery", " ")).pieces())
                .allSatisfy(piece ->
                        assertThat(piece.text()).contains("ask at our desk").doesNotContain("phone"));
    }

    /** Whoever puts it on a website puts there what the page shows, and nothing that a name could smuggle in. */
    @Test
    void theSnippetIsOneFrameOfThePlayer() {
        var snippet = Jsoup.parseBodyFragment(texts.of(content.explanation(), named("<script>alert(1)</script>", "1"))
                        .snippet())
                .body();
        assertThat(snippet.children()).singleElement().satisfies(frame -> {
            assertThat(frame.tagName()).isEqualTo("iframe");
            assertThat(frame.attr("src")).isEqualTo(settings.link("/embed/film"));
            assertThat(frame.attr("title")).contains(content.explanation().title());
        });
    }

    /** A website in Welsh gets a frame with a Welsh name; none that would show an English film. */
    @Test
    @Transactional
    @WithMockUser(roles = "PRACTICE_STAFF")
    void theWelshPlayerIsOfferedWhileThereIsAWelshFilm() {
        var frame = Jsoup.parseBodyFragment(kit.welshPlayer().orElseThrow()).select("iframe");
        assertThat(frame.attr("src")).isEqualTo(settings.link("/embed/film?lang=cy"));
        assertThat(frame.attr("title")).isEqualTo("Ffilm: Gwell Gwybodaeth, Gwell Gofal");

        jdbc.update("""
                insert into publication.version
                    (item, n, title, summary, body, what_changed, editors, approved_by, alone, matches)
                values (?, 800000, 'Heb ffilm', 'x', 'x', 'x', array[gen_random_uuid()], gen_random_uuid(), false, 1)
                """, PublishedContent.EXPLANATION + "-cy");
        assertThat(kit.welshPlayer()).isEmpty();
        jdbc.update("""
                insert into publication.withdrawal (item, n, withdrawn_by, because) values (?, 800000, gen_random_uuid(), 'x')
                """, PublishedContent.EXPLANATION + "-cy");
        assertThat(kit.welshPlayer()).isEmpty();
    }

    @Test
    void aPracticeSeesItsOwnName() throws Exception {
        var practice = cast.practice("Signboard Surgery");
        var staff = cast.signedIn(port, cast.staffOf(practice));
        var page = staff.get("/practice/share").page();
        assertThat(page.text()).contains("Signboard Surgery");
        assertThat(page.select("pre.app-copy__text")).hasSize(8);
        assertThat(page.select("#snippet-cy").text()).contains("/embed/film?lang=cy");
        assertThat(page.select("#text-sms").text()).startsWith("Signboard Surgery: ");
        var answer = HttpClient.newHttpClient()
                .send(staff.request("/practice/share/poster-a4.pdf").build(), BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        try (var poster = Loader.loadPDF(answer.body())) {
            assertThat(words(poster)).contains("Signboard Surgery");
        }
    }

    /** Before it is loaded: its own poster as it will be printed, and each form of the leaflet by itself. */
    @Test
    void aPracticeSeesWhatItWillPrint() throws Exception {
        var visitor = cast.signedIn(port, cast.staffOf(cast.practice("Picture Surgery")));
        var page = visitor.get("/practice/share").page();
        var pictures = page.select("main img");
        assertThat(pictures.eachAttr("src")).hasSize(3);
        for (var picture : pictures) {
            var png = picture(visitor, picture.attr("src"));
            assertThat(png.getWidth()).as(picture.attr("src")).isEqualTo(Integer.parseInt(picture.attr("width")));
            assertThat(png.getHeight()).isEqualTo(Integer.parseInt(picture.attr("height")));
            assertThat(picture.attr("alt")).isNotBlank();
        }
        assertThat(page.select("main a[href$=.pdf]").eachAttr("href"))
                .contains(
                        "/leaflets/better-information-means-better-care/fold.pdf",
                        "/leaflets/better-information-means-better-care/large.pdf",
                        "/leaflets/better-information-easy-read.pdf",
                        "/leaflets/better-information-means-better-care-cy/fold.pdf")
                .allSatisfy(address -> assertThat(visitor.get(address).status()).isEqualTo(200));

        var poster = picture(visitor, pictures.attr("src"));
        var others = cast.signedIn(port, cast.staffOf(cast.practice("Other Surgery")));
        assertThat(words(poster)).isNotEqualTo(words(picture(others, pictures.attr("src"))));
    }

    private static BufferedImage picture(WebVisitor visitor, String address) throws Exception {
        var answer = HttpClient.newHttpClient().send(visitor.request(address).build(), BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    /** As dots: nobody reads them here. */
    private static List<Integer> words(BufferedImage picture) {
        int width = picture.getWidth();
        return Arrays.stream(picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width))
                .boxed()
                .toList();
    }

    /** Made once for all nodes and starts, as long as the same stands on it, and not among the papers that everybody loads. */
    @Test
    void aPosterAndItsPictureAreKept() throws IOException {
        var page = posters.page(
                content.explanation(), Posters.Size.A3, named("Kept Surgery " + UUID.randomUUID(), "01632 960 456"));
        var poster = posters.print(page);
        var tag = page.tag().replace("\"", "");
        assertThat(papers.below("posters", KeptFiles.Kind.PDF).find("health-data-choice-poster-a3." + tag + ".pdf"))
                .hasValue(poster.pdf());
        assertThat(papers.find("health-data-choice-poster-a3", tag)).isEmpty();

        var picture = pictures.of(page.tag(), poster::pdf);
        var other = new Pictures(renderer, papers);
        assertThat(other.of(page.tag(), () -> fail("The PDF was read")).png()).isEqualTo(picture.png());

        var files = papers.below("pictures", KeptFiles.Kind.PNG);
        assertThat(files.keep(tag + ".1.png", Arrays.copyOf(picture.png(), picture.png().length / 2)))
                .isTrue();
        assertThat(new Pictures(renderer, papers).of(page.tag(), poster::pdf).png())
                .as("one that a disk has cut")
                .isEqualTo(picture.png());
        Files.setLastModifiedTime(
                settings.home().resolve("print/pictures").resolve(tag + ".1.png"),
                FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        papers.sweep(Instant.now().minus(Duration.ofDays(1)));
        assertThat(files.find(tag + ".1.png")).as("after the daily job").isEmpty();
        for (var elsewhere : List.of("../" + tag + ".png", "/tmp/" + tag + ".png", "..", ".hidden", "")) {
            assertThatThrownBy(() -> files.keep(elsewhere, picture.png())).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> files.find(elsewhere)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void thePressReadsWhatIsLive() {
        var live = content.explanation();
        var page = new WebVisitor(port).get("/press").page();
        assertThat(page.text())
                .contains(
                        "version " + live.n(),
                        live.section("own-care").fact("your", "you"),
                        settings.link(live.permanentAddress()),
                        "Demo planning data set");
        assertThat(page.select("img[src^=/press/stills/]")).hasSize(6).allSatisfy(still -> {
            assertThat(still.attr("alt")).startsWith("A drawing: ");
            assertThat(new WebVisitor(port).get(still.attr("src")).status()).isEqualTo(200);
        });
    }

    /** Pictures of a film that nobody can see any more would show what is not told now. */
    @Test
    void stillsAreThoseOfTheFilmThatIsLive() {
        var film = content.explanation().film();
        assertThat(new Stills(JdbcClient.create(jdbc)).of(film)).hasSize(6);
        var other =
                new FilmView("en", film.describedUrl(), film.posterUrl(), "", film.captionsUrl(), "", "", "", "", "");
        assertThat(new Stills(JdbcClient.create(jdbc)).of(other)).isEmpty();
    }

    @Test
    void theSilentFilmHasAnAddressThatStays() {
        var visitor = new WebVisitor(port).get("/film/waiting-room.mp4");
        assertThat(visitor.status()).isEqualTo(302);
        assertThat(visitor.location()).isEqualTo(content.explanation().film().waitingRoomUrl());
        assertThat(visitor.follow().header("Content-Type")).contains("video/mp4");
    }
}
