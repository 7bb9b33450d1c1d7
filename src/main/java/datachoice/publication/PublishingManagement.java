package datachoice.publication;

import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.Colleagues;
import datachoice.identity.Colleagues.Colleague;
import datachoice.publication.Draft.DraftApproved;
import datachoice.publication.Draft.DraftMovedOn;
import datachoice.publication.MediaFiles.MediaFile;
import datachoice.publication.media.FileKind;
import datachoice.publication.media.MediaStore;
import datachoice.publication.text.ArticleReader;
import datachoice.publication.typing.Typings;
import java.sql.Array;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Works on drafts, until they are handed over. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('CONTENT_EDITOR', 'CONTENT_APPROVER')")
class PublishingManagement {
    private static final String WRITES = "hasRole('CONTENT_EDITOR')";
    /** On paper nothing else says so. */
    private static final String NOT_LIVE = "Not live: ";

    /** Addresses below {@code /publishing} that an item cannot have. */
    private static final Set<String> TAKEN = Set.of("new", "files", "reach");

    /** Foreign keys to files, and the field of the page in which such a file is chosen again. */
    private static final Map<String, String> FILES = Map.of(
            "draft_video", "videoFile",
            "draft_poster", "posterFile",
            "draft_captions", "captionsFile",
            "draft_described", "describedFile",
            "draft_described_captions", "describedCaptionsFile",
            "draft_waiting_room", "waitingRoomFile",
            "draft_signed", "signedFile",
            "draft_audio", "audioFile");

    private final Drafts drafts;
    private final ContentVersions versions;
    private final PublishedContent published;
    private final MediaFiles files;
    private final MediaStore store;
    private final Readiness readiness;
    private final ArticleReader reader;
    private final PublishingSettings settings;
    private final Colleagues colleagues;
    private final Typings typings;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PublishingManagement(
            Drafts drafts,
            ContentVersions versions,
            PublishedContent published,
            MediaFiles files,
            MediaStore store,
            Readiness readiness,
            ArticleReader reader,
            PublishingSettings settings,
            Colleagues colleagues,
            Typings typings,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.drafts = drafts;
        this.versions = versions;
        this.published = published;
        this.files = files;
        this.store = store;
        this.readiness = readiness;
        this.reader = reader;
        this.settings = settings;
        this.colleagues = colleagues;
        this.typings = typings;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Leaflets first, then news, pages and forms; empty only before the first content was loaded. */
    @Transactional(readOnly = true)
    public List<ItemLine> items() {
        var today = UkTime.today(clock);
        return jdbc.sql("""
                        select i.slug, i.kind, coalesce(d.title, v.title) as title, v.n, v.live_from,
                            coalesce(w.n is null and v.body like '%' || ? || '%', false) as has_gaps,
                            w.n is not null as withdrawn, d.goes_live_at, case when d.approval is null then d.held end as held,
                            case when d.approval is null and d.held = 'CHECKS' then d.held_for end as held_for, v.review_on,
                            case when d.item is null then 'NONE' when d.approval is not null then 'SCHEDULED' when d.submitted_at is not null then 'SUBMITTED'
                                when d.returned_because is not null then 'SENT_BACK' else 'DRAFT' end as draft
                        from publication.item i
                        left join publication.draft d on d.item = i.slug
                        left join lateral (select n, title, live_from, body, review_on from publication.version
                            where item = i.slug order by n desc limit 1) v on true
                        left join publication.withdrawal w on w.item = i.slug and w.n = v.n
                        order by array_position(array['LEAFLET', 'NEWS', 'PAGE', 'FORM'], i.kind), i.created_at desc, i.slug
                        """)
                .param(FirstContent.GAP)
                .query((row, i) -> new ItemLine(
                        row.getString("slug"),
                        ItemKind.valueOf(row.getString("kind")),
                        row.getString("title"),
                        row.getInt("n"),
                        Optional.ofNullable(row.getTimestamp("live_from")).map(at -> at.toInstant()),
                        row.getBoolean("withdrawn"),
                        DraftState.valueOf(row.getString("draft")),
                        Optional.ofNullable(row.getTimestamp("goes_live_at")).map(at -> at.toInstant()),
                        Optional.ofNullable(row.getString("held")).map(Held::valueOf),
                        missed(row.getArray("held_for")),
                        row.getBoolean("has_gaps"),
                        Optional.ofNullable(row.getObject("review_on", LocalDate.class))
                                .filter(day -> !day.isAfter(today))))
                .list();
    }

    private static List<MissedCheck> missed(@Nullable Array stored) throws SQLException {
        return stored == null
                ? List.of()
                : Stream.of((String[]) stored.getArray()).map(MissedCheck::read).toList();
    }

    /**
     * An item that was never live, and ended with its draft while somebody else typed on its page: it can begin again with what
     * they typed. Empty for one that is there, and for one that never was.
     */
    @PreAuthorize(WRITES)
    @Transactional(readOnly = true)
    public Optional<ItemPage> ended(String slug) {
        int last = drafts.lastRevision(slug);
        return last == 0 || kind(slug).isPresent()
                ? Optional.empty()
                : Optional.of(new ItemPage(
                        slug, ItemKind.NEWS, null, 0, 0, null, List.of(), last, null)); // nothing else ends
    }

    /** Empty for an item that does not exist. */
    @Transactional(readOnly = true)
    public Optional<ItemPage> item(String slug, SignedInUser user) {
        return kind(slug).map(kind -> {
            var live = versions.findNewest(slug);
            var source = published.editionOf(slug).orElse(null);
            return new ItemPage(
                    slug,
                    kind,
                    source,
                    source == null
                            ? 0
                            : versions.findNewest(source.slug())
                                    .map(ContentVersion::n)
                                    .orElse(0),
                    live.map(ContentVersion::n).orElse(0),
                    live.map(ContentVersion::content).orElse(null),
                    published.versions(slug),
                    drafts.lastRevision(slug),
                    drafts.findById(slug)
                            .map(draft -> view(
                                    slug,
                                    kind,
                                    draft,
                                    live.map(ContentVersion::content).orElse(null),
                                    user))
                            .orElse(null));
        });
    }

    private DraftView view(String slug, ItemKind kind, Draft draft, @Nullable Content live, SignedInUser user) {
        var asked = draft.approver();
        var able = approvers(draft);
        return new DraftView(
                draft.revision(),
                draft.content(),
                draft.state(),
                draft.editedAt(),
                draft.returnedBecause(),
                draft.wasSavedLastBy(user.login()),
                settings.twoPeople() && draft.wasWrittenBy(user.login()),
                asked == null ? null : colleagues.publisher(asked).orElse(null),
                draft.isSubmitted() ? null : asked,
                asked != null && !asked.equals(user.login()),
                asked != null && able.stream().noneMatch(one -> one.id().equals(asked)),
                draft.approval(),
                draft.goesLiveAt(),
                user.login().equals(draft.approvedBy()),
                draft.isApproved() ? null : draft.held(), // a node of a release before this one leaves it standing
                draft.isApproved() ? List.of() : draft.heldFor(),
                able.isEmpty(),
                readiness.checks(slug, kind, published.editionOf(slug).orElse(null), draft.content(), live),
                readiness.elsewhere(draft.content()));
    }

    /**
     * Saves what the editor typed as the item's draft.
     *
     * @param seen revision of the draft when the page was shown; where there was none, {@link ItemPage#lastRevision()}
     * @param decided what was decided about the draft when the page was shown, by {@link ItemPage#decided()}
     * @param page on which it was typed: what was kept of it there is needed no more; null for a page without a number
     * @throws DraftMovedOn if that is no longer so: saving ends an approval, a handing over and a sending back, and nobody does
     *     that without knowing of it
     * @throws FileGone if a file that it names is no longer there
     */
    @PreAuthorize(WRITES)
    public void save(String slug, int seen, String decided, Content typed, @Nullable UUID page, SignedInUser user) {
        var draft = drafts.findForChange(slug);
        if (draft.isEmpty() && seen > 0 && seen == drafts.lastRevision(slug)) {
            addItem(slug); // where it ended with its draft, it begins again
        }
        var said = weighed(slug, typed);
        if (draft.isPresent()) {
            draft.get().refuseUnseen(decided);
        }
        draft.filter(Draft::isApproved).ifPresent(it -> events.publishEvent(DraftChanged.approvalCancelled(slug)));
        if (draft.isPresent()) {
            var before = draft.get().content();
            draft.get().edit(seen, said, user.login(), clock.instant());
            store(draft.get());
            forgetUnused(before.files().filter(id -> said.files().noneMatch(id::equals)));
        } else {
            if (seen != drafts.lastRevision(slug)) {
                throw new DraftMovedOn();
            }
            store(new Draft(slug, seen, said, user.login(), clock.instant()));
        }
        if (page != null) {
            typings.saved(slug, page, user);
        }
        events.publishEvent(DraftChanged.saved(slug));
    }

    /** Somebody may begin a draft, or a file may end, at the same moment. */
    private void store(Draft draft) {
        try {
            drafts.saveAndFlush(draft);
        } catch (DataIntegrityViolationException e) {
            var constraint =
                    e.getCause() instanceof ConstraintViolationException broken && broken.getConstraintName() != null
                            ? broken.getConstraintName()
                            : "";
            if (constraint.equals("draft_pk")) {
                throw new DraftMovedOn();
            }
            throw FILES.containsKey(constraint) ? new FileGone(FILES.get(constraint)) : e;
        }
    }

    /** A reason that nobody gave before is given for what the text says now. */
    private Content weighed(String slug, Content typed) {
        if (typed.careReason() == null || typed.careFound() != null) {
            return typed;
        }
        return typed.excusing(readiness.claims(
                slug,
                kind(slug).orElseThrow(DraftMovedOn::new),
                published.editionOf(slug).orElse(null),
                typed));
    }

    /** Whom those who write may ask: everybody who approves, without those who wrote it where two people are needed. */
    @Transactional(readOnly = true)
    public List<Colleague> approvers(String slug) {
        return drafts.findById(slug).map(this::approvers).orElseGet(colleagues::approvers);
    }

    private List<Colleague> approvers(Draft draft) {
        return colleagues.approvers().stream()
                .filter(one -> !settings.twoPeople() || !draft.wasWrittenBy(one.id()))
                .toList();
    }

    /**
     * Hands the draft to the approvers.
     *
     * @param to the one who is asked; null for whoever may
     * @throws DraftMovedOn if somebody saved it since that revision was shown
     * @throws DraftApproved if it waits for its time already
     * @throws DraftIncomplete if something is missing that every such item must have
     * @throws NoSuchApprover if that one may not approve it
     */
    @PreAuthorize(WRITES)
    public void submit(String slug, int seen, @Nullable UUID to, SignedInUser user) {
        var draft = draftForChange(slug);
        draft.refuseOlder(seen);
        if (!readiness.isReady(
                slug,
                draft.content(),
                versions.findNewest(slug).map(ContentVersion::content).orElse(null))) {
            throw new DraftIncomplete();
        }
        if (to != null && approvers(slug).stream().noneMatch(one -> one.id().equals(to))) {
            throw new NoSuchApprover();
        }
        draft.submit(seen, user.login(), to, clock.instant());
        drafts.saveAndFlush(draft);
        events.publishEvent(DraftChanged.submitted(slug));
    }

    /**
     * Throws the draft away; an item that was never live goes with it.
     *
     * @throws DraftMovedOn if somebody saved it since that revision was shown
     */
    @PreAuthorize(WRITES)
    public void discard(String slug, int seen, SignedInUser user) {
        var draft = draftForChange(slug);
        draft.refuseOlder(seen);
        if (draft.isApproved()) {
            events.publishEvent(DraftChanged.approvalCancelled(slug));
        }
        drafts.delete(draft);
        drafts.flush();
        if (versions.findNewest(slug).isEmpty()) {
            typings.ended(slug, user);
            jdbc.sql("delete from publication.item where slug = ?").param(slug).update();
        }
        ReleaseTexts.settle(jdbc, slug, 0);
        forgetUnused(draft.content().files());
        events.publishEvent(DraftChanged.discarded(slug));
    }

    /**
     * Starts a news item.
     *
     * @return its slug, made from the title
     */
    @PreAuthorize(WRITES)
    public String addNews(String title, SignedInUser user) {
        var slug = takeSlug(title);
        var empty = Content.text(title, "", "", "");
        drafts.saveAndFlush(new Draft(slug, drafts.lastRevision(slug), empty, user.login(), clock.instant()));
        events.publishEvent(DraftChanged.saved(slug));
        return slug;
    }

    /** What a version said; empty for a number that the item has not reached. */
    @Transactional(readOnly = true)
    public Optional<Content> version(String slug, int n) {
        return versions.findById(new ContentVersion.Number(slug, n)).map(ContentVersion::content);
    }

    /**
     * The draft as the version that it would be if it went live now.
     *
     * @throws DraftMovedOn if there is none
     */
    @Transactional(readOnly = true)
    public ContentView asItWouldBe(String slug) {
        var said = drafts.findById(slug).orElseThrow(DraftMovedOn::new).content();
        var edition = published.editionOf(slug).orElse(null);
        return new ContentView(
                slug,
                kind(slug).orElseThrow(),
                versions.findNewest(slug).map(ContentVersion::n).orElse(0) + 1,
                NOT_LIVE + said.title(),
                said.summary(),
                PublishedContent.sections(reader, said.body(), edition == null ? "en" : edition.language()),
                null,
                "",
                edition,
                said.matches() == null ? 0 : said.matches(),
                said.checkedBy(),
                clock.instant());
    }

    /** Who else has an editing page open: name, and since when. */
    @PreAuthorize(WRITES)
    @Transactional(readOnly = true)
    public Map<String, String> names(List<Typings.Other> others) {
        var names = new LinkedHashMap<String, String>();
        others.forEach(other ->
                colleagues.publisher(other.account()).ifPresent(name -> names.putIfAbsent(name, other.since())));
        return names;
    }

    /** Empty for an id that no file of this kind has. */
    @Transactional(readOnly = true)
    public Optional<MediaFile> file(@Nullable UUID id, FileKind kind) {
        return Optional.ofNullable(id).flatMap(files::any).filter(file -> kind.types()
                .contains(file.type()));
    }

    /** Also files that nobody else may see yet. */
    @Transactional(readOnly = true)
    public Optional<MediaFile> file(UUID id) {
        return files.any(id);
    }

    private Draft draftForChange(String slug) {
        return drafts.findForChange(slug).orElseThrow(DraftMovedOn::new);
    }

    private Optional<ItemKind> kind(String slug) {
        return jdbc.sql("select kind from publication.item where slug = ?")
                .param(slug)
                .query(String.class)
                .optional()
                .map(ItemKind::valueOf);
    }

    /** The first that nobody has; whoever takes the same one at the same moment waits, and gets the next. */
    private String takeSlug(String title) {
        var plain = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        var start = plain.substring(0, Math.min(plain.length(), 80)).replaceAll("^-|-$", "");
        var base = start.isEmpty() ? "news" : start;
        return Stream.iterate(1, n -> n + 1)
                .map(n -> n == 1 ? base : base + "-" + n)
                .filter(slug -> !TAKEN.contains(slug) && addItem(slug))
                .findFirst()
                .orElseThrow();
    }

    /** False if there is one already. */
    private boolean addItem(String slug) {
        return jdbc.sql("insert into publication.item (slug, kind) values (?, 'NEWS') on conflict do nothing")
                        .param(slug)
                        .update()
                == 1;
    }

    /** Deletes files that neither a draft nor a version names, once this transaction has succeeded. */
    private void forgetUnused(Stream<UUID> ids) {
        var gone = ids.filter(files::removeIfUnused).collect(Collectors.toSet());
        if (!gone.isEmpty()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    gone.forEach(store::forget);
                }
            });
        }
    }

    /** Something is missing that an item of its kind must have. */
    static class DraftIncomplete extends DraftRefused {
        private static final long serialVersionUID = 1;

        DraftIncomplete() {
            super("incomplete");
        }
    }

    /** A file that the draft names was deleted, because nothing else named it. */
    static class FileGone extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String field;

        FileGone(String field) {
            this.field = field;
        }

        /** Where it is chosen again. */
        String field() {
            return field;
        }
    }

    /** That account may not approve this draft. */
    static class NoSuchApprover extends DraftRefused {
        private static final long serialVersionUID = 1;

        NoSuchApprover() {
            super("noApprover");
        }
    }
}
