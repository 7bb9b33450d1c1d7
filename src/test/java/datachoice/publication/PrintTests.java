package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import datachoice.PdfUa;
import datachoice.PostgresForTests;
import datachoice.core.PortalSettings;
import datachoice.core.UkTime;
import datachoice.core.Welsh;
import datachoice.publication.paper.PaperFolder;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.apache.pdfbox.text.TextPosition;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.annotation.Transactional;

/** One text in all its forms: none says less, none is behind, and none is made twice. */
@SpringBootTest(properties = {"datachoice.mode=demo", "datachoice.home=${test.folder:target}/publication-tests"})
@AutoConfigureMockMvc
@Import(PostgresForTests.class)
class PrintTests {
    private static final String LEAFLET = "/leaflets/" + PublishedContent.EXPLANATION;

    private static final double MILLIMETRE = 72 / 25.4;

    /** What a sheet to fold is made of. */
    private static final String PARTS =
            "## In short {#in-short}\n\nShortly.\n\n## How to choose {#how-to-choose}\n\nLike this.";

    @Autowired
    MockMvcTester mvc;

    @Autowired
    PublishedContent content;

    @Autowired
    Print print;

    @Autowired
    PrintAhead ahead;

    @Autowired
    PaperFolder papers;

    @Autowired
    PortalSettings settings;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<RecurringTask<?>> tasks;

    private Path folder;

    @BeforeEach
    void folder() {
        folder = settings.home().resolve("print");
    }

    @Test
    void printsAllThatCameWithTheReleaseInEachOfItsForms() {
        var items = jdbc.sql("select item from publication.live where item !~ '[0-9a-f]{8}-'") // those of other tests
                .query(String.class)
                .list();
        assertThat(items).hasSizeGreaterThan(10).contains("cookies"); // which has words between backticks
        for (var slug : items) {
            var item = content.live(slug).orElseThrow();
            var formats = Stream.of(PaperFormat.values())
                    .filter(format -> format.suits(item))
                    .toList();
            assertThat(formats).as(slug).isNotEmpty().allSatisfy(format -> {
                var pdf = print.of(item, format).pdf();
                assertThat(without(words(pdf))).as(format.name(item)).contains(without(item.title()));
                assertThat(PdfUa.failures(pdf)).as(format.name(item)).isEmpty();
            });
        }
    }

    @Test
    void saysTheSameOnSmallAndInLargePages() throws IOException {
        for (var form : List.of("/a5.pdf", "/large.pdf", "/text.txt")) {
            var words = form.endsWith(".txt") ? text(LEAFLET + form) : words(pdf(LEAFLET + form));
            var said = without(words);
            for (var section : content.explanation().sections()) {
                var all = new ArrayList<>(List.of(section.heading()));
                all.addAll(section.points());
                section.table().stream().skip(1).forEach(all::addAll);
                section.questions().forEach(question -> all.add(question.heading()));
                all.forEach(each -> assertThat(said).as(form).contains(without(each)));
            }
        }
    }

    /** Where a line ends, and where a link begins, is no part of what is said. */
    private static String without(String words) {
        return words.replaceAll("\\(http[^)]*\\)|[\\s\\u00a0]+", "");
    }

    @Test
    void hasNoLetterBelowEighteenPointInLargePrint() throws IOException {
        try (var document = Loader.loadPDF(pdf(LEAFLET + "/large.pdf"))) {
            new PDFTextStripper() {
                @Override
                protected void writeString(String words, List<TextPosition> letters) {
                    letters.forEach(letter ->
                            assertThat(letter.getFontSizeInPt()).as(words).isGreaterThanOrEqualTo(18));
                }
            }.getText(document);
        }
    }

    /** Front and back on one side, in the order in which they are read once it is folded. */
    @Test
    void foldsOneSheet() throws IOException {
        try (var document = Loader.loadPDF(pdf(LEAFLET + "/fold.pdf"))) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            var page = document.getPage(0).getMediaBox();
            assertThat(page.getWidth()).isGreaterThan(page.getHeight());
            assertThat(words(document, 1)).contains("The choice in short").contains("How to choose");
            assertThat(words(document, 2)).contains("Your own care").contains("What a no does not stop");
        }
    }

    /** Also with all that may come upon the front page, which is the fullest. */
    @ParameterizedTest
    @CsvSource({"'', none", "'', corrected", "'', withdrawn", "-cy, none", "-cy, corrected", "-cy, withdrawn"})
    @Transactional
    void keepsEachWordOnItsQuarterOfTheSheet(String language, String mishap) throws IOException {
        var slug = PublishedContent.EXPLANATION + language;
        if (mishap.equals("corrected")) {
            correction(PublishedContent.EXPLANATION);
        } else if (mishap.equals("withdrawn")) {
            jdbc.sql("""
                            insert into publication.withdrawal (item, n, withdrawn_by, because)
                            values (?, 1, gen_random_uuid(), 'It was wrong: the day from which people may change their minds was another one')
                            """).param(slug).update();
        }
        var sheet = pdf("/leaflets/" + slug + "/v/1/fold.pdf");
        Files.createDirectories(Path.of("target", "paper"));
        Files.write(Path.of("target", "paper", "fold" + language + "-" + mishap + ".pdf"), sheet);
        isOnItsQuarters(sheet);
        assertThat(words(sheet))
                .contains(
                        mishap.equals("none")
                                ? ""
                                : language.isEmpty()
                                        ? mishap.equals("corrected")
                                                ? "Something in this version was wrong"
                                                : "Withdrawn on"
                                        : mishap.equals("corrected")
                                                ? "Roedd rhywbeth yn y fersiwn hwn"
                                                : "Tynnwyd yn ôl");
        assertThat(PdfUa.failures(sheet)).isEmpty();
    }

    private static void isOnItsQuarters(byte[] sheet) throws IOException {
        try (var document = Loader.loadPDF(sheet)) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            new PDFTextStripper() {
                @Override
                protected void writeString(String words, List<TextPosition> letters) {
                    var middle = 148.5;
                    for (var letter : letters) {
                        double from = letter.getXDirAdj() / MILLIMETRE;
                        double to = from + letter.getWidthDirAdj() / MILLIMETRE;
                        double left = from < middle ? 12 : middle + 12;
                        assertThat(from).as(words).isBetween(left - 0.1, left + 125);
                        assertThat(to).as(words).isLessThan(left + 125.5); // a space at the end of a line hangs over
                        assertThat(letter.getYDirAdj() / MILLIMETRE).as(words).isBetween(11.0, 199.0);
                    }
                }
            }.getText(document);
        }
    }

    /** Then it is no sheet, and says so; nothing runs over its edge. */
    @Test
    void comesOnMorePagesWhereNoLettersAreSmallEnough() throws IOException {
        var slug = "paper-" + UUID.randomUUID();
        item(slug, null, null, "en");
        version(slug, 1, PARTS.replace("Shortly.", "Shortly, but not very. ".repeat(400) + "Up to here."), null);
        var sheet = pdf("/leaflets/" + slug + "/fold.pdf");
        try (var document = Loader.loadPDF(sheet)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(4);
            assertThat(document.getPage(0).getMediaBox().getHeight())
                    .isGreaterThan(document.getPage(0).getMediaBox().getWidth());
        }
        assertThat(words(sheet)).contains("more to say here than one sheet holds", "Up to here.", "Like this.");
        assertThat(PdfUa.failures(sheet)).isEmpty();

        version(slug, 2, PARTS, null);
        assertThat(words(pdf("/leaflets/" + slug + "/fold.pdf"))).doesNotContain("more to say here");
    }

    /** What stands in short cannot be left out, so that page gets smaller letters before any other loses words. */
    @Test
    void printsALongFrontInSmallerLettersAndLeavesNothingOutForIt() throws IOException {
        var slug = "paper-" + UUID.randomUUID();
        item(slug, null, null, "en");
        version(slug, 1, PARTS.replace("Shortly.", "Shortly but not very. ".repeat(85) + "Up to here."), null);
        var sheet = pdf("/leaflets/" + slug + "/fold.pdf");
        Files.createDirectories(Path.of("target", "paper"));
        Files.write(Path.of("target", "paper", "fold-long-front.pdf"), sheet);
        isOnItsQuarters(sheet);
        assertThat(words(sheet)).contains("Up to here.", "Like this.").doesNotContain("more to say here");
    }

    /** Paper stays where it was laid: an old one says that it is, since when, and where the newest is. */
    @Test
    void saysThatThereIsANewerOne() throws IOException {
        var slug = "paper-" + UUID.randomUUID();
        item(slug, null, null, "en");
        item(slug + "-cy", slug, "TRANSLATION", "cy");
        for (int n = 1; n < 3; n++) {
            version(slug, n, PARTS, null);
            version(slug + "-cy", n, PARTS, n);
        }
        var today = Instant.now();
        var newest = settings.link("/leaflets/" + slug);
        var english = without("This is an older version. A newer one took its place on " + UkTime.date(today)
                + ". The newest: " + newest);
        var welsh = without("Hen fersiwn yw hwn. Daeth un mwy newydd yn ei le ar " + UkTime.date(today, Welsh.LOCALE)
                + ". Y diweddaraf: " + newest + "-cy?lang=cy");
        Files.createDirectories(Path.of("target", "paper"));
        for (var form : List.of(".pdf", "/a5.pdf", "/large.pdf", "/fold.pdf", "/text.txt")) {
            var whole = form.equals("/fold.pdf") ? "guards against it: " : "The newest version of this text: ";
            assertThat(said("/leaflets/" + slug + "/v/1" + form)).as(form).contains(english);
            if (form.endsWith(".pdf")) {
                Files.write(
                        Path.of("target", "paper", "old" + form.replace('/', '-')),
                        pdf("/leaflets/" + slug + "-cy/v/1" + form));
            }
            assertThat(said("/leaflets/" + slug + "/v/2" + form))
                    .as(form)
                    .contains(without(whole + newest))
                    .doesNotContain("olderversion");
            assertThat(said("/leaflets/" + slug + "-cy/v/1" + form)).as(form).contains(welsh);
            assertThat(said("/leaflets/" + slug + "-cy/v/2" + form)).as(form).doesNotContain("Henfersiwn");
        }
        assertThat(links(pdf("/leaflets/" + slug + "-cy/v/1/fold.pdf"))).contains(newest + "-cy?lang=cy");
    }

    /** On the screen; what the sheet leaves out has no place in it to go to. */
    @Test
    void leadsFromOneOfItsPagesToAnother() throws IOException {
        var slug = "paper-" + UUID.randomUUID();
        item(slug, null, null, "en");
        version(slug, 1, PARTS.replace("Shortly.", "Shortly: [how](#how-to-choose)."), null);
        try (var document = Loader.loadPDF(pdf("/leaflets/" + slug + "/fold.pdf"))) {
            assertThat(document.getPage(0).getAnnotations())
                    .anyMatch(
                            note -> note instanceof PDAnnotationLink link && link.getAction() instanceof PDActionGoTo);
        }
    }

    private String said(String address) throws IOException {
        return without(address.endsWith(".txt") ? text(address) : words(pdf(address)));
    }

    @Test
    @Transactional
    void saysOnAnOldFormThatThereIsANewerOne() throws IOException {
        jdbc.sql("""
                        insert into publication.version (item, n, title, summary, body, what_changed, editors, approved_by, alone)
                        select item, 800001, title, summary, body, 'x', array[gen_random_uuid()], gen_random_uuid(), false
                        from publication.version where item = 'paper-form' and n = 1
                        """).update();
        var old = pdf("/leaflets/paper-form/v/1.pdf");
        Files.createDirectories(Path.of("target", "paper"));
        Files.write(Path.of("target", "paper", "form-old.pdf"), old);
        Files.write(Path.of("target", "paper", "form-newest.pdf"), pdf("/other-ways.pdf"));
        assertThat(words(old))
                .contains("This is an older form.", settings.link("/other-ways"))
                .as("nothing is printed over anything")
                .contains("Sign here Signature Date (day, month, year) Where to send it");
        try (var document = Loader.loadPDF(old)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
        assertThat(PdfUa.failures(old)).isEmpty();
        assertThat(words(pdf("/other-ways.pdf")))
                .doesNotContain("older")
                .contains("Form PF1, version 800,001", "The newest: " + settings.link("/other-ways"));
    }

    @Test
    void isNotMadeInAFormThatDoesNotSuitIt() {
        for (var none : List.of(
                "/leaflets/better-information-easy-read/large.pdf",
                "/leaflets/paper-form/fold.pdf",
                "/leaflets/paper-form/text.txt",
                "/leaflets/privacy/a5.pdf",
                LEAFLET + "/a3.pdf")) {
            assertThat(mvc.get().uri(none)).as(none).hasStatus(404);
        }
    }

    /** A Welsh reader of a printed page who follows its links stays in Welsh; and one that is behind says so, on paper too. */
    @Test
    void leadsOnInWelshAndSaysWhenItIsOlder() throws IOException {
        var english = "paper-" + UUID.randomUUID();
        item(english, null, null, "en");
        version(english, 1, "In English", null);
        item(english + "-cy", english, "TRANSLATION", "cy");
        version(english + "-cy", 1, "Yn Gymraeg. [Dewis](/other-ways)", 1);
        var paper = "/leaflets/" + english + "-cy/v/1.pdf";

        assertThat(words(pdf(paper))).contains("fersiwn 1 yn Saesneg").doesNotContain("Hŷn na");
        assertThat(links(pdf(paper))).contains(settings.link("/other-ways?lang=cy"));

        version(english, 2, "In English, corrected", null);
        assertThat(words(pdf(paper))).contains("Hŷn na’r Saesneg");
        assertThat(text("/leaflets/" + english + "-cy/text.txt")).contains("Hŷn na’r Saesneg");
    }

    /** The paper form is what people sign and post. */
    @Test
    @Transactional
    void saysOnAWrongFormThatItIsWrong() throws IOException {
        assertThat(words(pdf("/other-ways.pdf"))).doesNotContain("Do not use this form");
        correction("paper-form");
        var form = pdf("/other-ways.pdf");
        Files.createDirectories(Path.of("target", "paper"));
        Files.write(Path.of("target", "paper", "form-wrong.pdf"), form);
        assertThat(words(form))
                .contains("Do not use this form: something is wrong in it")
                .contains("/corrections/");
        try (var document = Loader.loadPDF(form)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
        }
        assertThat(PdfUa.failures(form)).isEmpty();
    }

    @Test
    void isMadeOnceForAllWhoAskAtTheSameTime() throws Exception {
        var slug = "paper-" + UUID.randomUUID();
        item(slug, null, null, "en");
        version(slug, 1, "Words that nobody has printed yet", null);
        var pool = Executors.newFixedThreadPool(8);
        try {
            var answers =
                    pool.invokeAll(Stream.generate(() -> (Callable<byte[]>) () -> pdf("/leaflets/" + slug + ".pdf"))
                            .limit(8)
                            .toList());
            for (var each : answers) {
                assertThat(each.get()).isEqualTo(answers.get(0).get());
            }
        } finally {
            pool.shutdown();
        }
        assertThat(kept(slug)).hasSize(1);
    }

    /** What another node has made is not made again; whose bytes they are, nobody can tell. */
    @Test
    void isSentAsAnyNodeMadeIt() throws IOException {
        var slug = "paper-" + UUID.randomUUID();
        item(slug, null, null, "en");
        version(slug, 1, "Words", null);
        print.ahead(content.live(slug).orElseThrow(), PaperFormat.A4);
        var file = kept(slug).get(0);
        var elsewhere = anotherPdf();
        Files.write(file, elsewhere);

        assertThat(pdf("/leaflets/" + slug + ".pdf")).isEqualTo(elsewhere);
    }

    private static byte[] anotherPdf() throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            var title = Stream.generate(UUID::randomUUID).limit(60).map(UUID::toString);
            document.getDocumentInformation().setTitle(title.collect(Collectors.joining()));
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    /** A disk that was full, or a machine whose power went. */
    @ParameterizedTest
    @ValueSource(strings = {"nothing", "half of it", "zeros"})
    void isMadeAgainWhereTheDiskDoesNotGiveItBackWhole(String left) throws IOException {
        var slug = "paper-" + UUID.randomUUID();
        item(slug, null, null, "en");
        version(slug, 1, "Words", null);
        var item = content.live(slug).orElseThrow();
        for (boolean ahead : new boolean[] {false, true}) {
            print.ahead(item, PaperFormat.A4);
            var file = kept(slug).get(0);
            var whole = Files.readAllBytes(file);
            Files.write(
                    file,
                    switch (left) {
                        case "nothing" -> new byte[0];
                        case "zeros" -> new byte[whole.length];
                        default -> Arrays.copyOf(whole, whole.length / 2);
                    });

            if (ahead) {
                print.ahead(item, PaperFormat.A4);
            } else {
                assertThat(words(pdf("/leaflets/" + slug + ".pdf"))).contains("Words");
            }
            assertThat(kept(slug)).singleElement().satisfies(again -> assertThat(words(Files.readAllBytes(again)))
                    .contains("Words"));
        }
    }

    @Test
    void isThereBeforeAnybodyAsks() throws IOException {
        var slug = "paper-" + UUID.randomUUID();
        item(slug, null, null, "en");
        version(slug, 1, "Words", null);

        ahead.makeWhatIsMissing();

        assertThat(kept(slug)).hasSize(3); // A4, A5, large; it has no parts to fold
        assertThat(papers.size(slug + "-version-1-large")).hasValueSatisfying(size -> {
            assertThat(size.pages()).isEqualTo(1);
            assertThat(size.bytes()).isGreaterThan(1_000);
        });
        var list = Jsoup.parse(text("/leaflets/" + slug + "/v/1"));
        assertThat(list.select("#forms ~ ul li").eachText())
                .anyMatch(line ->
                        line.startsWith("Large print") && line.contains("1 page to print, PDF, a small file of"));
    }

    /** By a job of its own: printing ahead is off here. */
    @Test
    void goesWhenNobodyHasWantedItForAMonth() throws IOException {
        var slug = "paper-" + UUID.randomUUID();
        item(slug, null, null, "en");
        version(slug, 1, "Read last month", null);
        version(slug, 2, "Read today", null);
        for (int n = 1; n < 3; n++) {
            print.ahead(content.version(slug, n).orElseThrow(), PaperFormat.A4);
        }
        for (var file : kept(slug)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(31L * 24 * 3600)));
        }
        pdf("/leaflets/" + slug + "/v/2.pdf");

        tasks.stream()
                .filter(task -> task.getName().equals(PrintTasks.OLD_PAPER))
                .forEach(task -> task.execute(null, null));

        assertThat(kept(slug))
                .singleElement()
                .satisfies(file -> assertThat(file.getFileName().toString()).contains("-version-2."));
    }

    private List<Path> kept(String slug) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(slug))
                    .toList();
        }
    }

    private byte[] pdf(String address) {
        var answer = mvc.get().uri(address).exchange();
        assertThat(answer).as(address).hasStatusOk();
        return answer.getResponse().getContentAsByteArray();
    }

    private String text(String address) throws IOException {
        var answer = mvc.get().uri(address).exchange();
        assertThat(answer).as(address).hasStatusOk();
        return answer.getResponse().getContentAsString();
    }

    private static String words(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var page = document.getPage(0).getMediaBox();
            int beside = page.getWidth() > page.getHeight() ? 2 : 1;
            var all = new StringBuilder();
            for (var each : document.getPages()) {
                for (int i = 0; i < beside; i++) {
                    var words = new PDFTextStripperByArea();
                    words.setSortByPosition(true); // as it stands there; links are painted after the words around them
                    double width = page.getWidth() / beside;
                    words.addRegion("page", new Rectangle2D.Double(i * width, 0, width, page.getHeight()));
                    words.extractRegions(each);
                    all.append(words.getTextForRegion("page"));
                }
            }
            return all.toString().replaceAll("\\s+", " ");
        }
    }

    private static String words(PDDocument document, int page) throws IOException {
        var words = new PDFTextStripper();
        words.setStartPage(page);
        words.setEndPage(page);
        return words.getText(document);
    }

    private static String links(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var links = Stream.<String>builder();
            for (var page : document.getPages()) {
                for (var note : page.getAnnotations()) {
                    if (note instanceof PDAnnotationLink link && link.getAction() instanceof PDActionURI leads) {
                        links.add(leads.getURI());
                    }
                }
            }
            return links.build().collect(Collectors.joining("\n"));
        }
    }

    private void correction(String item) {
        jdbc.sql("""
                        insert into publication.correction (n, item, first_n, last_n, wrong_words, right_words, told, writers, approved_by, alone)
                        values (999998, ?, 1, 1, 'wrong', 'right', 'nobody', array[gen_random_uuid()], gen_random_uuid(), false)
                        """).param(item).update();
    }

    private void item(String slug, String of, String edition, String language) {
        jdbc.sql(
                        "insert into publication.item (slug, kind, edition_of, edition, language) values (?, 'LEAFLET', ?, ?, ?)")
                .params(Arrays.asList(slug, of, edition, language))
                .update();
    }

    private void version(String slug, int n, String words, Integer matches) {
        jdbc.sql("""
                        insert into publication.version (item, n, title, summary, body, what_changed, editors, approved_by, alone, matches)
                        values (?, ?, 'Paper', 'Summary', ?, 'x', array[gen_random_uuid()], gen_random_uuid(), false, ?)
                        """).params(Arrays.asList(slug, n, words, matches)).update();
    }
}
