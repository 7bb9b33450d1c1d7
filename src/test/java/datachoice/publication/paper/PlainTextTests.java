package datachoice.publication.paper;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.publication.text.ArticleReader;
import org.junit.jupiter.api.Test;

class PlainTextTests {
    private static String plain(String markdown) {
        return PlainText.of(
                new ArticleReader().read(markdown).sections().get(0).html(),
                address -> address.startsWith("#") ? "" : "https://portal.example" + address);
    }

    @Test
    void saysEachParagraphInALineOfItsOwn() {
        assertThat(plain("One *line*\nand **the same**.\n\nAnother & a third < 4.\n"))
                .isEqualTo("One line and the same.\n\nAnother & a third < 4.\n");
    }

    @Test
    void numbersWhatIsNumberedAndIndentsWhatIsInside() {
        assertThat(plain("Before\n\n1. One\n2. Two\n   - inside\n   - inside too\n3. Three\n\nAfter"))
                .isEqualTo("Before\n\n1. One\n2. Two\n  - inside\n  - inside too\n3. Three\n\nAfter\n");
    }

    @Test
    void saysWhereALinkLeadsUnlessItStaysOnThePage() {
        assertThat(plain("[Other ways](/other-ways) and [below](#below)."))
                .isEqualTo("Other ways (https://portal.example/other-ways) and below.\n");
    }

    @Test
    void saysTheNameOfItsColumnBeforeEachCell() {
        assertThat(
                        plain(
                                "| Step | Can it point to you? | Who |\n| --- | --- | --- |\n| 1. Seen | Yes | We $1 |\n| 2. Out | No | You |\n"))
                .isEqualTo(
                        "1. Seen\n\nCan it point to you? Yes\n\nWho: We $1\n\n2. Out\n\nCan it point to you? No\n\nWho: You\n");
    }

    @Test
    void leavesPicturesOut() {
        assertThat(plain("![A letter](art:easy-letter)\nWe write to you.")).isEqualTo("We write to you.\n");
    }
}
