package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The checkers of every page are no use if they pass everything. */
@Journey
class ViewsTests {
    @Test
    void findsWhatKeepsPeopleOut(Browsers browsers) {
        var page = browsers.visitor().opens("/accessibility").page();
        assertThat(Views.violations(page)).isEmpty();
        page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><input>')");
        assertThat(Views.violations(page))
                .hasSize(3)
                .anySatisfy(fault -> assertThat(fault).startsWith("button-name: "))
                .anySatisfy(fault -> assertThat(fault).startsWith("label: "))
                .anySatisfy(fault -> assertThat(fault).startsWith("target-size: "));
    }

    @Test
    void findsWhatRunsOffTheSide(Browsers browsers) {
        var page = browsers.visitor().opens("/accessibility").page();
        assertThat(Views.troublesWhenSmall(page)).isEmpty();
        page.evaluate(
                "document.querySelector('main').insertAdjacentHTML('beforeend', '<pre>' + 'unbroken'.repeat(20) + '</pre>')");
        assertThat(Views.troublesWhenSmall(page)).isNotEmpty();
    }
}
