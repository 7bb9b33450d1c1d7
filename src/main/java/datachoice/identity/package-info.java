@NullMarked
@ApplicationModule(
        displayName = "Identity",
        allowedDependencies = {"core", "audit", "practice", "person"})
package datachoice.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
