/**
 * Values that every module speaks in: identifiers, who is acting, how the portal was started; and the small things that
 * several would otherwise each have: dates as people read them, codes, fingerprints, secrets. No tables.
 */
@NullMarked
@ApplicationModule(
        displayName = "Core",
        allowedDependencies = {})
package datachoice.core;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
