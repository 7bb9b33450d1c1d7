/**
 * GP practices and what they were called when. Ask {@link datachoice.practice.PracticeLookup}; a practice is added by
 * {@link datachoice.practice.PracticeManagement}.
 */
@NullMarked
@ApplicationModule(
        displayName = "Practice",
        allowedDependencies = {"core", "audit"})
package datachoice.practice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
