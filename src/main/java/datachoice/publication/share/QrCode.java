package datachoice.publication.share;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * An address as a square that cameras read.
 *
 * @param size modules in a row, with the quiet zone
 * @param path of an SVG whose unit is one module
 */
record QrCode(int size, String path) {
    /** Light modules on each side, which readers need to find the square. */
    static final int QUIET = 4;

    /** More than a module is high, so that no hairline of paper shows between two rows. */
    private static final String DOWN = "v1.02h-";

    /** @throws IllegalStateException if the address is longer than a square can hold: about 1,600 characters */
    static QrCode of(String address) {
        try {
            // a quarter of it may be scratched or covered: posters hang for months
            var modules = Encoder.encode(address, ErrorCorrectionLevel.Q).getMatrix();
            return new QrCode(modules.getWidth() + 2 * QUIET, path(modules));
        } catch (WriterException e) {
            throw new IllegalStateException("No square holds the address " + address, e);
        }
    }

    private static String path(ByteMatrix modules) {
        var path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                int from = x;
                while (x < modules.getWidth() && modules.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from + QUIET).append(' ').append(y + QUIET);
                    path.append('h')
                            .append(x - from)
                            .append(DOWN)
                            .append(x - from)
                            .append('z');
                }
            }
        }
        return path.toString();
    }
}
