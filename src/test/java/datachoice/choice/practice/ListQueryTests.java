package datachoice.choice.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.validation.BeanPropertyBindingResult;

class ListQueryTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 27);

    @Test
    void startsAsTheWorkList() {
        var query = read(null, null, null, null, null, null);
        assertThat(query).isEqualTo(ListQuery.WORK);
        assertThat(query.filters()).isEqualTo("choice=&status=NEW&from=&to=&sort=-set");
    }

    @Test
    void showsAllWhenAllIsAskedFor() {
        assertThat(read(null, "", null, null, null, null).status()).isNull();
        assertThat(read("ALLOW", null, null, null, null, null).status()).isNull();
    }

    @ParameterizedTest // B22
    @CsvSource(
            nullValues = "-",
            value = {
                "page, -1, 1",
                "page, 0, 1",
                "page, 1000000000, 1000000000",
                "page, 99999999999999999999, 1",
                "page, abc, 1",
                "page, 1e3, 1",
                "page, ٣, 1",
                "page, 7, 7",
                "sort, password, -set",
                "sort, name;drop table, -set",
                "sort, -, -set",
                "sort, --name, -set",
                "sort, NAME, -set",
                "sort, name, name",
                "sort, -born, -born",
                "sort, set, set",
                "sort, -status, -status",
                "status, NONE, NONE"
            })
    void leavesOutWhatItDoesNotKnow(String parameter, String written, String read) {
        var query = read(
                null,
                parameter.equals("status") ? written : "",
                null,
                null,
                parameter.equals("sort") ? written : null,
                parameter.equals("page") ? written : null);
        var found =
                switch (parameter) {
                    case "page" -> String.valueOf(query.page());
                    case "sort" -> query.sortKey();
                    default -> query.status() == null ? null : query.status().name();
                };
        assertThat(found).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "choice, MAYBE",
        "choice, allow",
        "choice, 'ALLOW,ALLOW'",
        "status, PASSWORD",
        "status, 'NEW,APPLIED'",
        "status, ','"
    })
    void saysPlainlyThatItDoesNotKnowAFilter(String field, String written) {
        var form = new ListForm(
                field.equals("choice") ? written : null,
                field.equals("status") ? written : null,
                null,
                null,
                null,
                null);
        var errors = new BeanPropertyBindingResult(form, "form");
        ListQuery.read(form, TODAY, errors);
        assertThat(errors.getFieldErrors())
                .extracting(error -> error.getField() + " " + error.getCode())
                .containsExactly(field + " practice.filter." + field + ".unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01",
                "1/3/2026",
                "01.03.2026",
                "1-3-2026",
                "1 March 2026",
                "1 mar 2026",
                " 2026-3-1 ",
                "１/３/２０２６"
            })
    void readsDatesAsPeopleWriteThem(String written) {
        assertThat(read(null, "", written, null, null, null).from()).isEqualTo(LocalDate.of(2026, 3, 1));
    }

    @ParameterizedTest // B4
    @CsvSource({
        "31/2/2026, not-real",
        "29/2/2025, not-real",
        "1/13/2026, not-real",
        "1/3/26, year-length",
        "1/3/1000000, year-length",
        "tomorrow, shape",
        "'<script>', shape",
        "2026-03, shape",
        "1/1/1999, between",
        "9999-12-31, between",
        "0000-01-01, not-real"
    })
    void saysPlainlyWhatIsWrongWithADate(String written, String fault) {
        for (var field : new String[] {"from", "to"}) {
            var form = new ListForm(
                    null, "", field.equals("from") ? written : "", field.equals("to") ? written : "", null, null);
            var errors = new BeanPropertyBindingResult(form, "form");
            ListQuery.read(form, TODAY, errors);
            assertThat(errors.getFieldErrors()).singleElement().satisfies(error -> {
                assertThat(error.getField()).isEqualTo(field);
                assertThat(error.getCode()).isEqualTo("practice.filter." + field + "." + fault);
            });
        }
    }

    @Test
    void wantsDatesInOrder() {
        var form = new ListForm(null, null, "2026-03-02", "2026-03-01", null, null);
        var errors = new BeanPropertyBindingResult(form, "form");
        ListQuery.read(form, TODAY, errors);
        assertThat(errors.getFieldError("to")).isNotNull();
    }

    private static ListQuery read(String choice, String status, String from, String to, String sort, String page) {
        var form = new ListForm(choice, status, from, to, sort, page);
        var errors = new BeanPropertyBindingResult(form, "form");
        var query = ListQuery.read(form, TODAY, errors);
        assertThat(errors.getAllErrors()).isEmpty();
        return query;
    }
}
