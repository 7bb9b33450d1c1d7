package datachoice.bench;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Simulation;

/** One person after the other records a choice: what saving costs when nobody else is there. */
public class RecordOneClient extends Simulation {
    private static final int WARM_UP = Integer.getInteger("bench.warm-up-choices", 200);
    private static final int CHOICES = Integer.getInteger("bench.choices", 500);

    {
        try (var database = new DemoDatabase()) {
            var letters = listFeeder(database.letters(WARM_UP + CHOICES, 0)).queue();
            setUp(scenario("one client")
                            .exec(repeat(WARM_UP).on(feed(letters).exec(Journey.whole(" (warm-up)"))))
                            .exec(repeat(CHOICES).on(feed(letters).exec(Journey.whole(""))))
                            .injectOpen(atOnceUsers(1)))
                    .protocols(Portal.protocol())
                    .assertions(global().failedRequests().count().is(0L));
        }
    }
}
