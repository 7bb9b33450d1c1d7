package datachoice.publication.share;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextMessageTests {
    @Test
    void countsAsTelephonesDo() {
        assertThat(new TextMessage("a".repeat(160)).parts()).isEqualTo(1);
        assertThat(new TextMessage("a".repeat(161)).parts()).isEqualTo(2);
        assertThat(new TextMessage("a".repeat(306)).parts()).isEqualTo(2);
        assertThat(new TextMessage("a".repeat(307)).parts()).isEqualTo(3);
        assertThat(new TextMessage("[€]").characters()).isEqualTo(6);
        assertThat(new TextMessage("£@éà").characters()).isEqualTo(4);
    }

    @Test
    void oneLetterOfAnotherAlphabetMakesTheWholeMessageShort() {
        assertThat(new TextMessage("a".repeat(69) + "ŵ").parts()).isEqualTo(1);
        assertThat(new TextMessage("a".repeat(70) + "ŵ").parts()).isEqualTo(2);
    }

    @Test
    void writesNamesPlainlyWhereThatCanBeDone() {
        assertThat(TextMessage.plain("Dr Ŵyn’s – Café Ü")).contains("Dr Wyn's - Café Ü");
        assertThat(TextMessage.plain("Łódź")).isEmpty();
        assertThat(TextMessage.plain("診療所")).isEmpty();
    }
}
