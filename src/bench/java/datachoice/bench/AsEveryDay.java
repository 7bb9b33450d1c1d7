package datachoice.bench;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.Cookie;
import static io.gatling.javaapi.http.HttpDsl.addCookie;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The same rates for a long time: choices saved, and beside them, if wanted, public pages, own pages and practice lists.
 * Each choice is saved with a letter of its own, by somebody whose answer already waits on the check page; what that takes
 * is put into the database a few minutes ahead, beside the load.
 */
public class AsEveryDay extends Simulation {
    private static final Duration TIME = Duration.ofMinutes(Long.getLong("bench.minutes", 30));
    private static final int AT_A_TIME = 500;

    /** Some minutes ahead, and within the quarter of an hour that an idle session lives. */
    private static final int AHEAD = 20_000;

    private final OffsetDateTime begun = OffsetDateTime.now();

    {
        double saves = rate("bench.save-rate", "150");
        double visits = rate("bench.visit-rate", "0");
        double own = rate("bench.own-rate", "0");
        double lists = rate("bench.list-rate", "0");
        int needed = (int) Math.ceil(saves * TIME.plus(Portal.WARM_UP).toSeconds()) + AT_A_TIME;
        var waiting = new ArrayBlockingQueue<Map<String, Object>>(AHEAD);
        try (var database = new DemoDatabase()) {
            prepare(database.savers(needed), needed, waiting);
            Iterator<Map<String, Object>> pages = new Waiting(waiting);
            var all = new ArrayList<PopulationBuilder>();
            all.add(scenario("saves (warm-up)")
                    .exec(feed(pages).exec(addCookie(Cookie("datachoice", "#{cookie}")), Journey.save(" (warm-up)")))
                    .injectOpen(rampUsersPerSec(1).to(saves).during(Portal.WARM_UP))
                    .andThen(scenario("saves")
                            .exec(feed(pages)
                                    .exec(
                                            addCookie(Cookie("datachoice", "#{cookie}")),
                                            Journey.save(" at " + Portal.perSecond(saves))))
                            .injectOpen(constantUsersPerSec(saves).during(TIME))));
            if (visits > 0) {
                all.add(scenario("visits")
                        .exec(PublicPages.visit(PublicPages.film(), " at " + Portal.perSecond(visits)))
                        .injectOpen(
                                rampUsersPerSec(1).to(visits).during(Portal.WARM_UP),
                                constantUsersPerSec(visits).during(TIME)));
            }
            if (own > 0) {
                var people = listFeeder(OwnPage.signedIn(database)).circular();
                all.add(scenario("own pages")
                        .exec(OwnPage.page(people, " at " + Portal.perSecond(own)))
                        .injectOpen(
                                rampUsersPerSec(1).to(own).during(Portal.WARM_UP),
                                constantUsersPerSec(own).during(TIME)));
            }
            if (lists > 0) {
                var staff = listFeeder(PracticePages.signedIn()).circular();
                var kinds = listFeeder(PracticePages.lists()).circular();
                all.add(scenario("practice lists")
                        .exec(PracticePages.page(staff, kinds, " at " + Portal.perSecond(lists)))
                        .injectOpen(
                                rampUsersPerSec(1).to(lists).during(Portal.WARM_UP),
                                constantUsersPerSec(lists).during(TIME)));
            }
            setUp(all).protocols(Portal.protocol());
        }
    }

    private static double rate(String setting, String byDefault) {
        return Portal.rates(setting, byDefault)[0];
    }

    /** Fills the queue, and keeps it full, until so many were prepared; the first are there when this returns. */
    private static void prepare(List<UUID> people, int needed, BlockingQueue<Map<String, Object>> waiting) {
        var thread = new Thread(
                () -> {
                    try (var database = new DemoDatabase()) {
                        for (int from = 0; from < needed; from += AT_A_TIME) {
                            var next = new ArrayList<UUID>();
                            for (int i = from; i < from + AT_A_TIME; i++) {
                                next.add(people.get(i % people.size()));
                            }
                            for (var page : database.checkPages(next)) {
                                waiting.put(page);
                            }
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "prepare");
        thread.setDaemon(true);
        thread.start();
        try {
            while (thread.isAlive() && waiting.size() < Math.min(needed, AHEAD) / 2) {
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The queue as Gatling wants it. */
    private record Waiting(BlockingQueue<Map<String, Object>> queue) implements Iterator<Map<String, Object>> {
        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Map<String, Object> next() {
            try {
                var page = queue.poll(10, TimeUnit.SECONDS);
                if (page == null) {
                    throw new IllegalStateException(
                            "Nobody waits on a check page: they are not prepared quickly enough");
                }
                return page;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void after() {
        try (var database = new DemoDatabase()) {
            System.out.println("Choices in the ledger since this began: " + database.choicesSince(begun));
        }
    }
}
