package datachoice.publication;

import datachoice.core.NotFound;
import datachoice.core.SignedInUser;
import datachoice.publication.FirstContent.FirstItem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Texts of a newer release, for a portal that published an older one: offered to those who write, and never put in the place of
 * what they wrote.
 */
@Service
@Transactional
@PreAuthorize("hasRole('CONTENT_EDITOR')")
class ReleaseTexts {
    private static final String WHAT_CHANGED = "A newer text came with the software.";

    private final FirstContent first;
    private final ContentVersions versions;
    private final PublishingManagement publishing;
    private final JdbcClient jdbc;

    ReleaseTexts(FirstContent first, ContentVersions versions, PublishingManagement publishing, JdbcClient jdbc) {
        this.first = first;
        this.versions = versions;
        this.publishing = publishing;
        this.jdbc = jdbc;
    }

    /** Something that came with the software and is not taken over yet. */
    record Offer(String slug, String title) {}

    /** Those that nobody took over or left yet, of items that are live and have no draft. */
    @Transactional(readOnly = true)
    public List<Offer> offers() {
        return first.items().stream()
                .filter(this::isNew)
                .map(item -> new Offer(item.slug(), item.title()))
                .toList();
    }

    /** A portal from before this was noted is asked for what it published. */
    private boolean isNew(FirstItem item) {
        return jdbc.sql("""
                        select exists (select from publication.version where item = :item)
                            and not exists (select from publication.draft where item = :item)
                            and not exists (select from publication.release_text where item = :item and sha256 = :sha)
                            and (exists (select from publication.release_text where item = :item)
                                or not exists (select from publication.version where item = :item and title = :title
                                    and summary = :summary and body = :body and (:film = '' or transcript = :film)))
                        """)
                .param("item", item.slug())
                .param("sha", FirstContent.fingerprint(item.slug()))
                .param("title", item.title())
                .param("summary", item.summary())
                .param("body", item.body())
                .param("film", item.slug().equals(PublishedContent.EXPLANATION) ? FirstContent.transcript() : "")
                .query(Boolean.class)
                .single();
    }

    /**
     * Starts a draft from it. Everything that the release does not know, such as who answers for the text, stays.
     *
     * @throws NotFound if it is not offered any more
     */
    public void take(String slug, SignedInUser user) {
        var item = offered(slug);
        var live = versions.findNewest(slug).orElseThrow(NotFound::new).content();
        boolean explanation = slug.equals(PublishedContent.EXPLANATION);
        boolean film = explanation
                && !FirstContent.transcript().isEmpty()
                && !FirstContent.transcript().equals(live.filmOrNone().transcript());
        note(slug, Optional.empty());
        publishing.save(
                slug,
                publishing.item(slug, user).orElseThrow(NotFound::new).revision(),
                "",
                new Content(
                        item.title(),
                        item.summary(),
                        item.body(),
                        film ? first.keepFilm() : live.film(),
                        explanation ? first.keepAudio() : null,
                        live.matches(),
                        null,
                        live.owner(),
                        live.reviewOn(),
                        null,
                        null,
                        WHAT_CHANGED),
                null,
                user);
    }

    /** It is not offered again. */
    public void leave(String slug) {
        offered(slug);
        note(slug, versions.findNewest(slug).map(ContentVersion::n));
    }

    private FirstItem offered(String slug) {
        return first.items().stream()
                .filter(item -> item.slug().equals(slug) && isNew(item))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private void note(String slug, Optional<Integer> n) {
        jdbc.sql("insert into publication.release_text (item, sha256, n) values (?, ?, ?) on conflict do nothing")
                .params(Arrays.asList(slug, FirstContent.fingerprint(slug), n.orElse(null)))
                .update();
    }

    /** What became of drafts that were started from one. Whoever throws such a draft away is asked again. */
    static void settle(JdbcClient jdbc, String slug, int n) {
        if (n == 0) {
            jdbc.sql("delete from publication.release_text where item = ? and n is null")
                    .param(slug)
                    .update();
        } else {
            jdbc.sql("update publication.release_text set n = ? where item = ? and n is null")
                    .params(n, slug)
                    .update();
        }
    }
}
