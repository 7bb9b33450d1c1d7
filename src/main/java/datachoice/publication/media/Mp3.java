package datachoice.publication.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * Looks whether a file is MPEG-1 or MPEG-2 audio, layer III: behind its notes, if it has some, frame must follow frame to the
 * end of the file, but for the old notes that some programs add there.
 *
 * @see <a href="https://www.iso.org/standard/22412.html">ISO/IEC 11172-3</a>
 */
final class Mp3 {
    private static final int HEADER = 4;
    private static final int NOTES_HEADER = 10;
    /** ID3v1, at the end: "TAG" and 125 bytes. */
    private static final int OLD_NOTES = 128;

    private static final int[] KILOBITS_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KILOBITS_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] HERTZ_1 = {44_100, 48_000, 32_000};

    private Mp3() {}

    /** @throws FileRefused if it is not */
    static void check(FileChannel file) throws IOException {
        long at = notes(file);
        int frames = 0;
        while (at < file.size()) {
            if (file.size() - at == OLD_NOTES
                    && new String(read(file, at, 3), StandardCharsets.US_ASCII).equals("TAG")) {
                break;
            }
            int length = frame(read(file, at, HEADER));
            if (length == 0 || length > file.size() - at) {
                throw refused(frames);
            }
            at += length;
            frames++;
        }
        if (frames == 0) {
            throw refused(0);
        }
    }

    private static FileRefused refused(int frames) {
        return new FileRefused(FileKind.AUDIO, frames == 0 ? FileRefused.Why.TYPE : FileRefused.Why.DAMAGED);
    }

    /** How long the notes at the start are: ID3v2, whose length is written in four times seven bits. */
    private static long notes(FileChannel file) throws IOException {
        if (file.size() < NOTES_HEADER) {
            throw refused(0);
        }
        var head = read(file, 0, NOTES_HEADER);
        if (head[0] != 'I' || head[1] != 'D' || head[2] != '3') {
            return 0;
        }
        if ((head[6] | head[7] | head[8] | head[9]) < 0) {
            throw refused(0); // an eighth bit, which none of the four has
        }
        return NOTES_HEADER + (head[6] << 21 | head[7] << 14 | head[8] << 7 | head[9]);
    }

    /** Length of the frame with that header, in bytes; 0 for what is none. */
    private static int frame(byte[] head) {
        if (head.length < HEADER || (head[0] & 0xFF) != 0xFF || (head[1] & 0xE6) != 0xE2) {
            return 0; // eleven bits of 1, then a version, then layer III
        }
        int version = head[1] >> 3 & 3;
        int rate = head[2] >> 4 & 15;
        int hertz = head[2] >> 2 & 3;
        if (version == 1 || rate == 0 || rate == 15 || hertz == 3) {
            return 0;
        }
        boolean first = version == 3;
        int samples = HERTZ_1[hertz] / (first ? 1 : version == 2 ? 2 : 4);
        int padding = head[2] >> 1 & 1;
        return (first ? 144 * KILOBITS_1[rate] : 72 * KILOBITS_2[rate]) * 1000 / samples + padding;
    }

    private static byte[] read(FileChannel file, long at, int length) throws IOException {
        var bytes = ByteBuffer.allocate((int) Math.min(length, file.size() - at));
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) >= 0) {
            // goes on
        }
        return bytes.array();
    }
}
