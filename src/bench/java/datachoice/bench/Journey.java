package datachoice.bench;

import static io.gatling.javaapi.core.CoreDsl.css;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.http.HttpDsl.flushCookieJar;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;

/** The five screens of somebody with a letter, as a browser without scripts walks them, without pauses. */
final class Journey {
    /** A no, so that it is something for the practice to enter and for the outbox to confirm. */
    private static final String ANSWER = "DO_NOT_ALLOW";

    private Journey() {}

    /** From the letter to the receipt: three forms, seven requests. */
    static ChainBuilder whole(String suffix) {
        return toCheckPage(suffix).exec(save(suffix), receipt(suffix));
    }

    /** Everything before the choice is saved. */
    static ChainBuilder toCheckPage(String suffix) {
        return exec(flushCookieJar())
                .exec(http("1 letter page" + suffix).get("/letter-code").check(status().is(200), Portal.token()))
                .exec(http("2 sign in by letter" + suffix)
                        .post("/letter-code")
                        .formParam("_csrf", "#{token}")
                        .formParam("code", "#{code}")
                        .formParam("fullName", "#{name}")
                        .formParam("dateOfBirth.day", "#{day}")
                        .formParam("dateOfBirth.month", "#{month}")
                        .formParam("dateOfBirth.year", "#{year}")
                        .check(status().in(302, 303)))
                .exitHereIfFailed()
                .exec(http("3 question" + suffix)
                        .get("/choices/#{person}/change")
                        .check(
                                status().is(200),
                                Portal.token(),
                                hidden("practice"),
                                hidden("seenType1"),
                                hidden("seenNational"),
                                hidden("shown"),
                                hidden("ticket")))
                .exitHereIfFailed()
                .exec(http("4 answer" + suffix)
                        .post("/choices/#{person}/change")
                        .formParam("_csrf", "#{token}")
                        .formParam("choice", ANSWER)
                        .formParam("practice", "#{practice}")
                        .formParam("seenType1", "#{seenType1}")
                        .formParam("seenNational", "#{seenNational}")
                        .formParam("shown", "#{shown}")
                        .formParam("ticket", "#{ticket}")
                        .check(status().in(302, 303), header("Location").saveAs("check")))
                .exitHereIfFailed()
                .exec(http("5 check page" + suffix)
                        .get("#{check}")
                        .check(status().is(200), Portal.token(), hidden("seenType1"), hidden("seenNational")))
                .exitHereIfFailed();
    }

    /** The one request that saves: both ledgers, current choices, practice list, audit and outbox in one transaction. */
    static ChainBuilder save(String suffix) {
        return exec(http("6 save" + suffix)
                        .post("#{check}")
                        .formParam("_csrf", "#{token}")
                        .formParam("seenType1", "#{seenType1}")
                        .formParam("seenNational", "#{seenNational}")
                        .check(
                                status().in(302, 303),
                                header("Location")
                                        .transform(Journey::receiptOnly)
                                        .saveAs("receipt")))
                .exitHereIfFailed();
    }

    static ChainBuilder receipt(String suffix) {
        return exec(http("7 receipt" + suffix).get("#{receipt}").check(status().is(200)));
    }

    /** A redirect to anything but a receipt saved nothing. */
    private static String receiptOnly(String location) {
        if (!location.startsWith("/receipts/")) {
            throw new IllegalStateException("Not saved: " + location);
        }
        return location;
    }

    private static io.gatling.javaapi.core.CheckBuilder.Final hidden(String name) {
        return css("input[type=hidden][name=" + name + "]", "value").saveAs(name);
    }
}
