package datachoice.publication.text;

import datachoice.publication.text.Article.Removed;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** The allow-list. What it does not name is not shown. */
final class SafeHtml {
    /** Places on our own site, on this page, other sites, mail addresses and phone numbers. */
    private static final Pattern LINK = Pattern.compile(
            "(?:https?://[^\\s/?#\\\\]+(?:[/?#][^\\s\\\\]*)?|mailto:[^\\s\\\\:]+|tel:[+0-9-]+|/(?![/\\\\])[^\\s\\\\]*|#[A-Za-z0-9_-]+)",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern CLASSES = Pattern.compile("nhsuk-(?:list|table|inset-text|heading-)[a-z_ -]*");
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,80}");

    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p",
                    "br",
                    "hr",
                    "strong",
                    "em",
                    "code",
                    "pre",
                    "blockquote",
                    "ul",
                    "ol",
                    "li",
                    "h3",
                    "h4",
                    "a",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "span",
                    "img")
            .allowWithoutAttributes("span")
            .allowAttributes("src")
            .matching(OwnPicture.ADDRESS)
            .onElements("img")
            .allowAttributes("alt")
            .onElements("img")
            .allowAttributes("class")
            .matching(true, "app-art")
            .onElements("img")
            .allowAttributes("width", "height")
            .matching(Pattern.compile("[0-9]{1,4}"))
            .onElements("img")
            .allowStandardUrlProtocols()
            .allowUrlProtocols("tel")
            .allowAttributes("href")
            .matching(LINK)
            .onElements("a")
            .allowAttributes("class")
            .matching(CLASSES)
            .onElements("ul", "ol", "blockquote", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "span")
            .allowAttributes("id")
            .matching(ID)
            .onElements("h3", "h4")
            .allowAttributes("start")
            .matching(Pattern.compile("[0-9]{1,6}"))
            .onElements("ol")
            .allowAttributes("scope")
            .matching(true, "col", "row")
            .onElements("th")
            .allowAttributes("role")
            .matching(true, "table", "rowgroup", "row", "columnheader", "cell")
            .onElements("table", "thead", "tbody", "tr", "th", "td")
            .allowAttributes("aria-hidden")
            .matching(true, "true")
            .onElements("span")
            .toFactory();

    private static final HtmlChangeListener<RemovedParts> LISTENER = new HtmlChangeListener<>() {
        @Override
        public void discardedTag(@Nullable RemovedParts removed, String element) {
            note(removed, "<" + element + ">");
        }

        @Override
        public void discardedAttributes(@Nullable RemovedParts removed, String element, String... attributes) {
            note(removed, "<" + element + " " + String.join(" ", attributes) + ">");
        }
    };

    private SafeHtml() {}

    static boolean isLink(@Nullable String destination) {
        return destination != null
                && destination.length() <= 500
                && LINK.matcher(destination).matches();
    }

    static String clean(String html, RemovedParts removed) {
        return POLICY.sanitize(html, LISTENER, removed);
    }

    private static void note(@Nullable RemovedParts removed, String what) {
        if (removed != null) {
            removed.add(Removed.Kind.OTHER, what);
        }
    }
}
