package datachoice.bench;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.ArrayList;
import java.util.Collections;

/**
 * People with letters arrive at rising rates, whether or not those before them are done, and each walks from the letter to
 * the receipt: seven requests for each choice.
 */
public class RecordRising extends Simulation {
    {
        var rates = Portal.rates("bench.journeys", "5,10,20,30");
        int needed = (int) Math.ceil(rates[0] * Portal.WARM_UP.toSeconds()) + 1;
        for (var rate : rates) {
            needed += (int) Math.ceil(rate * Portal.STEP.toSeconds()) + 1;
        }
        try (var database = new DemoDatabase()) {
            var letters = listFeeder(database.letters(needed, 0)).queue();
            var steps = new ArrayList<PopulationBuilder>();
            steps.add(scenario("warm-up")
                    .exec(feed(letters).exec(Journey.whole(" (warm-up)")))
                    .injectOpen(constantUsersPerSec(rates[0]).during(Portal.WARM_UP)));
            for (var rate : rates) {
                var name = Portal.perSecond(rate);
                steps.add(scenario("journeys at " + name)
                        .exec(feed(letters).exec(Journey.whole(" at " + name)))
                        .injectOpen(constantUsersPerSec(rate).during(Portal.STEP)));
            }
            setUp(oneAfterTheOther(steps)).protocols(Portal.protocol());
        }
    }

    /** Each begins when everybody of the one before has left. */
    static PopulationBuilder oneAfterTheOther(ArrayList<PopulationBuilder> steps) {
        Collections.reverse(steps);
        var last = steps.get(0);
        for (var earlier : steps.subList(1, steps.size())) {
            last = earlier.andThen(last);
        }
        return last;
    }
}
