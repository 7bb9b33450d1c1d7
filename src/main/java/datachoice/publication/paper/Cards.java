package datachoice.publication.paper;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tables for narrow pages and large letters: each row becomes a block of its own, in which each cell says the name of its
 * column. The same words in the same order, and nothing to turn the sheet for.
 */
public final class Cards {
    private static final Pattern TABLE = Pattern.compile("<table .*?</table>", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("<tr [^>]*>(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern CELL = Pattern.compile(
            "<td [^>]*>(?:<span class=\"nhsuk-table__heading\"[^>]*>(.*?) </span><span>(.*?)</span>|(.*?))</td>",
            Pattern.DOTALL);

    /** @param html cleaned, its tables made by the reader of our texts */
    public String in(String html) {
        return TABLE.matcher(html).replaceAll(table -> quoted(cards(table.group())));
    }

    private static String cards(String table) {
        return ROW.matcher(table.substring(Math.max(0, table.indexOf("</thead>"))))
                .results()
                .map(row -> "<div class=\"card\">" + cells(row.group(1)) + "</div>")
                .reduce("", String::concat);
    }

    private static String cells(String row) {
        var card = new StringBuilder();
        var cells = CELL.matcher(row);
        while (cells.find()) {
            var name = cells.group(1);
            var words = name == null ? cells.group(3) : cells.group(2);
            if (card.isEmpty()) {
                card.append("<p><strong>").append(words).append("</strong></p>");
            } else if (name == null) {
                card.append("<p>").append(words).append("</p>");
            } else {
                card.append("<p><strong>")
                        .append(name.endsWith("?") ? name : name + ":")
                        .append("</strong> ")
                        .append(words)
                        .append("</p>");
            }
        }
        return card.toString();
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }
}
