package datachoice.bench;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.Cookie;
import static io.gatling.javaapi.http.HttpDsl.addCookie;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.FeederBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * People with accounts look at their own page. Each signs in once, before the measured time: a password costs a hash on
 * purpose.
 */
public class OwnPage extends Simulation {
    private static final String PASSWORD = "better-information-2014"; // printed in the README, refused outside the demo
    private static final int PEOPLE = Integer.getInteger("bench.accounts", 100);

    {
        try (var database = new DemoDatabase()) {
            var people = listFeeder(signedIn(database)).circular();
            var steps = new ArrayList<PopulationBuilder>();
            steps.add(scenario("one client")
                    .exec(repeat(Integer.getInteger("bench.warm-up-pages", 300)).on(page(people, " (warm-up)")))
                    .exec(repeat(Integer.getInteger("bench.pages", 1000)).on(page(people, ", one client")))
                    .injectOpen(atOnceUsers(1)));
            for (var rate : Portal.rates("bench.own", "25,50,100")) {
                var name = Portal.perSecond(rate);
                steps.add(scenario("own pages at " + name)
                        .exec(page(people, " at " + name))
                        .injectOpen(constantUsersPerSec(rate).during(Portal.STEP)));
            }
            setUp(RecordRising.oneAfterTheOther(steps)).protocols(Portal.protocol());
        }
    }

    /** People with accounts and a choice, each with the cookie of a session. */
    static List<Map<String, Object>> signedIn(DemoDatabase database) {
        var signedIn = new ArrayList<Map<String, Object>>();
        for (var account : database.accounts(PEOPLE)) {
            signedIn.add(Map.of(
                    "person", account.get("person"),
                    "cookie", Portal.withPassword(account.get("email"), PASSWORD)));
        }
        return signedIn;
    }

    static ChainBuilder page(FeederBuilder<Object> people, String suffix) {
        return feed(people)
                .exec(addCookie(Cookie("datachoice", "#{cookie}")))
                .exec(http("own page" + suffix).get("/choices/#{person}").check(status().is(200)));
    }
}
