package datachoice.publication;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about an item that those who publish need.
 *
 * @param editionOf null for an item that is no edition
 * @param newestOfSource number of the live version of the item that it is an edition of; 0 for an item that is no edition
 * @param n number of the newest version; 0 for none
 * @param live what that version says, even if it was withdrawn; null for an item that was never live
 * @param versions newest first
 * @param lastRevision number after which the next draft begins: of the one that ended last; 0 for an item that never had one which ended
 * @param draft null without one
 */
record ItemPage(
        String slug,
        ItemKind kind,
        @Nullable EditionOf editionOf,
        int newestOfSource,
        int n,
        @Nullable Content live,
        List<VersionNote> versions,
        int lastRevision,
        @Nullable DraftView draft) {

    /** The number by which a page says what it shows: it changes whenever a draft is begun, saved or ended. */
    int revision() {
        return draft == null ? lastRevision : draft.revision();
    }

    /** By which a page says what was decided about the draft when it was shown: see {@link DraftView#decided()}. */
    String decided() {
        return draft == null ? "" : draft.decided();
    }

    public String title() {
        return draft != null ? draft.content().title() : live != null ? live.title() : slug;
    }

    /** Of its words, by BCP 47. */
    public String language() {
        return editionOf == null ? "en" : editionOf.language();
    }

    /** People choose with it in front of them. */
    public boolean isBesideTheQuestion() {
        return PublishedContent.isBesideTheQuestion(slug, editionOf);
    }

    /** Where the live version is read. */
    public String address() {
        return kind.address(slug);
    }

    public boolean isLive() {
        return !versions.isEmpty() && versions.get(0).isLive();
    }

    /** The newest version was taken back; no other took its place. */
    public boolean isWithdrawn() {
        return !versions.isEmpty() && versions.get(0).withdrawn() != null;
    }

    /** News, and other forms of a text: the portal can be without them, as it cannot without the text itself. */
    public boolean mayBeWithdrawn() {
        return isLive() && (kind == ItemKind.NEWS || editionOf != null);
    }
}
