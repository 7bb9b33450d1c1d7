package datachoice.publication;

import datachoice.publication.media.MediaStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known about each file beside its bytes. */
@Component
class MediaFiles {
    /** Of a version or a draft: each column that names a file. A test compares it with the table. */
    static final String COLUMNS = "video, poster, captions, described, described_captions, waiting_room, signed, audio";

    private static final String PUBLISHED =
            "exists (select from publication.version where m.id in (%s))".formatted(COLUMNS);
    private static final String UNSAVED =
            "not %s and not exists (select from publication.draft where m.id in (%s))".formatted(PUBLISHED, COLUMNS);
    /** Whoever goes on with what was kept while typing finds the files that it names. */
    private static final String UNUSED = UNSAVED
            + " and not exists (select from publication.typing t where m.id::text in (t.fields->>'video', t.fields->>'poster', t.fields->>'captions'))";

    private final JdbcClient jdbc;
    private final Recent<UUID, MediaFile> published = new Recent<>(500);

    MediaFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A file in the store.
     *
     * @param sha256 in hexadecimal
     */
    record MediaFile(UUID id, String type, long size, String sha256, String originalName) {}

    /** @param by account; null for a file that came with the software */
    static UUID add(JdbcClient jdbc, MediaStore.Kept file, @Nullable UUID by) {
        jdbc.sql("""
                        insert into publication.media (id, media_type, size_bytes, sha256, original_name, uploaded_by)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(file.id(), file.type(), file.size(), file.sha256(), file.originalName(), by)
                .update();
        return file.id();
    }

    UUID add(MediaStore.Kept file, UUID by) {
        return add(jdbc, file, by);
    }

    /** Empty for a file that belongs to no version that is or was live. */
    Optional<MediaFile> published(UUID id) {
        return Optional.ofNullable(published.get(id, this::findPublished));
    }

    private @Nullable MediaFile findPublished(UUID id) {
        return find(
                        id,
                        "select id, media_type, size_bytes, encode(sha256, 'hex') as sha256, original_name from publication.media m"
                                + " where id = :id and " + PUBLISHED)
                .orElse(null);
    }

    /** Also files that only a draft has, or that wait for one to be saved. */
    Optional<MediaFile> any(UUID id) {
        return find(
                id,
                "select id, media_type, size_bytes, encode(sha256, 'hex') as sha256, original_name from publication.media where id = :id");
    }

    /** True if nothing named it and it is known no more; its bytes are then to be deleted after the commit. */
    boolean removeIfUnused(UUID id) {
        return jdbc.sql("delete from publication.media m where id = :id and " + UNUSED)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Those that were uploaded that long ago, never saved with a draft, and that no page which was left names. */
    List<UUID> unused(Duration age) {
        return jdbc.sql(
                        "select id from publication.media m where uploaded_at < clock_timestamp() - make_interval(secs => :age) and "
                                + UNUSED)
                .param("age", age.toSeconds())
                .query(UUID.class)
                .list();
    }

    /** How many files that account sent that belong to nothing yet. */
    int waiting(UUID by) {
        return jdbc.sql("select count(*) from publication.media m where uploaded_by = ? and " + UNSAVED)
                .param(by)
                .query(Integer.class)
                .single();
    }

    /** Those of them that have a row. */
    Set<UUID> known(Set<UUID> ids) {
        return Set.copyOf(jdbc.sql("select id from publication.media where id = any (?)")
                .param(ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    private Optional<MediaFile> find(UUID id, String sql) {
        return jdbc.sql(sql)
                .param("id", id)
                .query((row, i) -> new MediaFile(
                        row.getObject("id", UUID.class),
                        row.getString("media_type"),
                        row.getLong("size_bytes"),
                        row.getString("sha256"),
                        row.getString("original_name")))
                .optional();
    }
}
