package datachoice.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The one secret of this portal, from a file, and the keys derived from it: a separate one for each use, so that what one
 * use reveals helps nobody with another. All nodes need the same file. Changing it voids unused letter codes, codes sent by
 * e-mail, open invitations, answers kept while somebody signs in, and counts of tries; and nothing else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869, HKDF: extract once, expand by label</a>
 */
@Component
public class SecretKeys {
    private static final int LEAST_BYTES = 32;
    private static final int MADE_BYTES = 64;
    private final byte[] root;

    /** @throws IllegalStateException with one line for the person at the console */
    SecretKeys(PortalSettings settings, @Value("${datachoice.key-file:}") String keyFile) {
        this.root = hmac("datachoice".getBytes(StandardCharsets.US_ASCII), secret(settings, keyFile));
    }

    /**
     * What nobody can make, or recognise, without the key of that use.
     *
     * @param use what the mark is for, such as {@code letter-code}
     * @return 32 bytes
     */
    public byte[] mark(String use, String text) {
        return hmac(key(use), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same as lower-case hexadecimal digits. */
    public String hexMark(String use, String text) {
        return HexFormat.of().formatHex(mark(use, text));
    }

    /** The key of that use, 32 bytes. */
    public byte[] key(String use) {
        return hmac(root, (use + '\u0001').getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] secret(PortalSettings settings, String keyFile) {
        if (!keyFile.isBlank()) {
            return read(Path.of(keyFile));
        }
        if (!settings.demo()) {
            throw new IllegalStateException(
                    "DATACHOICE_KEY_FILE is not set: it names a file with at least 32 random bytes, the same on every node");
        }
        var keys = new SecretFiles(settings.home().resolve("keys"));
        try {
            keys.secret("portal", MADE_BYTES);
        } catch (IOException e) {
            throw new IllegalStateException("The key file " + keys.file("portal") + " cannot be made: " + e, e);
        }
        return read(keys.file("portal"));
    }

    private static byte[] read(Path file) {
        try {
            var secret = Files.readAllBytes(file);
            if (secret.length < LEAST_BYTES) {
                throw new IllegalStateException(
                        "The key file " + file + " is too short: it needs at least " + LEAST_BYTES + " random bytes");
            }
            return secret;
        } catch (IOException e) {
            throw new IllegalStateException("The key file " + file + " cannot be read: " + e, e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
