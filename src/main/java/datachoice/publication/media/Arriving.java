package datachoice.publication.media;

import java.io.IOException;
import java.nio.file.Path;

/** A file that somebody sent: its bytes are moved to where it is kept if they are on the same disk, else copied. */
@FunctionalInterface
public interface Arriving {
    /** @param place that has no file yet */
    void moveTo(Path place) throws IOException;
}
