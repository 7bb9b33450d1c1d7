/**
 * GP practices and what they were called when. Ask {@link datachoice.practice.PracticeLookup}; practices are
 * added, changed and closed by {@link datachoice.practice.PracticeManagement}. Listen for {@link
 * datachoice.practice.PracticeClosed}. Controllers marked {@link datachoice.practice.PracticePage} say whose pages they are.
 * Other modules' SQL may read the view {@code practice.published_practice}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Practice",
        allowedDependencies = {"core", "audit"})
package datachoice.practice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
