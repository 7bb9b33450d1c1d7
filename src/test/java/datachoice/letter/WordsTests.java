package datachoice.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import datachoice.person.ProofSeen;
import datachoice.person.RightEnd;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordsTests {
    private final Words words = new Words();

    @Test
    void keepsASubjectOnOneLineWhateverANameHolds() {
        var subject = words.line(
                "letter.choice-confirmation.other.post.subject",
                Map.of("name", "Mia\r\nBcc: all@demo.example\u2028\u0085x"));
        assertThat(subject).isEqualTo("A choice for Mia Bcc: all@demo.example x is saved");
    }

    @Test
    void neverLooksForPlaceholdersInAName() {
        assertThat(words.text("letter.addressee", Map.of("name", "{code} $1 \\ {name}")))
                .isEqualTo("{code} $1 \\ {name}");
    }

    /** Which of them a practice selects is not known before. */
    @Test
    void hasWordsForEveryProofAndEveryEndOfARight() {
        for (var proof : ProofSeen.values()) {
            assertThat(words.text("letter.right.proof." + proof, Map.of())).isNotBlank();
        }
        for (var why : RightEnd.values()) {
            assertThat(words.text("letter.right-ended.why." + why, Map.of("proxy_name", "Mia")))
                    .endsWith(".");
        }
    }

    @Test
    void refusesToLeaveAGapInALetter() {
        assertThatThrownBy(() -> words.text("letter.letter-code.post.body", new HashMap<>()))
                .hasMessageContaining("needs {");
        assertThatThrownBy(() -> words.text("letter.nothing", Map.of())).hasMessageContaining("no words");
    }
}
