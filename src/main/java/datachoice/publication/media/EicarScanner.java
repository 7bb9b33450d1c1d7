package datachoice.publication.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Knows one thing only: the file with which every scanner is tried out, wherever it stands in another one. For a portal
 * without a scanner, so that its refusal can be seen. It is no protection.
 *
 * @see <a href="https://www.eicar.org/download-anti-malware-testfile/">EICAR</a>
 */
final class EicarScanner implements FileScanner {
    /** In two halves: a scanner on the computer of whoever builds this must not find it here. */
    private static final byte[] SIGN = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
            .getBytes(StandardCharsets.US_ASCII);

    private static final int WINDOW = 64 * 1024;

    @Override
    public Optional<String> scan(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            var window = new byte[WINDOW];
            int kept = 0;
            for (int read; (read = bytes.read(window, kept, WINDOW - kept)) >= 0; ) {
                int length = kept + read;
                if (holds(window, length)) {
                    return Optional.of("EICAR test file");
                }
                kept = Math.min(length, SIGN.length - 1); // it may have begun there
                System.arraycopy(window, length - kept, window, 0, kept);
            }
            return Optional.empty();
        }
    }

    private static boolean holds(byte[] bytes, int length) {
        for (int at = 0; at <= length - SIGN.length; at++) {
            if (bytes[at] == SIGN[0] && isAt(bytes, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] bytes, int at) {
        for (int i = 1; i < SIGN.length; i++) {
            if (bytes[at + i] != SIGN[i]) {
                return false;
            }
        }
        return true;
    }
}
