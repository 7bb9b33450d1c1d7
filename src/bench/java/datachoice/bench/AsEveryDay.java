package datachoice.bench;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.Cookie;
import static io.gatling.javaapi.http.HttpDsl.addCookie;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same rates for a long time: choices saved, and beside them, if wanted, public pages, own pages and practice lists.
 * Each choice is saved with a letter of its own, by somebody who does so once and whose answer already waits on the check
 * page; what that takes is put into the database before the load begins.
 */
public class AsEveryDay extends Simulation {
    private static final Duration TIME = Duration.ofMinutes(Long.getLong("bench.minutes", 30));

    /** As mornings begin: a JVM that has just started is still compiling itself. One second is all of the rate at once. */
    private static final Duration MORNING = Duration.ofSeconds(Long.getLong("bench.morning", 90));

    /** Counted by itself. */
    private static final String WARMING = " (warm-up)";

    private static final int AT_A_TIME = 500;

    private final OffsetDateTime begun = OffsetDateTime.now();

    {
        double saves = rate("bench.save-rate", "150");
        double visits = rate("bench.visit-rate", "0");
        double own = rate("bench.own-rate", "0");
        double lists = rate("bench.list-rate", "0");
        int needed = (int) Math.ceil(saves * TIME.plus(MORNING).toSeconds());
        try (var database = new DemoDatabase()) {
            var pages = listFeeder(checkPages(database, needed)).queue();
            var all = new ArrayList<PopulationBuilder>();
            var save = feed(pages).exec(addCookie(Cookie("datachoice", "#{cookie}")), Journey.save(WARMING));
            all.add(beginning("saves", save, saves)
                    .andThen(scenario("saves")
                            .exec(feed(pages)
                                    .exec(
                                            addCookie(Cookie("datachoice", "#{cookie}")),
                                            Journey.save(" at " + Portal.perSecond(saves))))
                            .injectOpen(constantUsersPerSec(saves).during(TIME))));
            if (visits > 0) {
                var film = PublicPages.film();
                all.add(beginning("visits", PublicPages.visit(film, WARMING), visits)
                        .andThen(scenario("visits")
                                .exec(PublicPages.visit(film, " at " + Portal.perSecond(visits)))
                                .injectOpen(constantUsersPerSec(visits).during(TIME))));
            }
            if (own > 0) {
                var people = listFeeder(OwnPage.signedIn(database)).circular();
                all.add(beginning("own pages", OwnPage.page(people, WARMING), own)
                        .andThen(scenario("own pages")
                                .exec(OwnPage.page(people, " at " + Portal.perSecond(own)))
                                .injectOpen(constantUsersPerSec(own).during(TIME))));
            }
            if (lists > 0) {
                var staff = listFeeder(PracticePages.signedIn()).circular();
                var kinds = listFeeder(PracticePages.lists()).circular();
                all.add(beginning("practice lists", PracticePages.page(staff, kinds, WARMING), lists)
                        .andThen(scenario("practice lists")
                                .exec(PracticePages.page(staff, kinds, " at " + Portal.perSecond(lists)))
                                .injectOpen(constantUsersPerSec(lists).during(TIME))));
            }
            setUp(all).protocols(Portal.protocol());
        }
    }

    private static PopulationBuilder beginning(String name, ChainBuilder step, double rate) {
        return scenario(name + WARMING)
                .exec(step)
                .injectOpen(rampUsersPerSec(1).to(rate).during(MORNING));
    }

    private static double rate(String setting, String byDefault) {
        return Portal.rates(setting, byDefault)[0];
    }

    private static List<Map<String, Object>> checkPages(DemoDatabase database, int number) {
        var people = database.savers(number);
        var pages = new ArrayList<Map<String, Object>>();
        for (int from = 0; from < number; from += AT_A_TIME) {
            pages.addAll(database.checkPages(people.subList(from, Math.min(number, from + AT_A_TIME))));
        }
        return pages;
    }

    @Override
    public void after() {
        try (var database = new DemoDatabase()) {
            System.out.println("Choices in the ledger since this began: " + database.choicesSince(begun));
        }
    }
}
