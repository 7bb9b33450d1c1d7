package datachoice.publication.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Small files that are what they say. */
public final class TestFiles {
    private TestFiles() {}

    /** The boxes of a film of no length, as far as anybody looks at them. */
    public static byte[] film(String format) {
        return film(format, new byte[100]);
    }

    /** A film that says that it lasts so long. */
    public static byte[] filmOf(int seconds) {
        return film(
                "avc1",
                ByteBuffer.allocate(100)
                        .putInt(12, 600)
                        .putInt(16, 600 * seconds)
                        .array());
    }

    /** The same, as films of many hours say it. */
    public static byte[] longFilmOf(int seconds) {
        return film(
                "avc1",
                ByteBuffer.allocate(112)
                        .put(0, (byte) 1)
                        .putInt(20, 90_000)
                        .putLong(24, 90_000L * seconds)
                        .array());
    }

    private static byte[] film(String format, byte[] header) {
        var entry = box(format, new byte[78]);
        var stsd = box("stsd", join(new byte[] {0, 0, 0, 0, 0, 0, 0, 1}, entry));
        var trak = box("trak", box("mdia", box("minf", box("stbl", stsd))));
        return join(
                ftyp(),
                box("free", new byte[4]),
                box("moov", join(box("mvhd", header), trak)),
                box("mdat", new byte[1_000]));
    }

    public static byte[] film() {
        return film("avc1");
    }

    public static byte[] ftyp() {
        return box("ftyp", "isom\0\0\2\0isomavc1".getBytes(StandardCharsets.ISO_8859_1));
    }

    public static byte[] box(String type, byte[] inside) {
        return ByteBuffer.allocate(8 + inside.length)
                .putInt(8 + inside.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(inside)
                .array();
    }

    public static byte[] picture(String format) {
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(16, 9, BufferedImage.TYPE_INT_RGB), format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] captions() {
        return "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello\n".getBytes(StandardCharsets.UTF_8);
    }

    /** Three frames of 16 kilobits at 16 kHz, as MPEG-2 has them: 72 bytes each. */
    public static byte[] recording() {
        var frame = new byte[72];
        frame[0] = (byte) 0xFF;
        frame[1] = (byte) 0xF3;
        frame[2] = 0x28;
        return join(frame, frame, frame);
    }

    /** The file that every scanner is tried out with; in two halves, so that none finds it in here. */
    public static byte[] testVirus() {
        return ("X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
                .getBytes(StandardCharsets.US_ASCII);
    }

    public static byte[] join(byte[]... parts) {
        try (var out = new ByteArrayOutputStream()) {
            for (var part : parts) {
                out.write(part);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
