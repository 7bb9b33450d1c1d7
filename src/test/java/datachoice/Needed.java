package datachoice;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * What a machine with nothing but Java may lack. There a test is left out and says so; on a build server ({@code CI=true})
 * it fails, because {@code .ci/run} brings everything along.
 */
public final class Needed {
    private Needed() {}

    public static void here(boolean there, String missing) {
        if (!there && Boolean.parseBoolean(System.getenv("CI"))) {
            fail(missing);
        }
        if (!there) {
            abort(missing);
        }
    }
}
