/**
 * Values that every module speaks in: identifiers, who is acting, how the portal was started. No tables.
 */
@NullMarked
@ApplicationModule(
        displayName = "Core",
        allowedDependencies = {})
package datachoice.core;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
