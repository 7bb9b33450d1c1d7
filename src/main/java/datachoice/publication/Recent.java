package datachoice.publication;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps what never changes and is dear to make, up to a number of entries; the longest unused goes first. */
public final class Recent<K, V> {
    private final Map<K, V> kept;

    public Recent(int most) {
        kept = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Null if it is not kept and cannot be made. Two callers at once may both make it; that is cheaper than waiting. */
    public @Nullable V get(K key, Function<K, @Nullable V> make) {
        synchronized (kept) {
            var found = kept.get(key);
            if (found != null) {
                return found;
            }
        }
        var made = make.apply(key);
        if (made != null) {
            synchronized (kept) {
                kept.put(key, made);
            }
        }
        return made;
    }
}
