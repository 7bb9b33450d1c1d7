package datachoice.bench;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.Cookie;
import static io.gatling.javaapi.http.HttpDsl.addCookie;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;

/** Staff at Elm Surgery take the whole list out, all filters open; each file must hold every row. 30 an hour are allowed. */
public class Export extends Simulation {
    {
        var cookie = Portal.oneClick("staff@elm.example");
        try (var database = new DemoDatabase()) {
            long rows = database.listed("E85001");
            setUp(scenario("one client")
                            .exec(addCookie(Cookie("datachoice", cookie)))
                            .exec(http("form (before)")
                                    .get("/practice/choices.csv?choice=&status=")
                                    .check(status().is(200), Portal.token()))
                            .exec(repeat(Integer.getInteger("bench.warm-up-files", 8))
                                    .on(file(rows, " (warm-up)")))
                            .exec(repeat(Integer.getInteger("bench.files", 20)).on(file(rows, ", one client")))
                            .injectOpen(atOnceUsers(1)))
                    .protocols(Portal.protocol());
        }
    }

    private static ChainBuilder file(long rows, String suffix) {
        return exec(http("file of " + rows + " rows" + suffix)
                .post("/practice/choices.csv")
                .formParam("_csrf", "#{token}")
                .formParam("choice", "")
                .formParam("status", "")
                .formParam("sort", "-set")
                .formParam("reason", "RECONCILING")
                .check(
                        status().is(200),
                        bodyString().transform(csv -> csv.lines().count() - 1).is(rows)));
    }
}
