package datachoice.publication.share;

import datachoice.core.Framed;
import datachoice.core.PortalSettings;
import datachoice.core.UkTime;
import datachoice.core.Welsh;
import datachoice.practice.PracticeView;
import datachoice.publication.ContentView;
import datachoice.publication.PublishedContent;
import datachoice.publication.SectionView;
import datachoice.publication.share.ShareKit.Piece;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** Writes what a practice copies: facts are sentences of the live leaflet. A text message has room for none, and names no version. */
@Component
class ShareTexts {
    private static final String RESEARCH = PublishedContent.EXPLANATION_FACTS.get(1);
    private static final String OWN_CARE = PublishedContent.EXPLANATION_FACTS.get(0);
    private static final String CHANGE = PublishedContent.EXPLANATION_FACTS.get(2);
    private static final String NOTHING = "if-you-do-nothing";
    private static final List<String> LONG = List.of("website", "newsletter", "letter");

    private final MessageSource messages;
    private final PortalSettings settings;

    ShareTexts(MessageSource messages, PortalSettings settings) {
        this.messages = messages;
        this.settings = settings;
    }

    ShareKit of(ContentView live, PracticeView practice) {
        var about = new Object[] {
            practice.name(),
            settings.link("/"),
            practice.phone().isBlank()
                    ? say("ways", practice.name())
                    : say("ways.phone", practice.name(), practice.phone()),
            fact(live, RESEARCH),
            fact(live, OWN_CARE),
            fact(live, CHANGE),
            find(live, NOTHING)
                    .map(SectionView::fact)
                    .map(fact -> say("nothing", fact))
                    .orElse(""),
            messages.getMessage("embed.fine", null, Locale.UK),
            say("version", live.n(), live.title(), UkTime.date(live.publishedOn()))
                    + (settings.demo() ? " " + say("demo") : "")
        };
        var pieces = LONG.stream()
                .map(id -> new Piece(id, say(id, about).replaceAll("\n{3,}", "\n\n")))
                .toList();
        return new ShareKit(pieces, message(practice.name()), snippet(live), link(live));
    }

    /** From whom it comes in one message, if that fits; a link that nobody seems to have sent looks like a trap, so else in two. */
    TextMessage message(String practice) {
        var site = settings.link("/");
        var ways = Stream.concat(
                        TextMessage.plain(practice).map(name -> say("sms.named", name, site)).stream(),
                        Stream.of(say("sms.practice", "", site)))
                .map(TextMessage::new)
                .toList();
        return ways.stream().filter(message -> message.parts() == 1).findFirst().orElse(ways.get(0));
    }

    /** The player, for a website in the language of that text. */
    String snippet(ContentView live) {
        var language = Locale.forLanguageTag(live.language());
        var title = messages.getMessage("embed.title", new Object[] {live.title()}, language);
        var address = Framed.ADDRESS + (Welsh.is(language) ? "?lang=" + Welsh.TAG : "");
        return ("<iframe src=\"%s\" title=\"%s\" width=\"100%%\" height=\"720\" loading=\"lazy\" allow=\"fullscreen\""
                        + " style=\"border: 0; max-width: 45rem\"></iframe>")
                .formatted(settings.link(address), HtmlUtils.htmlEscape(title, "UTF-8"));
    }

    private String link(ContentView live) {
        return "<a href=\"%s\">%s</a>".formatted(settings.link("/film"), HtmlUtils.htmlEscape(linkText(live), "UTF-8"));
    }

    private String linkText(ContentView live) {
        return say("link", live.title());
    }

    /** Publishing refuses an explanation without these. */
    private static String fact(ContentView live, String section) {
        return live.section(section).fact("your", "you");
    }

    private static Optional<SectionView> find(ContentView live, String id) {
        return live.sections().stream()
                .filter(section -> section.id().equals(id))
                .findFirst();
    }

    private String say(String key, Object... about) {
        return messages.getMessage("share.piece." + key, Arrays.copyOf(about, about.length), Locale.UK);
    }
}
