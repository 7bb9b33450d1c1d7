package datachoice.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.validation.BindingResult;

/** The shared fragments, drawn for real: ids, links of errors, kept values, and nothing that came from a browser runs. */
class NhsFragmentsTests {
    private static final String SCRIPT = "<script>alert('x')</script>";

    private final Pages pages = new Pages();

    record DateForm(
            @Nullable String day,
            @Nullable String month,
            @Nullable String year) {}

    record Form(
            @Nullable String code,
            @Nullable String password,
            @Nullable DateForm born,
            @Nullable String answer,
            @Nullable List<String> ways,
            @Nullable String note) {}

    record Option(String value, String text, @Nullable String hint) {}

    private static BindingResult empty() {
        return Pages.bound(new Form(null, null, null, null, null, null));
    }

    private static BindingResult filled() {
        return Pages.bound(
                new Form(SCRIPT, "secret", new DateForm("27", "3", SCRIPT), "DO_NOT_ALLOW", List.of("b"), SCRIPT));
    }

    private static final String CODE =
            "<div th:replace=\"~{fragments/nhs :: textInput(field='code', label='Code from your letter', hint='8 letters', codeLike=true, width=10, autocomplete='off')}\"></div>";
    private static final String BORN =
            "<div th:replace=\"~{fragments/nhs :: date(field='born', legend='Date of birth', hint='For example, 27 3 1984', birthday=true)}\"></div>";
    private static final String ANSWER =
            "<div th:replace=\"~{fragments/nhs :: radios(field='answer', legend='Can it be used?', options=${ {'ALLOW', 'DO_NOT_ALLOW'} }, words='test.answer', asHeading=true)}\"></div>";
    private static final String SUMMARY =
            "<div th:replace=\"~{fragments/nhs :: errorSummary(${ {'code', 'born-day', 'answer'} })}\"></div>";

    @Test
    void drawsAnInputAsTheKitDoes() {
        var page = pages.inForm(CODE, empty());

        assertSame(page, """
                <div class="nhsuk-form-group">
                  <label class="nhsuk-label" for="code">Code from your letter</label>
                  <div class="nhsuk-hint" id="code-hint">8 letters</div>
                  <input class="nhsuk-input nhsuk-input--code nhsuk-input--width-10" id="code" name="code" type="text"
                    value="" autocomplete="off" spellcheck="false" aria-describedby="code-hint">
                </div>
                """);
    }

    @Test
    void drawsAnInputWithItsProblemAsTheKitDoes() {
        var form = empty();
        form.rejectValue("code", "empty", "Enter the code from your letter");

        assertSame(pages.inForm(CODE, form), """
                <div class="nhsuk-form-group nhsuk-form-group--error">
                  <label class="nhsuk-label" for="code">Code from your letter</label>
                  <div class="nhsuk-hint" id="code-hint">8 letters</div>
                  <span class="nhsuk-error-message" id="code-error"><span class="nhsuk-u-visually-hidden">Error:</span> Enter the code from your letter</span>
                  <input class="nhsuk-input nhsuk-input--code nhsuk-input--error nhsuk-input--width-10" id="code" name="code" type="text"
                    value="" autocomplete="off" spellcheck="false" aria-describedby="code-hint code-error">
                </div>
                """);
    }

    @Test
    void drawsRadiosAsTheKitDoesWithNothingChosen() {
        assertSame(pages.inForm(ANSWER, empty()), """
                <div class="nhsuk-form-group">
                  <fieldset class="nhsuk-fieldset">
                    <legend class="nhsuk-fieldset__legend nhsuk-fieldset__legend--l"><h1 class="nhsuk-fieldset__heading">Can it be used?</h1></legend>
                    <div class="nhsuk-radios" data-module="nhsuk-radios">
                      <div class="nhsuk-radios__item">
                        <input class="nhsuk-radios__input" type="radio" id="answer" name="answer" value="ALLOW">
                        <label class="nhsuk-label nhsuk-radios__label" for="answer">Yes, it can be used</label>
                      </div>
                      <div class="nhsuk-radios__item">
                        <input class="nhsuk-radios__input" type="radio" id="answer-2" name="answer" value="DO_NOT_ALLOW" aria-describedby="answer-2-item-hint">
                        <label class="nhsuk-label nhsuk-radios__label" for="answer-2">No, it cannot be used</label>
                        <div class="nhsuk-hint nhsuk-radios__hint" id="answer-2-item-hint">Your own care stays the same</div>
                      </div>
                    </div>
                  </fieldset>
                </div>
                """);
    }

    /** A legend that is hidden as a whole would widen the page: it is a table to browsers, and does not clip. */
    @Test
    void hidesTheWordsOfALegendAndNotTheLegend() {
        var page = pages.inForm(ANSWER.replace("asHeading=true", "legendSize='hidden'"), empty());

        assertThat(page.select("legend").attr("class")).isEqualTo("nhsuk-fieldset__legend");
        assertThat(page.select("legend > .nhsuk-u-visually-hidden").text()).isEqualTo("Can it be used?");
        assertThat(page.select("h1")).isEmpty();
    }

    @Test
    void drawsADateAsTheKitDoes() {
        assertSame(
                pages.inForm(
                        BORN, Pages.bound(new Form(null, null, new DateForm("27", "3", "1984"), null, null, null))),
                """
                <div class="nhsuk-form-group">
                  <fieldset class="nhsuk-fieldset" role="group" aria-describedby="born-hint">
                    <legend class="nhsuk-fieldset__legend">Date of birth</legend>
                    <div class="nhsuk-hint" id="born-hint">For example, 27 3 1984</div>
                    <div class="nhsuk-date-input" id="born">
                      <div class="nhsuk-date-input__item"><div class="nhsuk-form-group">
                        <label class="nhsuk-label nhsuk-date-input__label" for="born-day">Day</label>
                        <input class="nhsuk-input nhsuk-input--width-2 nhsuk-date-input__input" type="text" inputmode="numeric"
                          id="born-day" name="born.day" value="27" autocomplete="bday-day"></div></div>
                      <div class="nhsuk-date-input__item"><div class="nhsuk-form-group">
                        <label class="nhsuk-label nhsuk-date-input__label" for="born-month">Month</label>
                        <input class="nhsuk-input nhsuk-input--width-2 nhsuk-date-input__input" type="text" inputmode="numeric"
                          id="born-month" name="born.month" value="3" autocomplete="bday-month"></div></div>
                      <div class="nhsuk-date-input__item"><div class="nhsuk-form-group">
                        <label class="nhsuk-label nhsuk-date-input__label" for="born-year">Year</label>
                        <input class="nhsuk-input nhsuk-input--width-4 nhsuk-date-input__input" type="text" inputmode="numeric"
                          id="born-year" name="born.year" value="1984" autocomplete="bday-year"></div></div>
                    </div>
                  </fieldset>
                </div>
                """);
    }

    @Test
    void leadsEachProblemToABoxThatExists() {
        var form = filled();
        form.reject("unknown", "We do not recognise those details");
        form.rejectValue("answer", "empty", "Select yes or no");
        form.rejectValue("born", "real", "Date of birth must be a real date");
        form.rejectValue("code", "shape", "The code has 8 letters and numbers");

        var page = pages.inForm(SUMMARY + CODE + BORN + ANSWER, form);

        assertThat(page.select(".nhsuk-error-summary__list a").eachText())
                .as("the order of the page, whatever order the validator found them in")
                .containsExactly(
                        "We do not recognise those details",
                        "The code has 8 letters and numbers",
                        "Date of birth must be a real date",
                        "Select yes or no");
        assertThat(page.select(".nhsuk-error-summary__list a").eachAttr("href"))
                .containsExactly("#code", "#code", "#born-day", "#answer");
        for (var link : page.select(".nhsuk-error-summary__list a")) {
            assertThat(page.select(link.attr("href")).is("input"))
                    .as(link.attr("href"))
                    .isTrue();
        }
    }

    @Test
    void turnsOnlyTheWrongPartOfADateRed() {
        var form = filled();
        form.rejectValue("born.month", "missing", "Date of birth must include a month");

        var page = pages.inForm(SUMMARY + BORN, form);

        assertThat(page.select(".nhsuk-input--error").eachAttr("id")).containsExactly("born-month");
        assertThat(page.select(".nhsuk-error-summary__list a").attr("href")).isEqualTo("#born-month");
        assertThat(page.select("#born-error").text()).isEqualTo("Error: Date of birth must include a month");
        assertThat(page.select("fieldset").attr("aria-describedby")).isEqualTo("born-hint born-error");
    }

    @Test
    void turnsTheWholeDateRedWhenAllOfItIsWrong() {
        var form = filled();
        form.rejectValue("born", "past", "Date of birth must be in the past");

        assertThat(pages.inForm(BORN, form).select(".nhsuk-input--error")).hasSize(3);
    }

    @Test
    void standsADateThatTheBrowserLeftOut() {
        var form = empty();
        form.rejectValue("born", "empty", "Enter a date of birth");

        var page = pages.inForm(SUMMARY + BORN, form);

        assertThat(page.select(".nhsuk-error-summary__list a").attr("href")).isEqualTo("#born-day");
        assertThat(page.select("#born-day").attr("value")).isEmpty();
    }

    @Test
    void saysNothingWhenAllIsWell() {
        assertThat(pages.inForm(SUMMARY, filled()).select(".nhsuk-error-summary"))
                .isEmpty();
    }

    @Test
    void keepsWhatWasTypedAndRunsNoneOfIt() {
        var note =
                "<div th:replace=\"~{fragments/nhs :: longText(field='note', label='What happened', maximum=1000)}\"></div>";

        var page = pages.inForm(CODE + BORN + ANSWER + note, filled());

        assertThat(page.select("script")).isEmpty();
        assertThat(page.select("#code").attr("value")).isEqualTo(SCRIPT);
        assertThat(page.select("#born-year").attr("value")).isEqualTo(SCRIPT);
        assertThat(page.select("#note").text()).isEqualTo(SCRIPT);
        assertThat(page.select("#answer-2").hasAttr("checked")).isTrue();
        assertThat(page.select("#answer").hasAttr("checked")).isFalse();
    }

    @Test
    void runsNothingThatComesBackInsideAMessage() {
        var form = empty();
        form.rejectValue("code", "shape", SCRIPT);

        var page = pages.inForm(SUMMARY + CODE, form);

        assertThat(page.select("script")).isEmpty();
        assertThat(page.select(".nhsuk-error-summary__list a").text()).isEqualTo(SCRIPT);
    }

    @Test
    void neverShowsAPasswordAgain() {
        var markup = "<div th:replace=\"~{fragments/nhs :: password(field='password', label='Password')}\"></div>";

        var page = pages.inForm(markup, filled());

        assertThat(page.html()).doesNotContain("secret");
        assertThat(page.select("input[type=password]").attr("autocomplete")).isEqualTo("current-password");
        assertThat(page.select("button[type=button][hidden]").attr("aria-controls"))
                .isEqualTo("password");
    }

    @Test
    void ticksTheBoxesThatWereTicked() {
        var markup =
                "<div th:replace=\"~{fragments/nhs :: checkboxes(field='ways', legend='How', options=${options}, words='')}\"></div>";
        var form = filled();

        var page = pages.draw(
                "<form th:object=\"${form}\">" + markup + "</form>",
                Map.of(
                        "options",
                        List.of(new Option("a", "By post", null), new Option("b", SCRIPT, "Hint")),
                        "form",
                        form.getTarget(),
                        BindingResult.MODEL_KEY_PREFIX + "form",
                        form));

        assertThat(page.select("input[checked]").eachAttr("id")).containsExactly("ways-2");
        assertThat(page.select("label[for=ways-2]").text()).isEqualTo(SCRIPT);
        assertThat(page.select("#ways-2").attr("aria-describedby")).isEqualTo("ways-2-item-hint");
    }

    @Test
    void selectsWhatWasSelectedAndOffersAnEmptyFirstChoice() {
        var markup =
                "<div th:replace=\"~{fragments/nhs :: dropDown(field='answer', label='Choice', options=${ {'', 'ALLOW'} }, words='test.sort')}\"></div>";

        var page = pages.inForm(markup, Pages.bound(new Form(null, null, null, "ALLOW", null, null)));

        assertThat(page.select("option").eachText()).containsExactly("Any choice", "Yes");
        assertThat(page.select("option[selected]").attr("value")).isEqualTo("ALLOW");
    }

    @Test
    void uploadsAFileWithItsHintAndProblem() {
        var form = empty();
        form.rejectValue("note", "type", "The file must be a PDF");

        var page = pages.inForm(
                "<div th:replace=\"~{fragments/nhs :: file(field='note', label='Film', hint='MP4', accept='video/mp4')}\"></div>",
                form);

        assertThat(page.select("input[type=file]").attr("aria-describedby")).isEqualTo("note-hint note-error");
        assertThat(page.select("input[type=file]").attr("accept")).isEqualTo("video/mp4");
    }

    @Test
    void showsYesAndNoInTheSameColour() {
        assertThat(classesOfTag("ALLOW")).isEqualTo(classesOfTag("DO_NOT_ALLOW"));
        assertThat(classesOfTag("NOT_RECORDED")).contains("nhsuk-tag--grey");
    }

    private String classesOfTag(String state) {
        return draw("<strong th:replace=\"~{fragments/nhs :: tag('" + state + "')}\"></strong>")
                .select(".nhsuk-tag")
                .attr("class");
    }

    @Test
    void numbersPagesWithoutListingThemAll() {
        var markup =
                "<nav th:replace=\"~{fragments/nhs :: pagination(%d, %d, '/practice?sort=-set&amp;page=')}\"></nav>";

        assertThat(links(markup.formatted(1, 1))).isEmpty();
        assertThat(links(markup.formatted(1, 2))).containsExactly("1", "2");
        assertThat(links(markup.formatted(2, 3))).containsExactly("1", "2", "3");
        assertThat(links(markup.formatted(1, 1700))).containsExactly("1", "2", "3", "…", "1700");
        assertThat(links(markup.formatted(7, 11))).containsExactly("1", "…", "6", "7", "8", "…", "11");
        assertThat(links(markup.formatted(11, 11))).containsExactly("1", "…", "9", "10", "11");

        var page = draw(markup.formatted(7, 11));
        assertThat(page.select("[aria-current=page]").attr("aria-label")).isEqualTo("Page 7");
        assertThat(page.select("[rel=next]").attr("href")).isEqualTo("/practice?sort=-set&page=8");
        assertThat(page.select("[rel=prev]").attr("href")).isEqualTo("/practice?sort=-set&page=6");
    }

    private List<String> links(String markup) {
        return draw(markup).select(".nhsuk-pagination__item").eachText().stream()
                .map(text -> text.equals("⋯") ? "…" : text)
                .toList();
    }

    @Test
    void turnsTheOrderOfAColumnAround() {
        var markup =
                "<table><tr><th th:replace=\"~{fragments/nhs :: sortHeader('Date set', 'set', '%s', '/practice?sort=')}\"></th></tr></table>";

        assertThat(draw(markup.formatted("-set")).select("a").attr("href")).isEqualTo("/practice?sort=set");
        assertThat(draw(markup.formatted("-set")).select("th").attr("aria-sort"))
                .isEqualTo("descending");
        assertThat(draw(markup.formatted("set")).select("a").attr("href")).isEqualTo("/practice?sort=-set");
        assertThat(draw(markup.formatted("name")).select("th").attr("aria-sort"))
                .isEqualTo("none");
    }

    @Test
    void drawsTheNoticesAndRows() {
        var page = draw("""
                <nav th:replace="~{fragments/nhs :: backLink('/choices')}"></nav>
                <div th:replace="~{fragments/nhs :: panel('Saved', ~{})}"></div>
                <div th:replace="~{fragments/nhs :: notificationBanner(kind='success', text='Entered for 3 people')}"></div>
                <div th:replace="~{fragments/nhs :: careCard('emergency', 'Call 999 now if:', ~{:: #worse})}"></div>
                <p id="worse">Someone is very ill</p>
                <dl><div th:replace="~{fragments/nhs :: summaryRow(key='Who', value='Amina', changeHref='/choices', changeWhat='who')}"></div>
                <div th:replace="~{fragments/nhs :: summaryRow(key='When', value='Today')}"></div></dl>
                <div th:replace="~{fragments/nhs :: submitButton(text='Save my choice', lastStep=true)}"></div>
                <div th:replace="~{fragments/nhs :: linkButton(href='/letter-code', text='I have a letter', look='secondary')}"></div>
                <table><tr><td th:replace="~{fragments/nhs :: cell('Born', '27 March 1984')}"></td></tr></table>
                <div th:replace="~{fragments/nhs :: copyCode('dissent', '9Nu0')}"></div>
                <div th:replace="~{fragments/nhs :: inset('This is not about your own care.')}"></div>
                """);

        assertThat(page.select("nav[aria-label=Back] a.nhsuk-back-link").attr("href"))
                .isEqualTo("/choices");
        assertThat(page.select(".nhsuk-notification-banner--success").attr("role"))
                .isEqualTo("alert");
        assertThat(page.select(".nhsuk-card--care--emergency h2").text())
                .isEqualTo("Immediate action required: Call 999 now if:");
        assertThat(page.select(".nhsuk-card__content").text()).isEqualTo("Someone is very ill");
        assertThat(page.select(".nhsuk-summary-list__actions a").text()).isEqualTo("Change who");
        assertThat(page.select(".nhsuk-summary-list__row--no-actions .nhsuk-summary-list__key")
                        .text())
                .isEqualTo("When");
        assertThat(page.select("button[data-prevent-double-click=true]").text()).isEqualTo("Save my choice");
        assertThat(page.select("a.nhsuk-button--secondary[role=button]").attr("href"))
                .isEqualTo("/letter-code");
        assertThat(page.select("code#dissent").text()).isEqualTo("9Nu0");
        assertThat(page.select("[data-app-copy]").attr("data-app-copy")).isEqualTo("dissent");
    }

    private Document draw(String markup) {
        return pages.draw(markup, Map.of());
    }

    /** Same elements, attributes, classes and words; order of attributes and white space do not count. */
    private static void assertSame(Document page, String expected) {
        var wanted = org.jsoup.Jsoup.parseBodyFragment(expected).body().child(0);
        assertThat(plain(page.selectFirst("form").child(0))).isEqualTo(plain(wanted));
    }

    private static String plain(Element element) {
        var text = new StringBuilder("<").append(element.tagName());
        element.attributes().asList().stream()
                .map(attribute ->
                        attribute.getKey() + "=" + attribute.getValue().strip().replaceAll("\\s+", " "))
                .sorted()
                .forEach(attribute -> text.append(' ').append(attribute));
        text.append(">").append(element.ownText());
        element.children().forEach(child -> text.append("\n")
                .append(plain(child).indent(1).stripTrailing()));
        return text.toString();
    }
}
