package datachoice.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetupTest;
import datachoice.PdfUa;
import datachoice.core.FullDisk;
import datachoice.core.Ids;
import datachoice.crash.SmallDisk;
import datachoice.publication.PdfRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.BeanUtils;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

class SendersTests {
    @RegisterExtension
    static final GreenMailExtension SERVER = new GreenMailExtension(ServerSetupTest.SMTP.dynamicPort());

    @Test
    void sendsOnePlainMailToOneAddress() throws Exception {
        var mail = message(
                MessageChannel.EMAIL,
                List.of("zoe@demo.example"),
                "Your choice\r\nBcc: x@demo.example",
                "Grüße, Łucja\n\n012345\n");
        smtp().send(mail);

        var received = SERVER.getReceivedMessages();
        assertThat(received).hasSize(1);
        assertThat(received[0].getAllRecipients()).hasSize(1);
        assertThat(received[0].getSubject()).isEqualTo("Your choice Bcc: x@demo.example");
        assertThat(received[0].getFrom()[0]).hasToString("no-reply@portal.example");
        assertThat(received[0].getContent().toString()).contains("Grüße, Łucja");
        assertThat(received[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void sendsNothingToAServerThatDoesNotEncrypt() {
        var server = server();
        server.getJavaMailProperties().setProperty("mail.smtp.starttls.enable", "true");
        server.getJavaMailProperties().setProperty("mail.smtp.starttls.required", "true");
        var mail = message(MessageChannel.EMAIL, List.of("zoe@demo.example"), "x", "012345");
        assertThatThrownBy(() -> new SmtpSender(server, "no-reply@portal.example").send(mail))
                .hasMessageContaining("STARTTLS");
        assertThat(SERVER.getReceivedMessages()).isEmpty();
    }

    @Test
    void refusesWhatIsNotExactlyOneAddress() {
        for (var address :
                List.of("a@demo.example, b@demo.example", "a@demo.example\r\nBcc: b@demo.example", "nobody")) {
            assertThatThrownBy(() -> smtp().send(message(MessageChannel.EMAIL, List.of(address), "x", "y")))
                    .isInstanceOf(Exception.class);
        }
        assertThat(SERVER.getReceivedMessages()).isEmpty();
    }

    @Test
    void printsALetterWithTheAddressInTheWindow(@TempDir Path folder) throws Exception {
        var post = new PdfLetters(
                folder, templates(), BeanUtils.instantiateClass(PdfRenderer.class.getDeclaredConstructor()));
        var body = letterWithCode();
        var letter =
                message(MessageChannel.POST, List.of("28 Bramble Lane", "Elmhaven", "QE1 1AA"), "You can choose", body);
        post.send(letter);
        post.send(letter); // after a crash: the same file again

        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).singleElement().satisfies(file -> {
                assertThat(folder.relativize(file).toString())
                        .isEqualTo("2026-11-22/large_print/" + letter.id() + ".pdf");
                try (var pdf = Loader.loadPDF(file.toFile())) {
                    var window = new PDFTextStripperByArea();
                    double mm = 72 / 25.4;
                    window.addRegion(
                            "window", new java.awt.geom.Rectangle2D.Double(20 * mm, 43 * mm, 90 * mm, 36 * mm));
                    window.extractRegions(pdf.getPage(0));
                    assertThat(window.getTextForRegion("window").lines().map(String::strip))
                            .containsExactly("Łucja O’Neill", "28 Bramble Lane", "Elmhaven", "QE1 1AA");
                    assertThat(new PDFTextStripper().getText(pdf)).contains("7KQ2-M4XD");
                    Files.copy(
                            file, Path.of("target", "letter.pdf"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            });
        }
    }

    /** The longest address that a register can hold, in the window whole, with nothing printed over it. */
    @Test
    void printsALongAddressWhereTheWindowShowsIt() throws Exception {
        var lines = List.of(
                "Flat 14B, The Old Convalescent Home for Mariners",
                "1276–1278 Upper Saint Bartholomew’s Churchyard",
                "Newbiggin-by-the-Marsh near Elmhaven",
                "North East Lincolnshire and Holderness",
                "QE1 1AA");
        var letter = message(
                "Bartholomew Maximilian Alexander Featherstonehaugh-Cholmondeley-Majoribanks",
                "STANDARD",
                lines,
                letterWithCode());
        assertThat(PdfUa.failures(printed(letter))).isEmpty();
        try (var pdf = Loader.loadPDF(printed(letter))) {
            var page = new PDFTextStripperByArea();
            page.setSortByPosition(true);
            double mm = 72 / 25.4;
            page.addRegion("window", new java.awt.geom.Rectangle2D.Double(20 * mm, 43 * mm, 90 * mm, 36 * mm));
            page.addRegion("below", new java.awt.geom.Rectangle2D.Double(0, 79 * mm, 210 * mm, 30 * mm));
            page.extractRegions(pdf.getPage(0));
            assertThat(page.getTextForRegion("window").lines().map(String::strip))
                    .hasSize(7)
                    .endsWith(lines.toArray(String[]::new));
            assertThat(page.getTextForRegion("below").lines().map(String::strip))
                    .startsWith("22 November 2026");
        }
    }

    /** All of it large, the page numbers too, on no more paper than it needs. */
    @Test
    void printsALargeLetterOnTwoPages() throws Exception {
        var letter = message("Łucja O’Neill", "LARGE_PRINT", List.of("28 Bramble Lane", "QE1 1AA"), letterWithCode());
        assertThat(PdfUa.failures(printed(letter))).isEmpty();
        try (var pdf = Loader.loadPDF(printed(letter))) {
            var smallest = new java.util.HashMap<String, Float>();
            var sizes = new PDFTextStripper() {
                @Override
                protected void writeString(String text, List<org.apache.pdfbox.text.TextPosition> positions) {
                    positions.forEach(position -> smallest.merge(text, position.getFontSizeInPt(), Math::min));
                }
            };
            sizes.getText(pdf);
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
            smallest.keySet().removeAll(List.of("Łucja O’Neill", "28 Bramble Lane", "QE1 1AA")); // for the post
            assertThat(smallest)
                    .containsKey("22 November 2026")
                    .allSatisfy((text, size) -> assertThat(size).as(text).isGreaterThanOrEqualTo(17.5f));
        }
    }

    private static byte[] printed(Message letter) throws NoSuchMethodException {
        return new PdfLetters(
                        Path.of("target"),
                        templates(),
                        BeanUtils.instantiateClass(PdfRenderer.class.getDeclaredConstructor()))
                .print(letter);
    }

    private static String letterWithCode() {
        return new Words()
                .text(
                        "letter.letter-code.post.body",
                        java.util.Map.of(
                                "name",
                                "Łucja O’Neill",
                                "base_url",
                                "https://portal.example",
                                "code",
                                "7KQ2-M4XD",
                                "expires",
                                "20 December 2026",
                                "operator_name",
                                "Demo Health Data Authority",
                                "operator_phone",
                                "01632 960999",
                                "operator_hours",
                                "9am to 5pm"));
    }

    /** V16.5.3: no half letter is left to be printed, and with room again it is printed. */
    @Test
    void aLetterThatTheDiskHasNoRoomForLeavesNothing(@TempDir Path folder) throws Exception {
        try (var disk = new SmallDisk(folder.resolve("letters"), "1m", folder)) {
            var post = new PdfLetters(
                    folder.resolve("letters"),
                    templates(),
                    BeanUtils.instantiateClass(PdfRenderer.class.getDeclaredConstructor()));
            var letter = message(MessageChannel.POST, List.of("28 Bramble Lane", "QE1 1AA"), "You can choose", "Words");
            disk.fill();
            assertThatThrownBy(() -> post.send(letter)).matches(FullDisk::isCauseOf);
            assertThat(files(folder)).containsExactly("filler");
            disk.empty();
            post.send(letter);
            assertThat(files(folder)).containsExactly(letter.id() + ".pdf");
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private static MessageSender smtp() {
        return new SmtpSender(server(), "no-reply@portal.example");
    }

    private static JavaMailSenderImpl server() {
        var server = new JavaMailSenderImpl();
        server.setHost("127.0.0.1");
        server.setPort(SERVER.getSmtp().getPort());
        return server;
    }

    private static SpringTemplateEngine templates() {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        var words = new ResourceBundleMessageSource();
        words.setBasename("messages/portal");
        words.setDefaultEncoding("UTF-8");
        words.setDefaultLocale(Locale.UK);
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        engine.setTemplateEngineMessageSource(words);
        return engine;
    }

    private static Message message(String name, String format, List<String> address, String body) {
        return new Message(
                Ids.next(),
                MessageKind.LETTER_CODE,
                MessageChannel.POST,
                null,
                name,
                address,
                format,
                "You can choose how your health data is used",
                body,
                Instant.parse("2026-11-22T09:42:00Z"),
                1);
    }

    private static Message message(MessageChannel channel, List<String> address, String subject, String body) {
        return new Message(
                Ids.next(),
                channel == MessageChannel.POST ? MessageKind.LETTER_CODE : MessageKind.CHOICE_SAVED,
                channel,
                null,
                channel == MessageChannel.POST ? "Łucja O’Neill" : address.get(0),
                address,
                "LARGE_PRINT",
                subject,
                body,
                Instant.parse("2026-11-22T09:42:00Z"),
                1);
    }
}
