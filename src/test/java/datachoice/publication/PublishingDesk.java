package datachoice.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** One news item in the hands of those who publish. */
final class PublishingDesk {
    final SignedInUser editor = user(Role.CONTENT_EDITOR);
    final SignedInUser approver = user(Role.CONTENT_APPROVER);
    final SignedInUser both = user(Role.CONTENT_EDITOR, Role.CONTENT_APPROVER);
    final String slug;
    private final MockMvcTester mvc;

    PublishingDesk(MockMvcTester mvc) {
        this.mvc = mvc;
        var started = post(editor, "/publishing/new", "title", "News " + UUID.randomUUID());
        assertThat(started).hasStatus(302);
        slug = started.getResponse().getRedirectedUrl().split("/")[2];
    }

    /** A page of this item's. */
    String at(String page) {
        return "/publishing/" + slug + page;
    }

    MvcTestResult edit(SignedInUser by, int seen, String body) {
        return edit(by, seen, body, decided());
    }

    /** @param decided as the page that it is typed on carries it */
    MvcTestResult edit(SignedInUser by, int seen, String body, String decided) {
        return post(
                by,
                at("/edit"),
                "revision",
                "" + seen,
                "decided",
                decided,
                "title",
                "A title",
                "summary",
                "A summary",
                "body",
                body,
                "owner",
                "The desk",
                "reviewOn.day",
                "1",
                "reviewOn.month",
                "6",
                "reviewOn.year",
                "" + (UkTime.today(Clock.systemUTC()).getYear() + 2),
                "whatChanged",
                "Some words");
    }

    /** What an editing page that is opened now would carry; empty without a draft. */
    String decided() {
        return read(editor, at("/edit")).select("main [name=decided]").attr("value");
    }

    /** Saved, and handed over: the revision that is handed over. */
    int handOver(int seen, String body) {
        int from = seen == 0 ? shown() : seen;
        assertThat(edit(editor, from, body)).hasStatus(302);
        assertThat(post(editor, at("/submit"), "revision", "" + (from + 1))).hasStatus(302);
        return from + 1;
    }

    /** @param seen 0 for whatever the editing page says */
    void publish(int seen, String body) {
        int handedOver = handOver(seen, body);
        assertThat(post(approver, at("/approve"), "revision", "" + handedOver)).hasStatus(302);
    }

    /** The number that the editing page carries. */
    int shown() {
        return Integer.parseInt(
                read(editor, at("/edit")).select("main [name=revision]").attr("value"));
    }

    MvcTestResult schedule(SignedInUser by, int seen, String day, String time) {
        var date = day.split(" ");
        return post(
                by,
                at("/schedule"),
                "revision",
                "" + seen,
                "date.day",
                date[0],
                "date.month",
                date[1],
                "date.year",
                date[2],
                "time",
                time);
    }

    MvcTestResult post(SignedInUser by, String path, String... fields) {
        var request = MockMvcRequestBuilders.post(path);
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return mvc.perform(request.with(as(by)).with(csrf()));
    }

    MvcTestResult get(SignedInUser by, String path) {
        return mvc.perform(MockMvcRequestBuilders.get(path).with(as(by)).with(csrf()));
    }

    Document read(SignedInUser by, String path) {
        return page(get(by, path));
    }

    /** As everybody reads it. */
    Document read(String path) {
        return page(mvc.get().uri(path).exchange());
    }

    int status(String path) {
        return mvc.get().uri(path).exchange().getResponse().getStatus();
    }

    static Document page(MvcTestResult answer) {
        try {
            return Jsoup.parse(answer.getResponse().getContentAsString(StandardCharsets.UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    static SignedInUser user(Role... roles) {
        return new SignedInUser(UUID.randomUUID(), Set.of(roles), null, null, "Somebody", false);
    }

    private static RequestPostProcessor as(SignedInUser user) {
        var authorities = user.roles().stream()
                .map(Role::authority)
                .map(SimpleGrantedAuthority::new)
                .toList();
        return authentication(UsernamePasswordAuthenticationToken.authenticated(user, null, authorities));
    }
}
