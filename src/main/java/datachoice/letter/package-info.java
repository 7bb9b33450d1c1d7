@NullMarked
@ApplicationModule(
        displayName = "Letter",
        allowedDependencies = {"core", "audit", "practice", "person", "identity", "publication", "choice"})
package datachoice.letter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
