package datachoice.journeys;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import java.util.ArrayList;
import java.util.List;

/** Pages as people set them up for themselves: wider spaced, in colours of their own, on paper. */
final class Views {
    private static final int WIDE = 1280;

    /** A4 without its margins. */
    private static final int PAPER = 680;

    private static final String TOO_WIDE = """
            const wide = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? []
                : [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.nhsuk-scroll'))
                    .map(e => 'too wide: ' + e.tagName + '.' + e.className).slice(0, 3);
            """;

    private Views() {}

    static List<String> troubles(Page page) {
        var troubles = new ArrayList<String>();
        page.setViewportSize(WIDE, 900);
        add(troubles, "spaced", page, SPACED);
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        add(troubles, "in forced colours", page, EDGES);
        page.setViewportSize(PAPER, 900);
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setForcedColors(ForcedColors.NONE)
                .setMedia(Media.PRINT));
        add(troubles, "on paper", page, PALE);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.setViewportSize(WIDE, 900);
        return troubles;
    }

    private static void add(List<String> troubles, String view, Page page, String script) {
        for (var trouble : (List<?>) page.evaluate("() => { " + TOO_WIDE + script + " }")) {
            troubles.add(view + ": " + trouble);
        }
    }

    /** WCAG 1.4.12: with this much space nothing is cut off. */
    private static final String SPACED = """
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }'
                + ' p { margin-bottom: 2em !important }');
            document.adoptedStyleSheets = [sheet];
            const cut = [...document.querySelectorAll('main *, header *, footer *')]
                .filter(e => e.checkVisibility() && e.clientWidth > 1 && e.innerText && !e.closest('svg, video')
                    && /hidden|clip/.test(getComputedStyle(e).overflow)
                    && (e.scrollHeight > e.clientHeight + 2 || e.scrollWidth > e.clientWidth + 2))
                .map(e => 'cut off: ' + e.tagName + '.' + e.className).slice(0, 3);
            const found = [...wide(), ...cut];
            document.adoptedStyleSheets = [];
            return found;
            """;

    /** Background colours are gone; what can be used still has an edge, or is underlined text. */
    private static final String EDGES = """
            const edge = (e, part) => { const s = getComputedStyle(e, part);
                return s.borderTopStyle !== 'none' && parseFloat(s.borderTopWidth) > 0
                    || s.borderBottomStyle !== 'none' && parseFloat(s.borderBottomWidth) > 0
                    || s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0; };
            return [...document.querySelectorAll('main .nhsuk-button, main input, main select, main textarea')]
                .filter(e => e.checkVisibility({opacityProperty: false}) && e.type !== 'hidden')
                .filter(e => !(edge(e) || [...(e.labels || [])].some(l => edge(l, '::before') || edge(l))))
                .map(e => 'no edge: ' + e.outerHTML.slice(0, 100)).slice(0, 3);
            """;

    /** Printers leave backgrounds out: pale text would not be there. */
    private static final String PALE = """
            const pale = [...document.querySelectorAll('main *')]
                .filter(e => e.checkVisibility() && !e.closest('svg, video, .nhsuk-u-visually-hidden')
                    && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
                    && e.getBoundingClientRect().width > 1)
                .filter(e => { const [r, g, b] = getComputedStyle(e).color.match(/[\\d.]+/g).map(Number);
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 140; })
                .map(e => 'pale: ' + e.tagName + '.' + e.className + ' ' + e.innerText.slice(0, 30)).slice(0, 3);
            const text = document.querySelector('main').innerText.trim();
            return [...wide(), ...pale, ...(text.length > 20 ? [] : ['nothing is left'])];
            """;
}
