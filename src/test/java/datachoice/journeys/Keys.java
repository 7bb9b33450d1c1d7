package datachoice.journeys;

import com.microsoft.playwright.Page;

/** A keyboard, and nothing else: wherever it leads, the page must show that one is there (WCAG 2.1.1, 2.4.3, 2.4.7). */
final class Keys {
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

    private Keys() {}

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
