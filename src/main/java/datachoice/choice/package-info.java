@NullMarked
@ApplicationModule(
        displayName = "Choice",
        allowedDependencies = {"core", "audit", "practice", "person", "identity", "publication"})
package datachoice.choice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
