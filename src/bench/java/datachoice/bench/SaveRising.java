package datachoice.bench;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.Cookie;
import static io.gatling.javaapi.http.HttpDsl.CookieKey;
import static io.gatling.javaapi.http.HttpDsl.addCookie;
import static io.gatling.javaapi.http.HttpDsl.getCookieValue;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * How many choices are saved a second. First everybody walks up to the check page, at a rate that is easy to bear; then
 * "Save my choice" is pressed at rising rates, each by somebody who has not pressed it yet.
 */
public class SaveRising extends Simulation {
    private static final double WALKING = Double.parseDouble(System.getProperty("bench.walking", "25"));
    private static final List<String> KEPT = List.of("cookie", "token", "check", "seenType1", "seenNational");

    private final Queue<Map<String, Object>> waiting = new ConcurrentLinkedQueue<>();
    private final OffsetDateTime begun = OffsetDateTime.now();

    {
        var rates = Portal.rates("bench.saves", "10,25,50,100,150");
        int needed = 0;
        for (var rate : rates) {
            needed += (int) Math.ceil(rate * Portal.STEP.toSeconds()) + 1;
        }
        try (var database = new DemoDatabase()) {
            long walk = (long) Math.ceil(needed / WALKING);
            var letters = listFeeder(database.letters((int) Math.ceil(walk * WALKING) + 1, 0))
                    .queue();
            var steps = new ArrayList<PopulationBuilder>();
            steps.add(scenario("walk up to the check page")
                    .exec(feed(letters).exec(Journey.toCheckPage(" (before)")))
                    .exec(getCookieValue(CookieKey("datachoice").saveAs("cookie")))
                    .exec(session -> {
                        waiting.add(KEPT.stream().collect(Collectors.toMap(key -> key, key -> session.get(key))));
                        return session;
                    })
                    .injectOpen(constantUsersPerSec(WALKING).during(walk)));
            for (var rate : rates) {
                var name = Portal.perSecond(rate);
                steps.add(scenario("saves at " + name)
                        .exec(exec(session -> {
                                    var somebody = waiting.poll();
                                    return somebody == null ? session.markAsFailed() : session.setAll(somebody);
                                })
                                .exitHereIfFailed())
                        .exec(addCookie(Cookie("datachoice", "#{cookie}")))
                        .exec(Journey.save(" at " + name))
                        .injectOpen(constantUsersPerSec(rate).during(Portal.STEP)));
            }
            setUp(RecordRising.oneAfterTheOther(steps)).protocols(Portal.protocol());
        }
    }

    @Override
    public void after() {
        try (var database = new DemoDatabase()) {
            System.out.println("Choices in the ledger since this began: " + database.choicesSince(begun));
        }
    }
}
