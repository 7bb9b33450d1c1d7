package datachoice.publication;

import datachoice.core.UkTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * One version of an item, ready to be read. Never changes.
 *
 * @param n from 1
 * @param film null for a version without one
 * @param audioUrl the text read aloud; empty without
 * @param editionOf null for an item that is no edition of another one
 * @param matches number of the version, of the item that this is an edition of, that it says the same as; 0 for no edition
 * @param checkedBy who read an edition against it; null for nobody yet
 */
public record ContentView(
        String slug,
        ItemKind kind,
        int n,
        String title,
        String summary,
        List<SectionView> sections,
        @Nullable FilmView film,
        String audioUrl,
        @Nullable EditionOf editionOf,
        int matches,
        @Nullable String checkedBy,
        Instant liveFrom) {

    /** Of its words, by BCP 47. */
    public String language() {
        return isTranslation() ? editionOf.language() : "en-GB";
    }

    /** As {@link #language()}, for what stands around its words on paper. */
    Locale locale() {
        return Locale.forLanguageTag(language());
    }

    public boolean isEasyRead() {
        return editionOf != null && editionOf.edition() == Edition.EASY_READ;
    }

    public boolean isTranslation() {
        return editionOf != null && editionOf.edition() == Edition.TRANSLATION;
    }

    /** @throws NoSuchElementException if this version has no such section */
    public SectionView section(String id) {
        return sections.stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(slug + " version " + n + " has no section " + id));
    }

    /** True if every fact that stands beside the question is there to be said. */
    boolean statesTheFacts() {
        return PublishedContent.EXPLANATION_FACTS.stream().allMatch(id -> sections.stream()
                .anyMatch(section -> section.id().equals(id) && section.fact() != null));
    }

    /** The same words with that film beside them: that of the English text, where a translation has none. */
    public ContentView with(@Nullable FilmView other) {
        return new ContentView(
                slug, kind, n, title, summary, sections, other, audioUrl, editionOf, matches, checkedBy, liveFrom);
    }

    /** False for a text from before the journey had a page of its own. */
    public boolean showsTheJourney() {
        return sections.stream().anyMatch(section -> section.id().equals(PublishedContent.NOT_THIS))
                && sections.stream().anyMatch(section -> PublishedContent.isJourney(section.id(), section.table()));
    }

    /** The day, in the United Kingdom, when this version went live. */
    public LocalDate publishedOn() {
        return UkTime.dateOf(liveFrom);
    }

    /** Where the live version of this item is read. */
    public String address() {
        return kind.address(slug);
    }

    /** Where this very version is read, for good. */
    public String permanentAddress() {
        return "/leaflets/" + slug + "/v/" + n;
    }
}
