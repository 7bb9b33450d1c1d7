@NullMarked
@ApplicationModule(
        displayName = "Publication",
        allowedDependencies = {"core", "audit", "identity"})
package datachoice.publication;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
