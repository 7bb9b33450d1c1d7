package datachoice.portal;

import datachoice.core.PortalSettings;
import datachoice.publication.OperatorLookup;
import datachoice.publication.OperatorView;
import datachoice.publication.PublicPage;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Two files that programs look for: where search engines may go, and whom to tell about a weak spot. */
@Controller
class WellKnownFiles {
    private static final String PLAIN = "text/plain;charset=UTF-8";

    /** RFC 9116 asks for less than a year; who stops running the portal stops promising it, too. */
    private static final int DAYS = 90;

    private final PortalSettings settings;
    private final OperatorLookup operators;
    private final Clock clock;
    private final String contact;

    /** @param contact address, telephone or page for reports; empty for the operator's e-mail address */
    WellKnownFiles(
            PortalSettings settings,
            OperatorLookup operators,
            Clock clock,
            @Value("${datachoice.security-contact:}") String contact) {
        this.settings = settings;
        this.operators = operators;
        this.clock = clock;
        this.contact = contact.strip();
    }

    /** Pages to read may be found; forms are for who was sent there. A demo is not for strangers at all. */
    @GetMapping(path = "/robots.txt", produces = PLAIN)
    @ResponseBody
    String robots(HttpServletResponse response) {
        PublicPage.mark(response);
        return settings.demo() ? """
                User-agent: *
                Disallow: /
                """ : """
                User-agent: *
                Disallow: /sign-in
                Disallow: /letter-code
                Disallow: /password/
                Disallow: /choices
                Disallow: /receipts
                """;
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc9116">RFC 9116</a> */
    @GetMapping(path = "/.well-known/security.txt", produces = PLAIN)
    @ResponseBody
    String security(HttpServletResponse response) {
        PublicPage.mark(response);
        var expires = clock.instant()
                .truncatedTo(ChronoUnit.DAYS)
                .atOffset(ZoneOffset.UTC)
                .plusDays(DAYS)
                .toInstant();
        return """
                Contact: %s
                Expires: %s
                Preferred-Languages: en
                Policy: %s
                Canonical: %s
                """.formatted(
                        whomToTell(), expires, settings.link("/security"), settings.link("/.well-known/security.txt"));
    }

    /** What was set; else the operator's e-mail address; else the page that says how to reach whoever it is. */
    private String whomToTell() {
        var address = contact.isEmpty()
                ? operators.operator().map(OperatorView::email).orElse("")
                : contact;
        if (address.isBlank()) {
            return settings.link("/contact");
        }
        return address.matches("(https|mailto|tel):.*") ? address : "mailto:" + address;
    }
}
