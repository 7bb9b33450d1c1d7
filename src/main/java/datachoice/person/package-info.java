/**
 * The register: people, where they are registered, how to reach them and who may act for whom.
 *
 * <p>Ask {@link datachoice.person.PersonLookup} for names and ages, {@link datachoice.person.Relations} who may act for
 * whom, {@link datachoice.person.PersonSearch} for people of one practice, {@link
 * datachoice.person.ChooserSearch} for whoever is to choose for one of them, {@link datachoice.person.FormerPractices} whose task
 * somebody is who is registered nowhere, {@link datachoice.person.PersonContacts} how to reach someone, and {@link datachoice.person.NhsNumbers} only
 * where a page or file must show the number. Act through {@link datachoice.person.register.RegisterImport}. Listen for
 * {@link datachoice.person.RegistrationMoved}, {@link datachoice.person.RegistrationsEnded}, {@link
 * datachoice.person.PeopleRenamed}, {@link datachoice.person.PeopleMovedHouse} and, to write to people, {@link datachoice.person.RegisterNotices}, {@link
 * datachoice.person.RightRecorded} and {@link datachoice.person.RightEnded}. Other modules' SQL may read the view {@code person.published_person}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Person",
        allowedDependencies = {"core", "audit", "practice"})
package datachoice.person;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
