package datachoice.publication.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Looks whether a file is an MP4 film with H.264 pictures: its boxes must fill it from the first byte to the last, so
 * that nothing can be hidden behind or between them.
 *
 * @see <a href="https://www.iso.org/standard/83102.html">ISO/IEC 14496-12, ISO base media file format</a>
 */
final class Mp4 {
    private static final Set<String> BOXES = Set.of(
            "ftyp", "moov", "mdat", "free", "skip", "wide", "udta", "meta", "sidx", "styp", "moof", "mfra", "pdin",
            "uuid");
    private static final Set<String> BRANDS = Set.of(
            "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "M4VH", "M4VP", "dash", "f4v ");
    private static final int MOST_BOXES = 100_000;
    private static final long LARGEST_INDEX = 16 * 1024 * 1024;

    private int boxes;
    private boolean video;
    private long milliseconds;

    private Mp4() {}

    /**
     * @return how long it lasts, in milliseconds; empty where it does not say
     * @throws FileRefused if it is not
     */
    static OptionalLong check(FileChannel file) throws IOException {
        try {
            var film = new Mp4();
            film.checkBoxes(file);
            return film.milliseconds > 0 ? OptionalLong.of(film.milliseconds) : OptionalLong.empty();
        } catch (EOFException e) {
            throw new FileRefused(FileKind.VIDEO, FileRefused.Why.DAMAGED);
        }
    }

    private void checkBoxes(FileChannel file) throws IOException {
        var size = file.size();
        var moov = false;
        var mdat = false;
        for (long at = 0; at < size; ) {
            var box = box(read(file, at, (int) Math.min(16, size - at)), 0, at == 0);
            if (at == 0 && !isFilm(file, box)) {
                throw new FileRefused(FileKind.VIDEO, FileRefused.Why.TYPE);
            }
            var length = box.length == 0 ? size - at : box.length;
            if (!BOXES.contains(box.type) || length > size - at || (at > 0 && box.type.equals("ftyp"))) {
                throw new FileRefused(FileKind.VIDEO, FileRefused.Why.DAMAGED);
            }
            if (box.type.equals("moov")) {
                if (moov || length > LARGEST_INDEX) {
                    throw new FileRefused(FileKind.VIDEO, FileRefused.Why.DAMAGED);
                }
                moov = true;
                tracks(read(file, at + box.header, (int) (length - box.header)), "moov");
            }
            mdat |= box.type.equals("mdat");
            at += length;
        }
        if (!moov || !mdat) {
            throw new FileRefused(FileKind.VIDEO, FileRefused.Why.DAMAGED);
        }
        if (!video) {
            throw new FileRefused(FileKind.VIDEO, FileRefused.Why.CODEC);
        }
    }

    private static boolean isFilm(FileChannel file, Box box) throws IOException {
        return box.type.equals("ftyp")
                && box.length >= 16
                && box.length <= 512
                && box.length <= file.size()
                && BRANDS.contains(text(read(file, 8, 4), 0));
    }

    /** Goes down to the table that names the format of each track's pictures or sounds. */
    private void tracks(ByteBuffer inside, String parent) throws EOFException {
        for (var at = 0; at < inside.limit(); ) {
            var box = box(inside, at, false);
            var length = box.length == 0 ? inside.limit() - at : box.length;
            if (length > inside.limit() - at) {
                throw new FileRefused(FileKind.VIDEO, FileRefused.Why.DAMAGED);
            }
            if (box.type.equals(below(parent))) {
                tracks(inside.slice(at + box.header, (int) (length - box.header)), box.type);
            } else if (parent.equals("moov") && box.type.equals("mvhd")) {
                length(inside.slice(at + box.header, (int) (length - box.header)));
            } else if (parent.equals("stbl") && box.type.equals("stsd")) {
                formats(inside.slice(at + box.header, (int) (length - box.header)));
            }
            at += (int) length;
        }
    }

    /** Version, two times, how many parts a second has, and how many of these parts: the later version with longer numbers. */
    private void length(ByteBuffer header) throws EOFException {
        boolean large = header.limit() > 0 && header.get(0) == 1;
        if (header.limit() < (large ? 32 : 20)) {
            throw new EOFException();
        }
        var second = Integer.toUnsignedLong(header.getInt(large ? 20 : 12));
        var parts = large ? header.getLong(24) : Integer.toUnsignedLong(header.getInt(16));
        boolean unknown = second == 0 || parts < 0 || parts == (large ? -1 : 0xFFFF_FFFFL);
        milliseconds = unknown ? 0 : Math.round(parts * 1000.0 / second);
    }

    private static String below(String parent) {
        return switch (parent) {
            case "moov" -> "trak";
            case "trak" -> "mdia";
            case "mdia" -> "minf";
            case "minf" -> "stbl";
            default -> "";
        };
    }

    private void formats(ByteBuffer table) throws EOFException {
        if (table.limit() < 16) {
            throw new EOFException();
        }
        var format = box(table, 8, false).type;
        if (format.equals("avc1") || format.equals("avc3")) {
            video = true;
        } else if (!Set.of("mp4a", "text", "tx3g", "tmcd").contains(format)) {
            throw new FileRefused(FileKind.VIDEO, FileRefused.Why.CODEC);
        }
    }

    private Box box(ByteBuffer bytes, int at, boolean first) throws EOFException {
        if (++boxes > MOST_BOXES) {
            throw new FileRefused(FileKind.VIDEO, FileRefused.Why.DAMAGED);
        }
        if (bytes.limit() - at < 8) {
            throw new FileRefused(FileKind.VIDEO, first ? FileRefused.Why.TYPE : FileRefused.Why.DAMAGED);
        }
        var length = Integer.toUnsignedLong(bytes.getInt(at));
        var header = 8;
        if (length == 1) {
            if (bytes.limit() - at < 16) {
                throw new EOFException();
            }
            length = bytes.getLong(at + 8);
            header = 16;
        }
        if (length != 0 && length < header) {
            throw new FileRefused(FileKind.VIDEO, first ? FileRefused.Why.TYPE : FileRefused.Why.DAMAGED);
        }
        return new Box(text(bytes, at + 4), length, header);
    }

    private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }

    private static String text(ByteBuffer bytes, int at) {
        var four = new byte[4];
        bytes.get(at, four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }

    /** @param length with the header; 0 for one that reaches to the end */
    private record Box(String type, long length, int header) {}
}
