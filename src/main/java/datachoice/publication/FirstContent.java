package datachoice.publication;

import datachoice.core.Acting;
import datachoice.core.PortalSettings;
import datachoice.core.Sha256;
import datachoice.core.UkTime;
import datachoice.publication.media.FileKind;
import datachoice.publication.media.MediaStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes version 1 of every item that came with the software and has no version yet, before the first page is
 * served. Two nodes may start at once: one of them publishes, the other waits and finds nothing to do.
 */
@Component
class FirstContent implements SmartLifecycle {
    private static final String FOLDER = "publication/first/";
    private static final String FILM = "publication/film/";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final MediaStore store;
    private final ApplicationEventPublisher events;
    private final PortalSettings settings;
    private final OperatorSettings operator;
    private final OperatorLookup operators;
    private final String securityContact;
    private final Clock clock;
    private volatile boolean running;

    FirstContent(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            MediaStore store,
            ApplicationEventPublisher events,
            PortalSettings settings,
            OperatorSettings operator,
            OperatorLookup operators,
            @Value("${datachoice.security-contact:}") String securityContact,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.store = store;
        this.events = events;
        this.settings = settings;
        this.operator = operator;
        this.operators = operators;
        this.securityContact = securityContact;
        this.clock = clock;
    }

    /** What must be filled in before a portal in production can be opened: the publishing pages name where it stands. */
    static final String GAP = "to be filled in";

    private static final Map<String, Function<OperatorView, String>> PARTS = Map.of(
            "{operator}", OperatorView::name,
            "{operator's address}", OperatorView::address,
            "{operator's phone}", it -> it.phone() + ", " + it.phoneHours(),
            "{operator's email}", OperatorView::email,
            "{data protection officer}", OperatorView::dataProtectionOfficer);
    /** What would mean something in Markdown. */
    private static final Pattern MARKS = Pattern.compile("[\\\\`*_{}\\[\\]<>#|&~]");

    private static final String ONLY_DEMO = "[demo] ";
    private static final String ONLY_PRODUCTION = "[production] ";

    /**
     * As the file's first lines and the rest of it say.
     *
     * @param editionOf null for an item that is no edition
     * @param matches number of the version that an edition says the same as; null for no edition
     */
    record FirstItem(
            String slug,
            ItemKind kind,
            String title,
            String summary,
            @Nullable EditionOf editionOf,
            @Nullable Integer matches,
            String body) {
        static FirstItem parse(String slug, String file) {
            var parts = file.replace("\r\n", "\n").split("\n---\n", 2);
            var head = new HashMap<String, String>();
            parts[0].lines().forEach(line -> {
                var colon = line.indexOf(':');
                head.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            });
            boolean edition = head.containsKey("edition-of");
            return new FirstItem(
                    slug,
                    ItemKind.valueOf(head.get("kind")),
                    head.get("title"),
                    head.get("summary"),
                    edition
                            ? new EditionOf(
                                    head.get("edition-of"), Edition.valueOf(head.get("edition")), head.get("language"))
                            : null,
                    edition ? Integer.valueOf(head.get("matches")) : null,
                    parts[1].strip());
        }
    }

    @Override
    public void start() {
        Acting.asJob("first-content", this::publishWhatIsMissing);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server opens its port. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void publishWhatIsMissing() {
        if (settings.demo()) {
            nameDemoOperator();
        } else {
            operator.operator().ifPresent(this::name);
        }
        var files = files();
        if (!published().containsAll(files.keySet())) {
            items().forEach(this::publishOnce);
        }
    }

    /** One transaction each: a slow machine that is stopped halfway goes on where it was. */
    private void publishOnce(FirstItem item) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('publication.first-content'))")
                    .query((row, i) -> true)
                    .list();
            if (!published().contains(item.slug())
                    && (item.editionOf() == null || isAsItCame(item.editionOf().slug()))) {
                publish(item);
            }
        });
    }

    /** As they came with the software, for who runs this portal; editions after what they are editions of. */
    List<FirstItem> items() {
        var runs = operators.operator().orElse(null);
        return files().entrySet().stream()
                .map(file -> FirstItem.parse(
                        file.getKey(),
                        filledIn(forMode(text(file.getValue()), settings.demo()), runs, securityContact)))
                .sorted(Comparator.comparing((FirstItem item) -> item.editionOf() != null)
                        .thenComparing(FirstItem::slug))
                .toList();
    }

    /** Changes with what a release says of that item, and not with who runs the portal. */
    static byte[] fingerprint(String slug) {
        var words = text(new ClassPathResource(FOLDER + slug + ".md"));
        return Sha256.of(slug.equals(PublishedContent.EXPLANATION) ? words + transcript() : words);
    }

    /** Of the film that came with this release; empty without one. */
    static String transcript() {
        var file = new ClassPathResource(FILM + "transcript.md");
        return file.exists() ? text(file).strip() : "";
    }

    /**
     * True if what is live of that item is what came with this software: only then does an edition that comes with it say the
     * same. Where editors have written since, it would be published past the second person, and might be untrue.
     */
    boolean isAsItCame(String slug) {
        var file = files().get(slug);
        var live = jdbc.sql("select body from publication.version where item = ? order by n desc limit 1")
                .param(slug)
                .query(String.class)
                .optional();
        return file != null
                && live.isPresent()
                && live.get()
                        .equals(FirstItem.parse(
                                        slug,
                                        filledIn(
                                                forMode(text(file), settings.demo()),
                                                operators.operator().orElse(null),
                                                securityContact))
                                .body());
    }

    /** Who runs a portal differs: lines for the other mode are left out. */
    static String forMode(String text, boolean demo) {
        var ours = demo ? ONLY_DEMO : ONLY_PRODUCTION;
        var theirs = demo ? ONLY_PRODUCTION : ONLY_DEMO;
        return text.lines()
                .filter(line -> !line.startsWith(theirs))
                .map(line -> line.startsWith(ours) ? line.substring(ours.length()) : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** With who runs this portal, as Markdown; what nobody has said is a {@link #GAP}. */
    static String filledIn(String text, @Nullable OperatorView operator, String securityContact) {
        var filled = text.replace(
                "{security contact}",
                securityContact.isBlank() ? "{operator's email}" : escaped(securityContact.strip()));
        for (var part : PARTS.entrySet()) {
            filled = filled.replace(
                    part.getKey(),
                    operator == null ? GAP : escaped(part.getValue().apply(operator)));
        }
        return filled;
    }

    private static String escaped(String words) {
        return MARKS.matcher(words).replaceAll("\\\\$0");
    }

    /** Whoever the settings name is in the next letter; pages that were published before are the editors' to change. */
    private void name(OperatorView now) {
        transaction.executeWithoutResult(status -> {
            int changed = jdbc.sql("""
                            insert into publication.operator as before
                                (name, address, phone, phone_hours, email, data_protection_officer)
                            values (?, ?, ?, ?, ?, ?)
                            on conflict (one) do update set (name, address, phone, phone_hours, email, data_protection_officer)
                                = row (excluded.name, excluded.address, excluded.phone, excluded.phone_hours, excluded.email,
                                    excluded.data_protection_officer)
                            where (before.name, before.address, before.phone, before.phone_hours, before.email,
                                    before.data_protection_officer)
                                is distinct from (excluded.name, excluded.address, excluded.phone, excluded.phone_hours,
                                    excluded.email, excluded.data_protection_officer)
                            """)
                    .params(
                            now.name(),
                            now.address(),
                            now.phone(),
                            now.phoneHours(),
                            now.email(),
                            now.dataProtectionOfficer())
                    .update();
            if (changed > 0) {
                events.publishEvent(new OperatorNamed());
            }
        });
    }

    private Set<String> published() {
        return new HashSet<>(jdbc.sql("select distinct item from publication.version")
                .query(String.class)
                .list());
    }

    private static Map<String, Resource> files() {
        try {
            var files = new HashMap<String, Resource>();
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath:" + FOLDER + "*.md")) {
                files.put(file.getFilename().replace(".md", ""), file);
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void publish(FirstItem item) {
        var source = item.editionOf();
        jdbc.sql("""
                        insert into publication.item (slug, kind, edition_of, edition, language)
                        values (?, ?, ?, ?, coalesce(?, 'en')) on conflict do nothing
                        """)
                .params(Arrays.asList(
                        item.slug(),
                        item.kind().name(),
                        source == null ? null : source.slug(),
                        source == null ? null : source.edition().name(),
                        source == null ? null : source.language()))
                .update();
        boolean explanation = item.slug().equals(PublishedContent.EXPLANATION);
        var film = explanation ? keepFilm() : filmInLanguageOf(item);
        jdbc.sql("""
                        insert into publication.version
                        (item, n, title, summary, body, video, poster, poster_alt, captions, transcript, described, described_captions,
                            waiting_room, audio, matches, what_changed, editors, alone)
                        values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'First version', '{}', false)
                        """)
                .params(Arrays.asList(
                        item.slug(),
                        item.title(),
                        item.summary(),
                        item.body(),
                        film.video(),
                        film.poster(),
                        film.posterAlt(),
                        film.captions(),
                        film.transcript(),
                        film.described(),
                        film.describedCaptions(),
                        film.waitingRoom(),
                        explanation ? keepAudio() : null,
                        item.matches()))
                .update();
        jdbc.sql("insert into publication.release_text (item, sha256, n) values (?, ?, 1) on conflict do nothing")
                .params(item.slug(), fingerprint(item.slug()))
                .update();
        events.publishEvent(new ContentPublished(item.slug(), 1));
    }

    /** For a translation of the explanation: the same pictures, with the words that the software came with in that language. */
    private Film filmInLanguageOf(FirstItem item) {
        var source = item.editionOf();
        if (source == null
                || source.edition() != Edition.TRANSLATION
                || !source.slug().equals(PublishedContent.EXPLANATION)
                || !new ClassPathResource(FILM + "captions." + source.language() + ".vtt").exists()) {
            return Film.NONE;
        }
        var own = "." + source.language();
        return jdbc.sql("""
                        select video, poster, described, described_captions, waiting_room from publication.version
                        where item = ? and n = ? and video is not null
                        """)
                .params(source.slug(), item.matches())
                .query((row, i) -> new Film(
                        row.getObject("video", UUID.class),
                        row.getObject("poster", UUID.class),
                        text(new ClassPathResource(FILM + "poster-alt" + own + ".txt"))
                                .strip(),
                        keep(FileKind.CAPTIONS, "captions" + own + ".vtt"),
                        text(new ClassPathResource(FILM + "transcript" + own + ".md"))
                                .strip(),
                        row.getObject("described", UUID.class),
                        row.getObject("described_captions", UUID.class),
                        row.getObject("waiting_room", UUID.class),
                        null,
                        null))
                .optional()
                .orElse(Film.NONE);
    }

    /** The explanation read aloud; null if the software came without. */
    @Nullable
    UUID keepAudio() {
        return keep(FileKind.AUDIO, "leaflet.mp3");
    }

    /** As far as the software came with it; without its poster there is none. */
    Film keepFilm() {
        var poster = List.of("poster.jpg", "poster.png").stream()
                .filter(name -> new ClassPathResource(FILM + name).exists())
                .findFirst();
        if (poster.isEmpty() || !new ClassPathResource(FILM + "film.mp4").exists()) {
            return Film.NONE;
        }
        return new Film(
                keep(FileKind.VIDEO, "film.mp4"),
                keep(FileKind.POSTER, poster.get()),
                text(new ClassPathResource(FILM + "poster-alt.txt")).strip(),
                keep(FileKind.CAPTIONS, "captions.vtt"),
                text(new ClassPathResource(FILM + "transcript.md")).strip(),
                keep(FileKind.VIDEO, "film-described.mp4"),
                keep(FileKind.CAPTIONS, "captions-described.vtt"),
                keep(FileKind.VIDEO, "loop.mp4"),
                null,
                null);
    }

    /** Null for a file that the software came without. */
    private @Nullable UUID keep(FileKind kind, String name) {
        var file = new ClassPathResource(FILM + name);
        if (!file.exists()) {
            return null;
        }
        try (var bytes = file.getInputStream()) {
            return MediaFiles.add(jdbc, store.keepOurs(kind, name, bytes), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A plainly fictional body and its one programme, which has not begun. */
    private void nameDemoOperator() {
        jdbc.sql("""
                        insert into publication.operator (name, address, phone, phone_hours, email, data_protection_officer)
                        values ('Demo Health Data Authority', 'Demo House, 1 Example Street, Exampleton ZZ1 1ZZ', '01632 960 123',
                            'Monday to Friday, 9am to 5pm', 'help@demo.example', 'dpo@demo.example, 01632 960 124')
                        on conflict do nothing
                        """).update();
        jdbc.sql("""
                        insert into publication.programme (slug, name, purpose, state, changed_on)
                        values ('demo-planning-data-set', 'Demo planning data set',
                            'To see which health services are needed where, and to let researchers ask questions', 'NOT_STARTED', ?)
                        on conflict do nothing
                        """).param(UkTime.today(clock)).update();
    }

    private static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
