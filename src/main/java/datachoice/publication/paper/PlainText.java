package datachoice.publication.paper;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * Words without any form, for braille displays, old machines and whoever wants to copy them: a line for each paragraph,
 * however long, so that the reader's own machine breaks it; lists with a dash or their numbers; addresses in full.
 */
public final class PlainText {
    private static final Pattern PIECE = Pattern.compile("<(/?)([a-z0-9]+)([^>]*?)/?>|([^<]+)");
    private static final Pattern HREF = Pattern.compile("href=\"([^\"]*)\"");

    private final UnaryOperator<String> addresses;
    private final StringBuilder text = new StringBuilder();
    private final Deque<int[]> lists = new ArrayDeque<>();
    private String link = "";

    private PlainText(UnaryOperator<String> addresses) {
        this.addresses = addresses;
    }

    /**
     * @param html cleaned; tables come as {@link Cards}
     * @param addresses makes an address that is written in full of one that a link leads to; empty for none worth telling
     */
    public static String of(String html, UnaryOperator<String> addresses) {
        var plain = new PlainText(addresses);
        PIECE.matcher(new Cards().in(html)).results().forEach(piece -> {
            if (piece.group(4) != null) {
                plain.words(HtmlUtils.htmlUnescape(piece.group(4)).replaceAll("\\s+", " "));
            } else if (piece.group(1).isEmpty()) {
                plain.open(piece.group(2), piece.group(3));
            } else {
                plain.close(piece.group(2));
            }
        });
        return plain.text
                        .toString()
                        .replaceAll("[ ]+\n", "\n")
                        .replaceAll("\n{3,}", "\n\n")
                        .strip() + "\n";
    }

    private void words(String words) {
        boolean atStart = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(atStart ? words.stripLeading() : words);
    }

    private void open(String tag, String attributes) {
        switch (tag) {
            case "ul", "ol" -> {
                if (lists.isEmpty()) {
                    emptyLine();
                }
                lists.push(new int[] {tag.equals("ul") ? -1 : 0});
            }
            case "li" -> {
                newLine();
                var list = lists.peek();
                text.append("  ".repeat(Math.max(0, lists.size() - 1)))
                        .append(list == null || list[0] < 0 ? "- " : ++list[0] + ". ");
            }
            case "br" -> text.append('\n');
            case "p", "h3", "h4", "blockquote", "pre", "div" -> {
                if (lists.isEmpty()) {
                    emptyLine();
                }
            }
            case "a" -> {
                var href = HREF.matcher(attributes);
                link = href.find() ? addresses.apply(HtmlUtils.htmlUnescape(href.group(1))) : "";
            }
            default -> {}
        }
    }

    private void close(String tag) {
        switch (tag) {
            case "ul", "ol" -> {
                lists.poll();
                if (lists.isEmpty()) {
                    emptyLine();
                }
            }
            case "p" -> newLine();
            case "h3", "h4", "div" -> emptyLine();
            case "a" -> {
                if (!link.isEmpty()) {
                    text.append(" (").append(link).append(')');
                }
            }
            default -> {}
        }
    }

    private void newLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    private void emptyLine() {
        newLine();
        if (!text.isEmpty()) {
            text.append('\n');
        }
    }
}
