package datachoice.bench;

import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.concurrent.ThreadLocalRandom;

/** Fifty players at a time jump about in the film: each asks for a megabyte of it, then for another one. */
public class FilmReaders extends Simulation {
    private static final int READERS = Integer.getInteger("bench.readers", 50);
    private static final int STRETCH = 1024 * 1024;

    {
        var film = PublicPages.film();
        setUp(scenario("warm-up")
                        .exec(reads(film, "a megabyte of the film (warm-up)"))
                        .injectClosed(constantConcurrentUsers(READERS).during(Portal.WARM_UP))
                        .andThen(scenario("readers")
                                .exec(reads(film, "a megabyte of the film, " + READERS + " readers"))
                                .injectClosed(constantConcurrentUsers(READERS).during(Portal.STEP))))
                .protocols(Portal.protocol());
    }

    private static ChainBuilder reads(String film, String name) {
        return exec(http(name)
                .get(film)
                .header("Range", session -> {
                    int from = ThreadLocalRandom.current().nextInt(4) * STRETCH;
                    return "bytes=" + from + "-" + (from + STRETCH - 1);
                })
                .check(status().is(206)));
    }
}
