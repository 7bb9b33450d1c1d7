/**
 * A past for the demo: choices that its invented people made earlier. Open to the portal's demo, and closed by itself in
 * production.
 */
@NullMarked
@NamedInterface("past")
package datachoice.choice.past;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
