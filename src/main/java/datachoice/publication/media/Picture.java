package datachoice.publication.media;

import java.util.Arrays;
import java.util.HexFormat;

/** Looks whether bytes are one whole PNG or JPEG picture, of a size that a browser can show, and nothing else. */
final class Picture {
    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final byte[] PNG_END = HexFormat.of().parseHex("0000000049454e44ae426082");
    private static final int WIDEST = 8_000;

    private Picture() {}

    /** @throws FileRefused if they are not */
    static void check(byte[] bytes, String type) {
        if (type.equals("image/png")) {
            checkPng(bytes);
        } else {
            checkJpeg(bytes);
        }
    }

    private static void checkPng(byte[] bytes) {
        if (bytes.length < 33 || !Arrays.equals(bytes, 0, 8, PNG, 0, 8)) {
            throw refused(FileRefused.Why.TYPE);
        }
        for (var at = 8; ; ) {
            if (bytes.length - at < 12) {
                throw refused(FileRefused.Why.DAMAGED);
            }
            var length = int4(bytes, at);
            var header = at == 8;
            if (length < 0 || length > bytes.length - at - 12 || header != is(bytes, at + 4, "IHDR")) {
                throw refused(FileRefused.Why.DAMAGED);
            }
            if (header) {
                checkSize(int4(bytes, at + 8), int4(bytes, at + 12));
            }
            var end = is(bytes, at + 4, "IEND");
            at += length + 12;
            if (end) {
                if (at != bytes.length || !Arrays.equals(bytes, at - 12, at, PNG_END, 0, 12)) {
                    throw refused(FileRefused.Why.DAMAGED);
                }
                return;
            }
        }
    }

    private static void checkJpeg(byte[] bytes) {
        if (bytes.length < 4 || int2(bytes, 0) != 0xFFD8 || (bytes[2] & 0xFF) != 0xFF) {
            throw refused(FileRefused.Why.TYPE);
        }
        if (int2(bytes, bytes.length - 2) != 0xFFD9) {
            throw refused(FileRefused.Why.DAMAGED);
        }
        var sized = false;
        for (var at = 2; ; ) {
            if (bytes.length - at < 4 || (bytes[at] & 0xFF) != 0xFF) {
                throw refused(FileRefused.Why.DAMAGED);
            }
            var marker = bytes[at + 1] & 0xFF;
            var length = int2(bytes, at + 2);
            if (length < 2 || length > bytes.length - at - 2) {
                throw refused(FileRefused.Why.DAMAGED);
            }
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                if (length < 8) {
                    throw refused(FileRefused.Why.DAMAGED);
                }
                checkSize(int2(bytes, at + 7), int2(bytes, at + 5));
                sized = true;
            }
            if (marker == 0xDA) {
                if (!sized) {
                    throw refused(FileRefused.Why.DAMAGED);
                }
                return;
            }
            at += 2 + length;
        }
    }

    private static void checkSize(int width, int height) {
        if (width < 1 || height < 1 || width > WIDEST || height > WIDEST) {
            throw refused(FileRefused.Why.DAMAGED);
        }
    }

    private static FileRefused refused(FileRefused.Why why) {
        return new FileRefused(FileKind.POSTER, why);
    }

    private static boolean is(byte[] bytes, int at, String four) {
        for (var i = 0; i < 4; i++) {
            if (bytes[at + i] != four.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int int2(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private static int int4(byte[] bytes, int at) {
        return int2(bytes, at) << 16 | int2(bytes, at + 2);
    }
}
