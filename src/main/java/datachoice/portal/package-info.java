/** What joins the rest: home page, layout, error pages, the language of a page, demo. Owns no tables, and nothing depends on it. */
@NullMarked
@ApplicationModule(displayName = "Portal")
package datachoice.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
