package datachoice.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B5 and B6: names as people have them, and names as attackers write them. */
class PersonNamesTests {
    @ParameterizedTest
    @ValueSource(
            strings = {"O'Brien", "Zoë", "李", "X Æ A-12", "Jean-Luc d’Arc", "<script>alert(1)</script>", "=1+1 Smith"})
    void keepsWhatCanBeSeen(String name) {
        var read = PersonNames.read(name);
        assertThat(read.fault()).isEmpty();
        assertThat(read.name()).isEqualTo(Normalizer.normalize(name, Normalizer.Form.NFC));
    }

    /** T4: a worker's name stands in e-mails to others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Urgent: www.evil.example/reset now",
                "https://evil.example",
                "Reset at WWW.evil",
                "Jane evil.com",
                "Jane evil.co.uk Smith",
                "evil.example.",
                "x.com",
                "evil.example/reset",
                "jane@evil.example",
                "\uff45vil\uff0ecom",
                "evil\u3002com",
                "Urgent: Smith",
                "Smith/Jones"
            })
    void knowsWhatEmailProgramsMakeALinkOf(String name) {
        assertThat(PersonNames.isLink(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O'Brien",
                "St. John",
                "St.John Smythe",
                "Dr. Smith",
                "Dr.Smith",
                "Łuczak-Ng",
                "J.R.",
                "J.R.R. Tolkien",
                "J.R. Ng",
                "A.M. Lee",
                "Martin Luther King, Jr.",
                "Conor Netto",
                "Sammy Davis Jr.",
                "d’Arc",
                "李",
                "Ma. Jo Cruz"
            })
    void knowsThatNamesAreNone(String name) {
        assertThat(PersonNames.isLink(name)).isFalse();
    }

    @Test
    void storesOneFormOfAnAccent() {
        assertThat(PersonNames.clean("Zoe\u0308")).isEqualTo("Zo\u00eb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jane\u202e Smith",
                "Jane\u200b Smith",
                " Jane  Smith ",
                "Jane\r\nSmith",
                "Jane\u0000 Smith",
                "Jane\ud800 Smith",
                "Jane\ufeff\tSmith",
                "\u00a0Jane\u2003Smith"
            })
    void dropsWhatNobodySees(String typed) {
        assertThat(PersonNames.clean(typed)).isEqualTo("Jane Smith");
    }

    /** B6: a joiner is part of a name where two letters need it, and hides nothing anywhere else. */
    @ParameterizedTest
    @CsvSource({
        "प्रिया शर्मा, प्रिया शर्मा",
        "علی\u200cرضا, علی\u200cرضا",
        "ශ්\u200dරී, ශ්\u200dරී",
        "Jane\u200d Smith, Jane Smith",
        "Ja\u200cne, Jane",
        "Ива\u200dн, Иван",
        "علی\u200c, علی",
        "\u200dශ්රී, ශ්රී"
    })
    void keepsWhatJoinsLetters(String typed, String stored) {
        assertThat(PersonNames.clean(typed)).isEqualTo(stored);
        assertThat(PersonNames.forMessages(typed)).isEqualTo(stored);
        assertThat(PersonNames.knowsFamilyName(typed, stored)).isTrue();
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(PersonNames.read(null).fault()).contains("empty");
        assertThat(PersonNames.read(" \u00a0").fault()).contains("empty");
        assertThat(PersonNames.read("\u202e\u200b").fault()).contains("no-letters");
        assertThat(PersonNames.read("12345").fault()).contains("no-letters");
        assertThat(PersonNames.read("a".repeat(201)).fault()).contains("long");
        assertThat(PersonNames.read("a".repeat(200)).fault()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Zoe OBrien, O'Brien",
        "zoe o’brien, O'Brien",
        "Zoe O Brien, O'Brien",
        "MUELLER ANNA, Mueller",
        "Anna Muller, Müller",
        "Łukasz Walesa, Wałęsa",
        "Anna Smith, Smith-Jones",
        "Anna Jones, Smith-Jones",
        "Anna Smithjones, Smith-Jones",
        "Anna Smith Jones, Smith-Jones",
        "Ian MacDonald, Mac Donald",
        "Jan Berg, van der Berg",
        "李 小龙, 李",
        "Strauss, Strauß"
    })
    void recognisesAFamilyName(String typed, String family) {
        assertThat(PersonNames.knowsFamilyName(typed, family)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Anna Smyth, Smith",
        "Anna, Smith",
        "Jan van Dijk, van der Berg",
        "A B C D E, O'Brien",
        "Smit, Smith",
        "'', Smith"
    })
    void doesNotRecogniseAnother(String typed, String family) {
        assertThat(PersonNames.knowsFamilyName(typed, family)).isFalse();
    }

    /** T23: what somebody calls themselves becomes no link, no telephone number and no sentence in our own e-mail. */
    @ParameterizedTest
    @CsvSource({
        "Zoë O’Brien-Müller, Zoë O’Brien-Müller",
        "Dr. Ann Lee, Dr. Ann Lee",
        "李 小龙, 李 小龙",
        "Call 0800 123456 now, Call now",
        "visit evil.example/pay, visit evil examplepay",
        "Ann @nhs.example <b>, Ann nhs example b",
        "Ann‮​ Lee, Ann Lee"
    })
    void writesNamesSafelyIntoMessages(String name, String written) {
        assertThat(PersonNames.forMessages(name)).isEqualTo(written);
        assertThat(PersonNames.forMessages("Ann ".repeat(40)).length()).isLessThanOrEqualTo(60);
    }
}
