package datachoice.publication;

import datachoice.publication.paper.PlainText;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A version as words alone: what it says, which version it is, and how to choose without anything else. */
@Component
class PlainLeaflet {
    private final PublishedContent content;
    private final PublishedCorrections corrections;
    private final OperatorLookup operators;
    private final PaperLinks links;
    private final MessageSource messages;

    PlainLeaflet(
            PublishedContent content,
            PublishedCorrections corrections,
            OperatorLookup operators,
            PaperLinks links,
            MessageSource messages) {
        this.content = content;
        this.corrections = corrections;
        this.operators = operators;
        this.links = links;
        this.messages = messages;
    }

    String of(ContentView item) {
        var text = new StringBuilder();
        line(text, item.title());
        line(text, item.summary());
        standing(item).forEach(words -> line(text, words));
        for (var section : item.sections()) {
            text.append('\n');
            line(text, section.heading());
            line(text, words(section.html(), item));
            for (var question : section.questions()) {
                line(text, question.heading());
                line(text, words(question.html(), item));
            }
        }
        text.append('\n');
        line(text, say(item, "print.contact"));
        line(text, links.inFull("/", item));
        operators.operator().ifPresent(operator -> {
            line(text, say(item, "print.phone", operator.phone(), operator.phoneHours()));
            line(text, operator.name() + ", " + operator.address());
        });
        links.newest(item).ifPresent(address -> line(text, say(item, "formats.newest.text", address)));
        return text.toString();
    }

    /** Which version it is, and all that a reader must know of it. */
    private List<String> standing(ContentView item) {
        var lines = new ArrayList<String>();
        var note = content.versions(item.slug()).stream()
                .filter(version -> version.n() == item.n())
                .findFirst()
                .orElseThrow();
        var source = item.editionOf();
        if (source != null) {
            if (item.checkedBy() != null) {
                lines.add(say(item, "edition.checked", item.checkedBy()));
            } else {
                lines.add(say(item, "edition.unchecked." + (item.isEasyRead() ? source.edition() : source.language())));
            }
            boolean older = content.versions(source.slug()).get(0).n() > item.matches();
            lines.add(say(item, older ? "edition.matches.older" : "edition.matches", item.matches()));
        }
        lines.add(say(item, "formats.foot", item.n(), note.date(item.locale())) + " · "
                + links.inFull(item.permanentAddress(), item));
        if (note.withdrawn() != null) {
            lines.add(say(
                    item,
                    "version.withdrawn",
                    note.withdrawn().date(item.locale()),
                    note.withdrawn().because()));
        } else if (!note.isLive()) {
            lines.add(say(item, "formats.older", note.until(item.locale())));
        }
        if (!note.isLive()) {
            links.newest(item).ifPresent(address -> lines.add(say(item, "formats.newest", address)));
        }
        corrections
                .touching(item)
                .forEach(correction -> lines.add(say(item, "correction.box.this", correction.date(item.locale())) + " "
                        + links.inFull("/corrections/" + correction.n(), item)));
        return lines;
    }

    private String words(String html, ContentView item) {
        return PlainText.of(
                html,
                address -> address.startsWith("#")
                        ? ""
                        : address.startsWith("/")
                                ? links.inFull(address, item)
                                : address.replaceFirst("^(mailto|tel):", ""));
    }

    private static void line(StringBuilder text, String words) {
        if (!words.isBlank()) {
            text.append(words.strip()).append("\n\n");
        }
    }

    private String say(ContentView item, String key, Object... parts) {
        return messages.getMessage(key, parts, item.locale());
    }
}
