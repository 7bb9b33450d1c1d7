package datachoice.publication;

import datachoice.publication.text.Typed;
import org.jspecify.annotations.Nullable;

/** Why a draft goes back to those who write it. */
record ReasonForm(@Nullable String because) {
    String clean() {
        return because == null ? "" : Typed.line(because);
    }
}
