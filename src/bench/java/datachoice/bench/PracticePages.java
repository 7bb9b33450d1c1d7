package datachoice.bench;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.Cookie;
import static io.gatling.javaapi.http.HttpDsl.addCookie;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.FeederBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Staff at Elm Surgery page through their list: each filter, each sort, first pages and late ones. */
public class PracticePages extends Simulation {
    private static final int STAFF = 8;

    {
        var staff = listFeeder(signedIn()).circular();
        var lists = listFeeder(lists()).circular();
        var steps = new ArrayList<PopulationBuilder>();
        steps.add(scenario("one client")
                .exec(repeat(Integer.getInteger("bench.warm-up-pages", 300)).on(page(staff, lists, " (warm-up)")))
                .exec(repeat(Integer.getInteger("bench.pages", 1000)).on(page(staff, lists, ", one client")))
                .injectOpen(atOnceUsers(1)));
        for (var rate : Portal.rates("bench.lists", "10,20,40")) {
            var name = Portal.perSecond(rate);
            steps.add(scenario("lists at " + name)
                    .exec(page(staff, lists, " at " + name))
                    .injectOpen(constantUsersPerSec(rate).during(Portal.STEP)));
        }
        setUp(RecordRising.oneAfterTheOther(steps)).protocols(Portal.protocol());
    }

    /** Staff of Elm Surgery, each with the cookie of a session. */
    static List<Map<String, Object>> signedIn() {
        var signedIn = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < STAFF; i++) {
            signedIn.add(Map.of("cookie", Portal.oneClick("staff@elm.example")));
        }
        return signedIn;
    }

    static ChainBuilder page(FeederBuilder<Object> staff, FeederBuilder<Object> lists, String suffix) {
        return feed(staff)
                .feed(lists)
                .exec(addCookie(Cookie("datachoice", "#{cookie}")))
                .exec(exec(http("list #{kind}" + suffix)
                        .get("/practice#{list}")
                        .check(status().is(200), substring("Elm Surgery").exists())));
    }

    /** The work list as it opens, and all filters with all sorts at their first, third and last page. */
    static List<Map<String, Object>> lists() {
        var today = LocalDate.now(ZoneOffset.UTC);
        var filters = Map.of(
                "all", "choice=&status=",
                "no", "choice=DO_NOT_ALLOW&status=",
                "yes", "choice=ALLOW&status=",
                "new", "choice=&status=NEW",
                "applied", "choice=&status=APPLIED",
                "dates", "choice=&status=&from=" + today.minusDays(90) + "&to=" + today.minusDays(10));
        var lists = new ArrayList<Map<String, Object>>();
        filters.forEach((kind, filter) -> {
            for (var sort : List.of("name", "-name", "born", "-born", "set", "-set", "status", "-status")) {
                for (var page : List.of("1", "3", "99999")) {
                    lists.add(Map.of("kind", kind, "list", "?" + filter + "&sort=" + sort + "&page=" + page));
                }
            }
            lists.add(Map.of("kind", "work", "list", ""));
        });
        return lists;
    }
}
