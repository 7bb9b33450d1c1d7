package datachoice.publication;

import datachoice.core.UkTime;
import datachoice.publication.text.ArticleReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.web.util.HtmlUtils;

/**
 * Answers what is live and what once was. Which number is live is asked of the database each time, so that every node
 * shows a new version at once; a version itself never changes and is kept ready to print.
 */
@Service
public class PublishedContent {
    /** The item that explains the choice. */
    public static final String EXPLANATION = "better-information-means-better-care";

    /** The form that people fill in with a pen. */
    public static final String PAPER_FORM = "paper-form";

    /** The section of the explanation that says, step by step, what leaves and who holds it; its table is a page of its own. */
    public static final String JOURNEY = "journey";

    /** The one that says which facts go on that journey; a text may be without it. */
    static final String COLLECTED = "what-is-collected";

    /** And the one that says what the whole is not about. */
    static final String NOT_THIS = "what-this-is-not";

    /** Of that table: the step, what is in it, whether it can point to somebody, who holds it, which answer stops it. */
    private static final int JOURNEY_COLUMNS = 5;

    /** Sections of the explanation whose first paragraph is a fact that everyone sees before they answer. */
    public static final List<String> EXPLANATION_FACTS =
            List.of("own-care", "research-and-planning", "change-your-mind");

    private static final String MEDIA = "/media/";
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,100}");

    private final JdbcClient jdbc;
    private final ArticleReader reader;
    private final Recent<Key, ContentView> ready = new Recent<>(200);

    PublishedContent(JdbcClient jdbc, ArticleReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    private record Key(String slug, int n) {}

    /**
     * The live leaflet <i>Better Information Means Better Care</i>.
     *
     * @throws IllegalStateException before the first content has been loaded
     */
    public ContentView explanation() {
        return live(EXPLANATION).orElseThrow(() -> new IllegalStateException("The explanation has no version yet"));
    }

    /** The explanation for pages in that language: its live translation, or the English one where there is none. */
    public ContentView explanation(Locale language) {
        return translation(EXPLANATION, language)
                .flatMap(edition -> live(edition.slug()))
                .orElseGet(this::explanation);
    }

    /** The same with a film: a translation has the English text's, unless somebody made its captions in its language. */
    public ContentView explanationWithFilm(Locale language) {
        var explanation = explanation(language);
        return explanation.editionOf() == null || explanation.film() != null
                ? explanation
                : explanation.with(explanation().film());
    }

    /**
     * As {@link #explanation(Locale)}, for words that somebody relies on: the English one also where the translation is
     * older than that, or does not state every fact.
     */
    public ContentView explanationAsOfNow(Locale language) {
        return translation(EXPLANATION, language)
                .filter(edition -> !edition.older())
                .flatMap(edition -> live(edition.slug()))
                .filter(ContentView::statesTheFacts)
                .orElseGet(this::explanation);
    }

    /** True for an edition whose source has had a newer version since. */
    public boolean isOlderThanItsSource(ContentView item) {
        return item.editionOf() != null && newest(item.editionOf()) > item.matches();
    }

    /** Number of the newest version of what that is an edition of, live or withdrawn. */
    int newest(EditionOf edition) {
        return jdbc.sql("select max(n) from publication.version where item = ?")
                .param(edition.slug())
                .query(Integer.class)
                .single();
    }

    /**
     * The item of its own that says an item's words in another language, also where none of its versions is live any more.
     *
     * @param language by BCP 47
     */
    public Optional<String> translationOf(String slug, String language) {
        return jdbc.sql("""
                        select slug from publication.item where edition_of = ? and edition = 'TRANSLATION' and language = ?
                        """).params(slug, language).query(String.class).optional();
    }

    /** The live translation of an item; empty without one, and always for English. */
    Optional<EditionView> translation(String slug, Locale language) {
        return language.getLanguage().equals(Locale.ENGLISH.getLanguage())
                ? Optional.empty()
                : editions(slug).stream()
                        .filter(edition -> edition.edition() == Edition.TRANSLATION
                                && edition.language().equals(language.getLanguage()))
                        .findFirst();
    }

    /** Empty for an item that has never been published, was withdrawn, or does not exist. */
    public Optional<ContentView> live(String slug) {
        if (!SLUG.matcher(slug).matches()) {
            return Optional.empty();
        }
        return jdbc.sql("select n from publication.live where item = ?")
                .param(slug)
                .query(Integer.class)
                .optional()
                .flatMap(n -> version(slug, n));
    }

    /** The last version that went live on that day or before it, even if it was withdrawn since; empty before the first. */
    public Optional<ContentView> liveOn(String slug, LocalDate day) {
        return jdbc.sql("select n from publication.version where item = ? and live_from < ? order by n desc limit 1")
                .params(slug, Timestamp.from(UkTime.startOf(day.plusDays(1))))
                .query(Integer.class)
                .optional()
                .flatMap(n -> version(slug, n));
    }

    /** Empty for a number that this item has not reached. */
    public Optional<ContentView> version(String slug, int n) {
        if (!SLUG.matcher(slug).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(ready.get(new Key(slug, n), this::load));
    }

    /** The live version of each news item, the item that appeared last first. */
    public List<ContentView> news() {
        return jdbc.sql("""
                        select l.item, l.n
                        from publication.live l join publication.item i on i.slug = l.item and i.kind = 'NEWS'
                        join publication.version first on first.item = l.item and first.n = 1
                        order by first.live_from desc, l.item
                        """).query((row, i) -> new Key(row.getString("item"), row.getInt("n"))).list().stream()
                .flatMap(key -> version(key.slug(), key.n()).stream())
                .toList();
    }

    /** Those that are live, easy read first, then by language; asked each time, because what they match may grow old. */
    public List<EditionView> editions(String slug) {
        return jdbc.sql("""
                        select i.slug, i.edition, i.language, v.title, v.n, v.matches,
                            v.matches < (select max(n) from publication.version where item = i.edition_of) as older
                        from publication.item i
                        join publication.live l on l.item = i.slug
                        join publication.version v on v.item = l.item and v.n = l.n
                        where i.edition_of = ? order by i.edition, i.language
                        """)
                .param(slug)
                .query((row, i) -> new EditionView(
                        row.getString("slug"),
                        Edition.valueOf(row.getString("edition")),
                        row.getString("language"),
                        row.getString("title"),
                        row.getInt("n"),
                        row.getInt("matches"),
                        row.getBoolean("older")))
                .list();
    }

    /** Empty for an item that is no edition, or does not exist. */
    Optional<EditionOf> editionOf(String slug) {
        return jdbc.sql(
                        "select edition_of, edition, language from publication.item where slug = ? and edition_of is not null")
                .param(slug)
                .query((row, i) -> editionOf(row))
                .optional();
    }

    /** Newest first; empty for an item that has never been published. */
    List<VersionNote> versions(String slug) {
        return SLUG.matcher(slug).matches() ? versions(List.of(slug)).getOrDefault(slug, List.of()) : List.of();
    }

    /** The same for several items; without those that have never been published. */
    Map<String, List<VersionNote>> versions(Collection<String> slugs) {
        var versions = new HashMap<String, List<VersionNote>>();
        jdbc.sql("""
                        select v.item, v.n, v.title, v.what_changed, v.live_from, v.approved_by, v.alone, v.care_reason,
                            w.withdrawn_at, w.because,
                            lead(v.live_from) over (partition by v.item order by v.n) as live_until
                        from publication.version v left join publication.withdrawal w on w.item = v.item and w.n = v.n
                        where v.item = any(?) order by v.item, v.n desc
                        """).param(slugs.toArray(String[]::new)).query((RowCallbackHandler)
                row -> versions.computeIfAbsent(row.getString("item"), slug -> new ArrayList<>())
                        .add(new VersionNote(
                                row.getInt("n"),
                                row.getString("title"),
                                row.getString("what_changed"),
                                row.getTimestamp("live_from").toInstant(),
                                by(row),
                                row.getString("care_reason"),
                                moment(row, "live_until"),
                                withdrawn(row))));
        return versions;
    }

    private static VersionNote.@Nullable Withdrawn withdrawn(ResultSet row) throws SQLException {
        var at = moment(row, "withdrawn_at");
        return at == null ? null : new VersionNote.Withdrawn(at, row.getString("because"));
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static VersionNote.By by(ResultSet row) throws SQLException {
        if (row.getString("approved_by") == null) {
            return VersionNote.By.RELEASE;
        }
        return row.getBoolean("alone") ? VersionNote.By.ONE_PERSON : VersionNote.By.TWO_PEOPLE;
    }

    private @Nullable ContentView load(Key key) {
        return jdbc.sql("""
                        select i.kind, i.edition_of, i.edition, i.language, v.title, v.summary, v.body, v.video, v.poster, v.poster_alt,
                            v.captions, v.transcript, v.described, v.described_captions, v.waiting_room, v.signed, v.audio, v.matches,
                            v.checked_by, v.live_from
                        from publication.version v join publication.item i on i.slug = v.item
                        where v.item = ? and v.n = ?
                        """)
                .params(key.slug(), key.n())
                .query((row, i) -> new ContentView(
                        key.slug(),
                        ItemKind.valueOf(row.getString("kind")),
                        key.n(),
                        row.getString("title"),
                        row.getString("summary"),
                        sections(reader, row.getString("body"), row.getString("language")),
                        film(row),
                        row.getObject("audio") == null ? "" : MEDIA + row.getObject("audio"),
                        editionOf(row),
                        row.getInt("matches"),
                        row.getString("checked_by"),
                        row.getTimestamp("live_from").toInstant()))
                .optional()
                .orElse(null);
    }

    static List<SectionView> sections(ArticleReader reader, String markdown, String language) {
        return reader.read(markdown, language).sections().stream()
                .map(section -> new SectionView(
                        section.id(),
                        section.heading(),
                        section.html(),
                        section.points(),
                        section.table(),
                        section.questions(),
                        section.fact().isEmpty() ? null : section.fact()))
                .toList();
    }

    private @Nullable FilmView film(ResultSet row) throws SQLException {
        var video = row.getObject("video", UUID.class);
        return video == null
                ? null
                : FilmView.of(
                        new Film(
                                video,
                                row.getObject("poster", UUID.class),
                                row.getString("poster_alt"),
                                row.getObject("captions", UUID.class),
                                row.getString("transcript"),
                                row.getObject("described", UUID.class),
                                row.getObject("described_captions", UUID.class),
                                row.getObject("waiting_room", UUID.class),
                                row.getObject("signed", UUID.class),
                                null),
                        row.getString("language"),
                        MEDIA,
                        reader);
    }

    static @Nullable EditionOf editionOf(ResultSet row) throws SQLException {
        var slug = row.getString("edition_of");
        return slug == null
                ? null
                : new EditionOf(slug, Edition.valueOf(row.getString("edition")), row.getString("language"));
    }

    /** Nobody chooses by news, or by the easy read: the question stands beside the explanation and on the form. */
    static boolean isBesideTheQuestion(String slug, @Nullable EditionOf editionOf) {
        return slug.equals(EXPLANATION)
                || slug.equals(PAPER_FORM)
                || editionOf != null
                        && editionOf.slug().equals(EXPLANATION)
                        && editionOf.edition() == Edition.TRANSLATION;
    }

    /** True for a section with a table whose rows each have the columns of the journey. */
    static boolean isJourney(String id, List<List<String>> table) {
        return id.equals(JOURNEY) && table.size() > 1 && table.stream().allMatch(row -> row.size() == JOURNEY_COLUMNS);
    }

    static String html(ArticleReader reader, String markdown) {
        return reader.read(markdown).sections().stream()
                .map(section -> section.heading().isEmpty()
                        ? section.html()
                        : "<h3 class=\"nhsuk-heading-s\">" + HtmlUtils.htmlEscape(section.heading()) + "</h3>"
                                + section.html())
                .collect(Collectors.joining());
    }
}
