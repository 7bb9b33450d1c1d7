package datachoice.bench;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.ArrayList;

/** The one page of the smallest application ({@code src/bench/smallest}): what the same parts cost when they do nothing. */
public class EmptyPage extends Simulation {
    {
        var steps = new ArrayList<PopulationBuilder>();
        steps.add(scenario("one client")
                .exec(repeat(300).on(page(" (warm-up)")))
                .exec(repeat(1000).on(page(", one client")))
                .injectOpen(atOnceUsers(1)));
        for (var rate : Portal.rates("bench.visits", "100,300")) {
            var name = Portal.perSecond(rate);
            steps.add(scenario("visits at " + name)
                    .exec(page(" at " + name))
                    .injectOpen(constantUsersPerSec(rate).during(Portal.STEP)));
        }
        setUp(RecordRising.oneAfterTheOther(steps)).protocols(Portal.protocol());
    }

    private static ChainBuilder page(String suffix) {
        return CoreDsl.exec(http("smallest application" + suffix).get("/").check(status().is(200)));
    }
}
