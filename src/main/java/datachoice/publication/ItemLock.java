package datachoice.publication;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whoever changes what is live of an item waits for whoever does so already: without this a version could be withdrawn after
 * another one took its place, and the archive would say so for good. Taken after the lock of a draft, never before it.
 */
final class ItemLock {
    private ItemLock() {}

    /** Until the end of this transaction. */
    static void take(JdbcClient jdbc, String slug) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('publication.item:' || ?))")
                .param(slug)
                .query((row, i) -> true)
                .list();
    }
}
