/**
 * What people read and watch about the choice, version by version: the leaflet, the film, news, the pages at the foot
 * of the site and the paper form.
 *
 * <p>Ask {@link datachoice.publication.PublishedContent} what is live and what once was, {@link
 * datachoice.publication.Programmes} whether anything is being collected, {@link
 * datachoice.publication.OperatorLookup} who runs the portal. Listen for {@link
 * datachoice.publication.ContentPublished}. Versions are never changed: whoever stores the number of one can show it for
 * good, also after it was replaced, withdrawn or corrected. Whoever keeps choices tells how many were made with a text
 * that was wrong, as {@link datachoice.publication.ChoicesMade}.
 *
 * <p>{@code datachoice.publication.share} is what others take away: posters, texts, the player for websites, the press page.
 */
@NullMarked
@ApplicationModule(
        displayName = "Publication",
        allowedDependencies = {"core", "audit", "practice", "identity"})
package datachoice.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
