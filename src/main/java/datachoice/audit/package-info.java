/**
 * Who did what, and who looked at whose record.
 *
 * <p>Announce an event that is {@link datachoice.audit.Audited} inside the transaction of the act: its entry is written
 * there and then, or nothing of the act is stored. The demo invents earlier ones by {@link datachoice.audit.PastActs}. Ask {@link datachoice.audit.AuditLookup} who looked at one person, and
 * {@link datachoice.audit.AuditSearch} what was done in a practice or everywhere.
 */
@NullMarked
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"core"})
package datachoice.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
