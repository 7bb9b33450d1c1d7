package datachoice.journeys;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import java.util.ArrayList;
import java.util.List;

/** Pages as a checker reads them, and as people set them up for themselves: wider spaced, in colours of their own, on paper. */
final class Views {
    private static final int WIDE = 1280;

    /** What is left of 1,280 pixels when everything is four times as large, as wide as a small telephone. */
    private static final int SMALL = 320;

    /** A4 without its margins. */
    private static final int PAPER = 680;

    private static final String TOO_WIDE = """
            const wide = () => {
                if (document.documentElement.scrollWidth <= document.documentElement.clientWidth) return [];
                const parts = [...document.querySelectorAll('body *')]
                    .filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest('.nhsuk-scroll, thead'))
                    .map(e => 'too wide: ' + e.tagName + '.' + e.className + ' ' + e.innerText?.slice(0, 40));
                return parts.length ? parts.slice(0, 9) : ['too wide: by '
                    + (document.documentElement.scrollWidth - document.documentElement.clientWidth)];
            };
            """;

    private static final List<String> WCAG_22_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Views() {}

    /** What an automatic checker finds against WCAG 2.2, levels A and AA: rule, what it asks, and where. */
    static List<String> violations(Page page) {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations")); // of what is right it would describe every part of the page
        return new AxeBuilder(page)
                .options(options).withTags(WCAG_22_AA).setLegacyMode(true).analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .limit(3)
                                        .toList())
                        .toList();
    }

    /** Leaves the window small, as the page is then: for a picture. */
    static List<String> troublesWhenSmall(Page page) {
        var troubles = new ArrayList<String>();
        page.setViewportSize(SMALL, 700);
        add(troubles, "on a small telephone", page, FOLDED + "return [...wide(), ...broken()];");
        return troubles;
    }

    static List<String> troubles(Page page) {
        var troubles = new ArrayList<String>();
        add(troubles, "spaced on a small telephone", page, SPACED);
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
        for (var trouble : (List<?>) page.evaluate("async () => { " + TOO_WIDE + BROKEN + script + " }")) {
            troubles.add(view + ": " + trouble);
        }
    }

    /** The menu folds itself when the next picture is drawn. */
    private static final String FOLDED = """
            for (let i = 0; i < 3; i++) await new Promise(drawn => requestAnimationFrame(drawn));
            """;

    /** Each word of what names something stands on one line; it may be parted at its hyphens. */
    private static final String BROKEN = """
            const broken = () => {
                const found = [];
                const range = document.createRange();
                for (const e of document.querySelectorAll('h1, h2, h3, h4, label, legend, th, dt, summary, button, nav a,'
                    + ' .nhsuk-button, .nhsuk-tag, .nhsuk-table__heading, .nhsuk-summary-list__key')) {
                    if (!e.checkVisibility({visibilityProperty: true}) || e.closest('.nhsuk-u-visually-hidden, thead')) continue;
                    const texts = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
                    while (texts.nextNode()) {
                        const text = texts.currentNode;
                        if (text.parentElement.closest('.nhsuk-u-visually-hidden')) continue;
                        for (const word of text.data.matchAll(/[^\\s-]+/g)) {
                            range.setStart(text, word.index);
                            range.setEnd(text, word.index + word[0].length);
                            const lines = new Set([...range.getClientRects()].filter(box => box.width > 0).map(box => Math.round(box.top)));
                            if (lines.size > 1) found.push('broken: "' + word[0] + '" in ' + e.tagName + '.' + e.className);
                        }
                    }
                }
                return found.slice(0, 5);
            };
            """;

    /** WCAG 1.4.12: with this much space nothing is cut off. */
    private static final String SPACED = """
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }'
                + ' p { margin-bottom: 2em !important }');
            document.adoptedStyleSheets = [sheet];
            for (let i = 0; i < 4; i++) await new Promise(drawn => requestAnimationFrame(drawn));
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
