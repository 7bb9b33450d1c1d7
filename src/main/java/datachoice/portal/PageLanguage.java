package datachoice.portal;

import datachoice.core.Addresses;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What templates know of the language of their page, as {@code pageLanguage}.
 *
 * @param welsh it is written in Welsh
 * @param onlyEnglish Welsh was asked for, and this page has none
 * @param other where the same page is in the other language; empty where it is not, and for what answers a form: a link
 *     would lose what was typed
 */
record PageLanguage(boolean welsh, boolean onlyEnglish, String other) {
    static final String NAME = "pageLanguage";

    /** Links of a published text to pages of ours. */
    private static final Pattern LINK = Pattern.compile("(<a [^>]*href=\")(/[^\"#]*)");

    static PageLanguage of(HttpServletRequest request) {
        var asked = Addresses.askForWelsh(request.getQueryString());
        var path = request.getRequestURI();
        var plain = Addresses.inNone(path, request.getQueryString());
        var welsh = Languages.speakWelsh(path);
        return new PageLanguage(
                asked && welsh,
                asked && !welsh,
                request.getMethod().equals("POST") || !asked && !welsh ? "" : asked ? plain : Addresses.inWelsh(plain));
    }

    /** Published HTML with links that lead on in the language of the page. */
    public String linked(String html) {
        return welsh
                ? LINK.matcher(html)
                        .replaceAll(link -> Matcher.quoteReplacement(link.group(1)
                                + Addresses.inWelsh(link.group(2))
                                        .replace("&" + Addresses.ASKS_FOR_WELSH, "&amp;" + Addresses.ASKS_FOR_WELSH)))
                : html;
    }
}
