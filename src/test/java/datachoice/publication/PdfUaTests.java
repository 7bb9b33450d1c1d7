package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.Cast;
import datachoice.PdfUa;
import datachoice.WholePortal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Everything that people print can be read by whoever does not see it: PDF/UA-1, judged by veraPDF. */
@WholePortal
class PdfUaTests {
    @LocalServerPort
    int port;

    @Autowired
    Cast cast;

    @BeforeEach
    void nobodyHasFailedYet() {
        cast.forgetFailedTries();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/leaflets/better-information-means-better-care.pdf",
                "/leaflets/better-information-means-better-care/a5.pdf",
                "/leaflets/better-information-means-better-care/large.pdf",
                "/leaflets/better-information-means-better-care/fold.pdf",
                "/leaflets/better-information-means-better-care-cy.pdf",
                "/leaflets/better-information-means-better-care-cy/a5.pdf",
                "/leaflets/better-information-means-better-care-cy/large.pdf",
                "/leaflets/better-information-means-better-care-cy/fold.pdf",
                "/leaflets/better-information-easy-read.pdf",
                "/other-ways.pdf",
                "/press/poster-a4.pdf",
                "/press/poster-a3.pdf",
                "/leaflets/other-ways/v/1.pdf"
            })
    void ofPublishedText(String address) throws Exception {
        check(
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray())
                        .body(),
                address);
    }

    @Test
    void ofReceipts() throws Exception {
        var person = cast.adult("Pia Printer", cast.practice("Paper Surgery"));
        var visitor = cast.signedIn(port, cast.accountOf(person));
        var question = "/choices/" + person + "/change";
        var check = visitor.get(question).submit(question, "choice", "ALLOW").location();
        var receipt = visitor.follow().submit(check).location() + ".pdf";
        for (var address : new String[] {receipt, receipt + "?lang=cy"}) {
            check(
                    HttpClient.newHttpClient()
                            .send(visitor.request(address).build(), HttpResponse.BodyHandlers.ofByteArray())
                            .body(),
                    address);
        }
    }

    private static void check(byte[] pdf, String address) throws IOException {
        var copy = Path.of("target", "paper", address.replaceAll("[^A-Za-z0-9.]+", "-"));
        Files.createDirectories(copy.getParent());
        Files.write(copy, pdf);
        assertThat(PdfUa.failures(pdf)).as(address).isEmpty();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).as(address).doesNotContain("??");
        }
    }
}
