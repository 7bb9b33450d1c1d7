package datachoice.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A keyboard, and nothing else. Wherever Tab leads, it must show that one is there (WCAG 2.1.1, 2.1.2, 2.4.3, 2.4.7). */
final class Keys {
    /** More than any page has to stop at. */
    private static final int MOST_STOPS = 400;

    private static final Set<String> GONE_THROUGH = ConcurrentHashMap.newKeySet();

    /** How something looks, and its label, and what the design kit draws around it. */
    private static final String LOOK = """
            const look = e => [e, e.parentElement, ...(e.labels || [])]
                .flatMap(x => [null, '::before', '::after'].map(part => {
                    const s = getComputedStyle(x, part);
                    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor,
                        s.borderTopColor, s.borderTopWidth, s.borderBottomColor, s.color, s.textDecorationLine].join();
                })).join(';');
            const shows = e => {
                const focused = look(e);
                e.blur();
                const plain = look(e);
                e.focus({focusVisible: true, preventScroll: true});
                return focused !== plain;
            };
            """;

    /** Notes where Tab leads, one after the other, and what does not show that it is there. */
    private static final String WATCH = "() => { " + LOOK + """
            window.stops = [];
            window.unseen = [];
            let asking = false;
            document.addEventListener('focusin', event => {
                if (asking) return;
                const e = event.target;
                stops.push(e);
                asking = true;
                if (!shows(e)) unseen.push(e.outerHTML.slice(0, 120));
                asking = false;
            });
            document.querySelector('a[href]').focus(); }""";

    /** The browser's own bar comes after the last stop, or the first one again; any other twice would be a circle. */
    private static final String AT_THE_END = """
            () => {
                const last = stops.at(-1);
                const first = stops.indexOf(last);
                if (first > 0 && first < stops.length - 1) throw new Error('Tab goes round in a circle at ' + last.outerHTML);
                return document.activeElement === document.body || first === 0 && stops.length > 1;
            }""";

    /** What can be used and was not come by; of the answers to one question, one is enough. */
    private static final String MISSED = """
            () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
                .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0 && e.type !== 'hidden')
                .filter(e => !stops.includes(e) && !(e.type === 'radio' && stops.some(s => s.name === e.name && s.form === e.form)))
                .map(e => e.outerHTML.slice(0, 120)).slice(0, 5).join(' ')""";

    private Keys() {}

    /**
     * From the top of a page to its end, once for each page with this heading: nothing is left out, nothing keeps whoever
     * came, and everything shows that it has the focus.
     */
    static void goThrough(Page page, String heading) {
        if (!GONE_THROUGH.add(heading)) {
            return;
        }
        page.evaluate(WATCH);
        for (int i = 0, inside = 0, before = 1; !Boolean.TRUE.equals(page.evaluate(AT_THE_END)); i++) {
            page.keyboard().press("Tab");
            int stops = ((Number) page.evaluate("() => stops.length")).intValue();
            inside = stops == before ? inside + 1 : 0; // the controls of a film are stops inside one stop
            before = stops;
            assertThat(inside)
                    .as("times that Tab leads nowhere on '%s'", heading)
                    .isLessThan(20);
            assertThat(i).as("stops on '%s'", heading).isLessThan(MOST_STOPS);
        }
        assertThat(page.evaluate(MISSED))
                .as("what Tab never reaches on '%s'", heading)
                .isEqualTo("");
        assertThat(page.evaluate("() => unseen.join(' ')"))
                .as("what does not show the focus on '%s'", heading)
                .isEqualTo("");
        page.evaluate("() => { stops[0].focus(); stops[0].blur(); scrollTo(0, 0); }");
    }

    /** Presses Tab, or Shift and Tab for what stands above, until it is there. */
    static void reach(Page page, Locator target) {
        go(page, target, "e => e === document.activeElement");
        for (int i = 0; i < 40 && !isInWindow(target); i++) { // the window follows a moment later
            page.waitForTimeout(50);
        }
        assertThat(isInWindow(target)).as("Tab moves the window to %s", target).isTrue();
        assertThat(target.evaluate("e => { " + LOOK + " return shows(e); }"))
                .as("%s shows that it has the focus", target)
                .isEqualTo(true);
    }

    private static boolean isInWindow(Locator target) {
        return Boolean.TRUE.equals(target.evaluate(
                "e => { const box = e.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; }"));
    }

    /** Space ticks a box; the answers of one question are one stop, and arrows lead from one to the next. */
    static void tick(Page page, Locator answer) {
        go(page, answer, """
                e => e === document.activeElement
                    || e.type === 'radio' && e.name === document.activeElement.name && e.form === document.activeElement.form""");
        if (!answer.isChecked()) {
            page.keyboard().press("Space");
        }
        for (int i = 0; i < 10 && !answer.isChecked(); i++) {
            page.keyboard().press("ArrowDown");
        }
        assertThat(answer.isChecked()).as("ticked by keys: %s", answer).isTrue();
    }

    /** Home leads to the top of a list, and the arrow from one line to the next. */
    static void pick(Page page, Locator list, String option) {
        reach(page, list);
        page.keyboard().press("Home");
        for (int i = 0; i < 100 && !chosen(list).equals(option); i++) {
            page.keyboard().press("ArrowDown");
        }
        assertThat(chosen(list)).as("picked by keys: %s", list).isEqualTo(option);
    }

    private static String chosen(Locator list) {
        return String.valueOf(list.evaluate("e => e.selectedOptions[0].label"));
    }

    private static void go(Page page, Locator target, String there) {
        for (int i = 0; i < MOST_STOPS; i++) {
            if (Boolean.TRUE.equals(target.evaluate(there))) {
                return;
            }
            var above = Boolean.TRUE.equals(target.evaluate("""
                    e => document.activeElement !== document.body
                        && (e.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING) > 0"""));
            page.keyboard().press(above ? "Shift+Tab" : "Tab");
        }
        throw new AssertionError("Tab never reaches " + target);
    }

    /** What on this page can be used and does not show when it has the focus, or stands out of its turn. */
    static String hidden(Page page) {
        return String.valueOf(page.evaluate("() => { " + LOOK + """
                const before = document.activeElement;
                const wrong = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
                    .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.type !== 'hidden')
                    .filter(e => {
                        e.focus({focusVisible: true, preventScroll: true});
                        return e.tabIndex > 0 || e.tabIndex === 0 && (document.activeElement !== e || !shows(e));
                    })
                    .map(e => e.outerHTML.slice(0, 120));
                document.activeElement.blur();
                if (before && before !== document.body) before.focus({preventScroll: true});
                return wrong.slice(0, 5).join(' '); }"""));
    }
}
