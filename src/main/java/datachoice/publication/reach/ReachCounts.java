package datachoice.publication.reach;

import datachoice.core.UkTime;
import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts on the way and writes now and then, so that nobody who reads waits for a row that everybody changes. A node that
 * is killed forgets what it counted since it last wrote: half a minute.
 */
@Component
class ReachCounts implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ReachCounts.class);

    private static final int SECONDS = 30;

    /** Pages and papers counted between two writings: more than any portal publishes. */
    private static final int MOST = 5_000;
    /** Files, of which anybody may invent numbers: they take no room from pages. */
    private static final int MOST_FILES = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Counted, Long> counts = new ConcurrentHashMap<>();
    private final Map<Counted, Long> files = new ConcurrentHashMap<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "reach");
        thread.setDaemon(true);
        return thread;
    });

    ReachCounts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        writer.scheduleWithFixedDelay(this::write, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    /**
     * What is counted.
     *
     * @param item null where only a file is known
     * @param n 0 for the version that is live when it is written
     * @param file of a version; null where the item is known
     * @param day in the United Kingdom
     */
    private record Counted(
            @Nullable String item, int n, @Nullable UUID file, Reached how, LocalDate day) {}

    void version(String item, int n, Reached how) {
        count(new Counted(item, n, null, how, UkTime.today(clock)));
    }

    void live(String item, Reached how) {
        count(new Counted(item, 0, null, how, UkTime.today(clock)));
    }

    /**
     * Of a version that has it, the live one first, and English before translations that share its pictures; one that no
     * version has is not written.
     */
    void file(UUID file, Reached how) {
        count(new Counted(null, 0, file, how, UkTime.today(clock)));
    }

    private void count(Counted what) {
        var kept = what.file() == null ? counts : files;
        if (kept.size() < (what.file() == null ? MOST : MOST_FILES) || kept.containsKey(what)) {
            kept.merge(what, 1L, Long::sum);
        }
    }

    /** Adds what was counted to the days. What cannot be written now is written the next time. */
    synchronized void write() {
        var times = new LinkedHashMap<Counted, Long>();
        for (var kept : List.of(counts, files)) {
            for (var what : kept.keySet()) {
                var counted = kept.remove(what);
                if (counted != null) { // a key may be seen twice while others count on
                    times.merge(what, counted, Long::sum);
                }
            }
        }
        if (times.isEmpty()) {
            return;
        }
        try {
            store(times);
        } catch (RuntimeException e) {
            times.forEach((what, sum) -> (what.file() == null ? counts : files).merge(what, sum, Long::sum));
            LOG.warn("What was read could not be written down, and is kept: {}", e.getMessage());
        }
    }

    private void store(Map<Counted, Long> times) {
        var counted = times.keySet();
        jdbc.sql("""
                        insert into publication.reach (item, n, how, day, times)
                        select v.item, v.n, c.how, c.day, sum(c.times)
                        from unnest(:items::text[], :ns::int[], :files::uuid[], :hows::text[], :days::date[], :times::bigint[])
                            c(item, n, file, how, day, times)
                        left join publication.live l on l.item = c.item and c.n = 0
                        left join lateral (
                            select f.item, f.n from publication.version f
                            where c.file in (f.video, f.described, f.waiting_room, f.signed, f.audio)
                            order by exists (select from publication.live x where x.item = f.item and x.n = f.n) desc,
                                exists (select from publication.item i where i.slug = f.item and i.edition_of is not null), f.live_from desc
                            limit 1) f on true
                        join publication.version v on v.item = coalesce(f.item, c.item) and v.n = coalesce(f.n, l.n, c.n)
                        group by 1, 2, 3, 4
                        order by 1, 2, 3, 4
                        on conflict (item, n, how, day) do update set times = publication.reach.times + excluded.times
                        """)
                .param("items", counted.stream().map(Counted::item).toArray(String[]::new))
                .param("ns", counted.stream().map(Counted::n).toArray(Integer[]::new))
                .param("files", counted.stream().map(Counted::file).toArray(UUID[]::new))
                .param("hows", counted.stream().map(one -> one.how().name()).toArray(String[]::new))
                .param(
                        "days",
                        counted.stream().map(one -> Date.valueOf(one.day())).toArray(Date[]::new))
                .param("times", times.values().toArray(Long[]::new))
                .update();
    }

    @Override
    public void destroy() {
        writer.shutdown();
        write();
    }
}
