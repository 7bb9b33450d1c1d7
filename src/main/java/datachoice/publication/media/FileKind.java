package datachoice.publication.media;

import java.util.List;
import java.util.Map;

/** What may be uploaded, how large it may be, and by which endings and stored types it goes. */
public enum FileKind {
    VIDEO(500 * 1024 * 1024, Map.of("mp4", "video/mp4")),
    POSTER(2 * 1024 * 1024, Map.of("png", "image/png", "jpg", "image/jpeg", "jpeg", "image/jpeg")),
    CAPTIONS(1024 * 1024, Map.of("vtt", "text/vtt")),
    AUDIO(50 * 1024 * 1024, Map.of("mp3", "audio/mpeg"));

    private final long largest;
    private final Map<String, String> types;

    FileKind(long largest, Map<String, String> types) {
        this.largest = largest;
        this.types = types;
    }

    /** In bytes. */
    public long largest() {
        return largest;
    }

    public long largestMegabytes() {
        return largest / (1024 * 1024);
    }

    /** The types that such a file is stored and served with. */
    public List<String> types() {
        return types.values().stream().distinct().sorted().toList();
    }

    /** @throws FileRefused if no file of this kind has such an ending */
    String typeFor(FileName name) {
        var type = types.get(name.extension());
        if (type == null) {
            throw new FileRefused(this, FileRefused.Why.TYPE);
        }
        return type;
    }
}
