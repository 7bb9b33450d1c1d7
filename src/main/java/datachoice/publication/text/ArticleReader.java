package datachoice.publication.text;

import datachoice.core.Unbroken;
import datachoice.publication.text.Article.Question;
import datachoice.publication.text.Article.Removed;
import datachoice.publication.text.Article.Section;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Document;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * Reads Markdown. Raw HTML, pictures that are not {@linkplain OwnPicture our own} and links to anything but pages, mail and phone numbers are taken out of the
 * parsed text; what is left becomes HTML, and that HTML passes an allow-list once more. Two fences, so that a fault in
 * one of them is not yet a hole.
 */
public final class ArticleReader {
    /** Characters. The leaflet has about a sixth of this. */
    public static final int LONGEST = 100_000;

    static final int MOST_REMOVED = 50;

    private static final int DEEPEST = 24;
    /** The parser looks back at every open bracket for each one that closes. */
    private static final int MOST_BRACKETS = 2_000;
    /** Above {@link #DEEPEST}, so that whatever the parser would cut off is refused first. */
    private static final int PARSED_DEEPEST = 40;

    private static final Pattern GIVEN_ID = Pattern.compile("\\s*\\{#([a-z0-9]+(?:-[a-z0-9]+)*)}\\s*$");
    /** Ids that the pages around an article use themselves. */
    private static final Set<String> TAKEN = Set.of(
            "",
            "maincontent",
            "content",
            "contents",
            "main",
            "menu",
            "toggle-menu",
            "film",
            "versions",
            "editions",
            "forms",
            "described",
            "signed",
            "table",
            "not-this",
            "transcript",
            "top");

    private final Parser parser = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .maxOpenBlockParsers(PARSED_DEEPEST)
            .maxInlineNesting(PARSED_DEEPEST)
            .build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .attributeProviderFactory(context -> new KitClasses())
            .build();

    private final UnaryOperator<String> pictures;

    /** One that shows our drawings at their plain addresses. */
    public ArticleReader() {
        this(UnaryOperator.identity());
    }

    /** @param pictures gives the address of a drawing of ours, by which browsers may keep it */
    public ArticleReader(UnaryOperator<String> pictures) {
        this.pictures = pictures;
    }

    /** A text in English. */
    public Article read(String markdown) {
        return read(markdown, "en");
    }

    /**
     * @param language of the text, by BCP 47
     * @throws TextRefused if the text is longer than {@link #LONGEST}, or has quotes, lists or emphasis inside each
     *     other more than anybody would read
     */
    public Article read(String markdown, String language) {
        if (markdown.length() > LONGEST) {
            throw new TextRefused(TextRefused.Why.TOO_LONG);
        }
        if (markdown.chars().filter(letter -> letter == '[').count() > MOST_BRACKETS) {
            throw new TextRefused(TextRefused.Why.TOO_DEEP);
        }
        var document = parser.parse(Typed.lines(markdown));
        refuseDepth(document);
        var removed = new RemovedParts();
        nodesOf(document).forEach(node -> takeOut(node, removed));
        return new Article(sectionsOf(document, removed, language), removed.list());
    }

    private static void refuseDepth(Node document) {
        var depth = 0;
        @Nullable Node node = document;
        while (node != null) {
            if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
                if (depth > DEEPEST) {
                    throw new TextRefused(TextRefused.Why.TOO_DEEP);
                }
                continue;
            }
            while (node != null && node.getNext() == null) {
                node = node.getParent();
                depth--;
            }
            node = node == null ? null : node.getNext();
        }
    }

    private static List<Node> nodesOf(Node document) {
        var nodes = new ArrayList<Node>();
        var open = new ArrayDeque<Node>();
        open.push(document);
        while (!open.isEmpty()) {
            var node = open.pop();
            nodes.add(node);
            for (var child = node.getLastChild(); child != null; child = child.getPrevious()) {
                open.push(child);
            }
        }
        return nodes;
    }

    private void takeOut(Node node, RemovedParts removed) {
        if (node instanceof HtmlBlock html) {
            removed.add(Removed.Kind.HTML, html.getLiteral());
            html.unlink();
        } else if (node instanceof HtmlInline html) {
            removed.add(Removed.Kind.HTML, html.getLiteral());
            html.unlink();
        } else if (node instanceof Image image && OwnPicture.isMeant(image.getDestination())) {
            image.insertBefore(html(OwnPicture.html(image.getDestination(), plain(image), pictures)));
            if (image.getNext() instanceof SoftLineBreak behind) {
                behind.unlink(); // the words stand beside it; in an easy read each line is one of theirs
            }
            image.unlink();
        } else if (node instanceof Image image) {
            removed.add(Removed.Kind.PICTURE, image.getDestination());
            unwrap(image);
        } else if (node instanceof Link link) {
            link.setTitle(null);
            if (!SafeHtml.isLink(link.getDestination())) {
                removed.add(Removed.Kind.LINK, link.getDestination());
                unwrap(link);
            }
        } else if (node instanceof Text text) {
            text.setLiteral(text.getLiteral().replace('\u0000', '\uFFFD'));
        }
    }

    private static void unwrap(Node node) {
        while (node.getFirstChild() != null) {
            node.insertBefore(node.getFirstChild());
        }
        node.unlink();
    }

    private List<Section> sectionsOf(Node document, RemovedParts removed, String language) {
        var sections = new ArrayList<Section>();
        var ids = new HashSet<>(TAKEN);
        @Nullable Heading heading = null;
        var body = new Document();
        for (var node = document.getFirstChild(); node != null; ) {
            var next = node.getNext();
            if (node instanceof Heading start && start.getLevel() <= 2) {
                addSection(sections, heading, body, ids, removed, language);
                heading = start;
                body = new Document();
            } else {
                body.appendChild(node);
            }
            node = next;
        }
        addSection(sections, heading, body, ids, removed, language);
        return List.copyOf(sections);
    }

    private void addSection(
            List<Section> sections,
            @Nullable Heading heading,
            Document body,
            Set<String> ids,
            RemovedParts removed,
            String language) {
        if (heading == null && body.getFirstChild() == null) {
            return;
        }
        var id = heading == null ? "" : idOf(heading, ids);
        var title = heading == null ? "" : plain(heading);
        var fact = body.getFirstChild() instanceof Paragraph first ? plain(first) : "";
        var rows = rows(body, language);
        for (var node : nodesOf(body)) {
            if (node instanceof Heading below) {
                below.setLevel(Math.min(Math.max(below.getLevel(), 3), 4));
                below.prependChild(new SectionId(idOf(below, ids)));
            } else if (node instanceof TableBlock table) {
                nameCells(table);
            }
        }
        // Words of the reader's own page; whoever is asked about someone else gets them by fact()
        nodesOf(body).forEach(node -> {
            if (node instanceof Text text) {
                text.setLiteral(Unbroken.text(Addressed.toReader(text.getLiteral(), language)));
            }
        });
        var points = points(body);
        var questions = id.equals(Section.QUESTIONS) ? questions(body, removed) : List.<Question>of();
        sections.add(new Section(
                id,
                Addressed.toReader(title, language),
                SafeHtml.clean(renderer.render(body), removed),
                points,
                rows,
                questions,
                fact));
    }

    private static List<String> points(Document body) {
        var points = new ArrayList<String>();
        for (var block = body.getFirstChild(); block != null; block = block.getNext()) {
            if (block instanceof ListBlock) {
                for (var item = block.getFirstChild(); item != null; item = item.getNext()) {
                    points.add(item.getFirstChild() instanceof Paragraph first ? plain(first) : "");
                }
            }
        }
        return List.copyOf(points);
    }

    private static List<List<String>> rows(Document body, String language) {
        var rows = new ArrayList<List<String>>();
        var first = nodesOf(body).stream().filter(TableBlock.class::isInstance).findFirst();
        if (first.isPresent()) {
            for (var node : nodesOf(first.get())) {
                if (node instanceof TableRow) {
                    rows.add(new ArrayList<>());
                } else if (node instanceof TableCell cell) {
                    rows.get(rows.size() - 1).add(Addressed.toReader(plain(cell), language));
                }
            }
        }
        return rows.stream().map(List::copyOf).toList();
    }

    /** Takes them, with their answers, out of the body. */
    private List<Question> questions(Document body, RemovedParts removed) {
        var questions = new ArrayList<Question>();
        var node = body.getFirstChild();
        while (node != null && !(node instanceof Heading)) {
            node = node.getNext();
        }
        while (node instanceof Heading heading) {
            var answer = new Document();
            node = heading.getNext();
            while (node != null && !(node instanceof Heading)) {
                var next = node.getNext();
                answer.appendChild(node);
                node = next;
            }
            questions.add(new Question(plain(heading), SafeHtml.clean(renderer.render(answer), removed)));
            heading.unlink();
        }
        return questions;
    }

    private static String idOf(Heading heading, Set<String> ids) {
        var id = "";
        if (heading.getLastChild() instanceof Text last) {
            var given = GIVEN_ID.matcher(last.getLiteral());
            if (given.find()) {
                id = given.group(1);
                last.setLiteral(last.getLiteral().substring(0, given.start()));
            }
        }
        if (id.isEmpty()) {
            id = plain(heading).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            id = id.substring(0, Math.min(id.length(), 60)).replaceAll("^-|-$", "");
        }
        var free = id;
        for (var n = 2; !ids.add(free); n++) {
            free = (id.isEmpty() ? "part" : id) + "-" + n;
        }
        return free;
    }

    /** At small widths a row is shown as a list, and each cell then needs the name of its column beside it. */
    private static void nameCells(TableBlock table) {
        var columns = new ArrayList<String>();
        for (var node : nodesOf(table)) {
            if (node instanceof TableCell cell) {
                if (cell.isHeader()) {
                    columns.add(plain(cell));
                } else {
                    var column = 0;
                    for (var before = cell.getPrevious(); before != null; before = before.getPrevious()) {
                        column++;
                    }
                    var name = column < columns.size() ? columns.get(column) : "";
                    if (!name.isEmpty()) {
                        cell.prependChild(html("<span>"));
                        cell.prependChild(html("<span class=\"nhsuk-table__heading\" aria-hidden=\"true\">"
                                + HtmlUtils.htmlEscape(name) + " </span>"));
                        cell.appendChild(html("</span>"));
                    }
                }
            }
        }
    }

    private static String plain(Node node) {
        var text = new StringBuilder();
        for (var part : nodesOf(node)) {
            if (part instanceof Text words) {
                text.append(words.getLiteral());
            } else if (part instanceof Code code) {
                text.append(code.getLiteral());
            } else if (part instanceof SoftLineBreak || part instanceof HardLineBreak) {
                text.append(' ');
            }
        }
        return text.toString().replaceAll("\\s+", " ").strip();
    }

    /** Made here, after everything typed as HTML has been taken out. */
    private static HtmlInline html(String literal) {
        var html = new HtmlInline();
        html.setLiteral(literal);
        return html;
    }

    /** Carries the id of a heading to {@link KitClasses}; prints nothing. */
    private static final class SectionId extends CustomNode {
        private final String id;

        SectionId(String id) {
            this.id = id;
        }
    }

    /** Gives each element the class by which the style sheet knows it. */
    private static final class KitClasses implements AttributeProvider {
        @Override
        public void setAttributes(Node node, String tag, Map<String, String> attributes) {
            attributes.remove("align");
            if (node instanceof Heading heading) {
                attributes.put("class", heading.getLevel() == 3 ? "nhsuk-heading-s" : "nhsuk-heading-xs");
                if (heading.getFirstChild() instanceof SectionId own) {
                    attributes.put("id", own.id);
                }
            } else if (node instanceof BulletList) {
                attributes.put("class", "nhsuk-list nhsuk-list--bullet");
            } else if (node instanceof OrderedList) {
                attributes.put("class", "nhsuk-list nhsuk-list--number");
            } else if (node instanceof BlockQuote) {
                attributes.put("class", "nhsuk-inset-text");
            } else if (node instanceof TableBlock) {
                attributes.put("class", "nhsuk-table nhsuk-table--responsive");
                attributes.put("role", "table");
            } else if (node instanceof TableHead) {
                attributes.put("class", "nhsuk-table__head");
                attributes.put("role", "rowgroup");
            } else if (node instanceof TableBody) {
                attributes.put("class", "nhsuk-table__body");
                attributes.put("role", "rowgroup");
            } else if (node instanceof TableRow) {
                attributes.put("class", "nhsuk-table__row");
                attributes.put("role", "row");
            } else if (node instanceof TableCell cell && cell.isHeader()) {
                attributes.put("class", "nhsuk-table__header");
                attributes.put("role", "columnheader");
                attributes.put("scope", "col");
            } else if (node instanceof TableCell) {
                attributes.put("class", "nhsuk-table__cell");
                attributes.put("role", "cell");
            }
        }
    }
}
