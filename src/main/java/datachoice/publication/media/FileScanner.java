package datachoice.publication.media;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Looks whether a file would harm whoever opens it. */
interface FileScanner {
    /**
     * Looks at a whole file.
     *
     * @return what the scanner calls the harm; empty for a file in which it found none
     * @throws NotScanned if there is no telling: such a file must not be kept
     * @throws IOException if the file cannot be read
     */
    Optional<String> scan(Path file) throws IOException;

    /** Nobody looked at the file, or not at all of it. */
    class NotScanned extends IOException {
        private static final long serialVersionUID = 1;

        NotScanned(String because) {
            super(because);
        }
    }
}
