package datachoice.demo;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.NhsNumber;
import datachoice.portal.demo.DemoPeople;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoPeopleGeneratorTests {
    private static final List<String> FILES = List.of("elm-surgery.csv", "oak-road.csv");

    @Test
    void theCommittedFilesAreWhatItMakes() throws IOException {
        var generator = new DemoPeopleGenerator();
        for (var file : FILES) {
            var made = new StringWriter();
            generator.write(file, made);
            assertThat(Files.readString(DemoPeopleGenerator.FOLDER.resolve(file))
                            .equals(made.toString()))
                    .as("run DemoPeopleGenerator and commit " + file)
                    .isTrue();
        }
    }

    @Test
    void nobodyIsThereTwiceAndNobodyIsReal() throws IOException {
        assertThat(people("elm-surgery.csv")).hasSize(12_000);
        assertThat(people("oak-road.csv")).hasSize(3_000);
        assertThat(everyone().map(person -> person.getField("nhs_number")))
                .doesNotHaveDuplicates()
                .allMatch(number -> number.startsWith("999") && NhsNumber.holds(number));
        assertThat(everyone().map(person -> person.getField("email")).filter(Predicate.not(String::isEmpty)))
                .doesNotHaveDuplicates()
                .allMatch(email -> email.endsWith("@demo.example"));
        assertThat(everyone().map(person -> person.getField("mobile")))
                .allMatch(mobile -> mobile.matches("|07700 900\\d{3}"));
        assertThat(everyone().map(person -> person.getField("postcode")))
                .allMatch(code -> code.matches("Q[EO]\\d \\d[A-Z]{2}"));
    }

    @Test
    void theyAreLikePeopleInEngland() throws IOException {
        assertThat(share(person -> !person.getField("email").isEmpty())).isBetween(0.17, 0.23);
        assertThat(share(person -> age(person) < 18)).isBetween(0.15, 0.30);
        assertThat(share(person -> age(person) >= 65)).isBetween(0.12, 0.28);
        assertThat(share(person -> name(person).chars().anyMatch(c -> c > 127))).isBetween(0.05, 0.40);
        assertThat(share(person -> person.getField("family_name").length() == 1))
                .isPositive();
        assertThat(share(person -> person.getField("family_name").length() > 40))
                .isPositive();
        assertThat(everyone().map(DemoPeopleGeneratorTests::name))
                .allMatch(name -> Normalizer.isNormalized(name, Normalizer.Form.NFC));
        var addresses = everyone()
                .map(person -> person.getField("address_1") + person.getField("postcode"))
                .toList();
        assertThat(addresses.stream().distinct().count()).as("households").isBetween(4_500L, 8_500L);
    }

    @Test
    void thePeopleOfTheDemoHaveTheirAges() throws IOException {
        for (var expected : List.of(
                "Amina Rahman 38",
                "Leila Rahman 12",
                "Sami Rahman 7",
                "George Ashdown 76",
                "Carol Ann Penrose 59",
                "Edith May Penrose 86",
                "Rowan Teague 15",
                "Winifred Hale 80",
                "Amarachi Okafor-Lane 9")) {
            assertThat(people("elm-surgery.csv").stream().map(person -> name(person) + " " + age(person)))
                    .containsOnlyOnce(expected);
            var words = expected.substring(0, expected.lastIndexOf(' '));
            assertThat(everyone().filter(person -> name(person).equals(words)))
                    .as("only one " + words)
                    .hasSize(1);
        }
    }

    private static double share(Predicate<NamedCsvRecord> of) throws IOException {
        return everyone().filter(of).count() / 15_000.0;
    }

    private static int age(NamedCsvRecord person) {
        return Period.between(LocalDate.parse(person.getField("date_of_birth")), DemoPeople.FILES_ARE_OF)
                .getYears();
    }

    private static String name(NamedCsvRecord person) {
        return person.getField("given_names") + " " + person.getField("family_name");
    }

    private static Stream<NamedCsvRecord> everyone() throws IOException {
        return Stream.concat(people("elm-surgery.csv").stream(), people("oak-road.csv").stream());
    }

    private static List<NamedCsvRecord> people(String file) throws IOException {
        try (var records = CsvReader.builder().ofNamedCsvRecord(DemoPeopleGenerator.FOLDER.resolve(file))) {
            return records.stream().toList();
        }
    }
}
