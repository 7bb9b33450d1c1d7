package datachoice.publication;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** For paper that is dear to make: of those on one node who ask for the same at once, one makes it and the others wait. */
public final class MadeOnce<K, V> {
    /** Each holds a thread of the server, which others need. */
    private static final int MOST_WAITING = 25;

    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final ConcurrentHashMap<K, CompletableFuture<V>> inTheMaking = new ConcurrentHashMap<>();
    private final Duration longest;

    /** @param longest that anybody waits for what somebody else is making */
    public MadeOnce(Duration longest) {
        this.longest = longest;
    }

    /** @throws PrinterBusy if somebody else is making it and does not come to an end, or many wait; and whatever the maker throws */
    public V get(K key, Supplier<V> make) {
        var mine = new CompletableFuture<V>();
        var others = inTheMaking.putIfAbsent(key, mine);
        if (others != null) {
            return awaited(others);
        }
        try {
            var made = make.get();
            mine.complete(made);
            return made;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            inTheMaking.remove(key, mine);
        }
    }

    /** By somebody else, who may also be a job that has all the time it needs. */
    private V awaited(CompletableFuture<V> others) {
        if (!places.tryAcquire()) {
            throw new PrinterBusy();
        }
        try {
            return others.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new PrinterBusy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PrinterBusy();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new CompletionException(e.getCause());
        } finally {
            places.release();
        }
    }
}
