package datachoice.bench;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Visitors read: home, explanation, film page, a stretch of the film, and pages they have kept and ask about again. */
public class PublicPages extends Simulation {
    /** What players ask for at a time when they jump about. */
    private static final int STRETCH = 256 * 1024;

    private static final Map<String, String> KEPT = new ConcurrentHashMap<>();

    {
        var film = film();
        var steps = new ArrayList<PopulationBuilder>();
        var rates = Portal.rates("bench.visits", "50,100,200,300");
        steps.add(scenario("warm-up")
                .exec(visit(film, " (warm-up)"))
                .injectOpen(rampUsersPerSec(5).to(rates[0]).during(Portal.WARM_UP)));
        for (var rate : rates) {
            var name = Portal.perSecond(rate);
            steps.add(scenario("visits at " + name)
                    .exec(visit(film, " at " + name))
                    .injectOpen(constantUsersPerSec(rate).during(Portal.STEP)));
        }
        setUp(RecordRising.oneAfterTheOther(steps)).protocols(Portal.protocol());
    }

    /** Where the film of the film page is. */
    static String film() {
        var source = Pattern.compile(
                        "src=\"(/media/[^\"]+)\" type=\"video/mp4\"|type=\"video/mp4\" src=\"(/media/[^\"]+)\"")
                .matcher(Portal.page("/film"));
        if (!source.find()) {
            throw new IllegalStateException("The film page shows no film");
        }
        return source.group(1) != null ? source.group(1) : source.group(2);
    }

    static ChainBuilder visit(String film, String suffix) {
        return exec(randomSwitch()
                .on(
                        percent(35).then(page("/", suffix)),
                        percent(25).then(page("/about", suffix)),
                        percent(10).then(page("/film", suffix)),
                        percent(15)
                                .then(exec(http("part of the film" + suffix)
                                        .get(film)
                                        .header("Range", session -> {
                                            int from =
                                                    ThreadLocalRandom.current().nextInt(4) * STRETCH;
                                            return "bytes=" + from + "-" + (from + STRETCH - 1);
                                        })
                                        .check(status().is(206)))),
                        percent(15)
                                .then(exec(http("/about, kept" + suffix)
                                        .get("/about")
                                        .header("If-None-Match", session -> kept(suffix))
                                        .check(status().is(304))))));
    }

    private static ChainBuilder page(String path, String suffix) {
        return exec(http(path + suffix).get(path).check(status().is(200)));
    }

    /**
     * The explanation as a browser has it from an earlier visit, looked up when a stage of the load begins: in the first minute
     * of a new portal its PDFs are printed, and the page names them.
     */
    private static String kept(String stage) {
        return KEPT.computeIfAbsent(stage, begun -> Portal.etag("/about"));
    }
}
