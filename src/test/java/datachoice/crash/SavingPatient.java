package datachoice.crash;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.PersonId;
import datachoice.identity.WebVisitor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account who changes their mind again and again, in a browser without scripts, and writes down every
 * receipt they were given. What they were not told, they find out the way the page says: by opening it again.
 */
final class SavingPatient {
    /** How long anybody has to wait, at most, before a service that is back answers. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String NOT_SAVED = "We couldn't record your choice. It has not been saved.";
    private static final String CHECKING = "We're checking whether your choice was saved";

    /** What became of an attempt to save a choice, as far as the patient was told. */
    enum Told {
        SAVED,
        /** Something was wrong before there was anything to save. */
        NOT_ASKED,
        NOT_SAVED,
        CHECKING,
        /** The connection broke. */
        NOTHING
    }

    private final PersonId person;
    private final String email;
    private final String password;
    private final WebVisitor browser;
    private final List<String> receipts = new ArrayList<>();
    private @Nullable String unsettled;

    SavingPatient(PersonId person, String email, String password, int port) {
        this.person = person;
        this.email = email;
        this.password = password;
        this.browser = new WebVisitor(port);
    }

    SavingPatient signIn() {
        browser.get("/sign-in").submit("/sign-in", "email", email, "password", password);
        assertThat(browser.status()).as(browser.body()).isEqualTo(302);
        return this;
    }

    PersonId person() {
        return person;
    }

    /** Where the last page was got, for what else there is to look at. */
    WebVisitor browser() {
        return browser;
    }

    /** Every reference that a page has shown as saved, oldest first. */
    List<String> receipts() {
        return receipts;
    }

    /** Key of the answer of which it is not known whether it was saved; null when all is known. */
    @Nullable
    UUID unsettled() {
        return unsettled == null ? null : UUID.fromString(unsettled.substring(unsettled.lastIndexOf('/') + 1));
    }

    /** Question, check page, saving: as far as it goes. */
    Told savesAChoice(RandomGenerator random) {
        var check = answers(random.nextBoolean() ? "ALLOW" : "DO_NOT_ALLOW");
        return check == null ? Told.NOT_ASKED : saves(check);
    }

    /** Address of the check page; null if the service did not come so far. */
    @Nullable
    String answers(String choice) {
        var question = "/choices/" + person + "/change";
        if (status(() -> browser.get(question), 200) != 200
                || status(() -> browser.submit(question, "choice", choice), 302) != 302) {
            return null;
        }
        var check = browser.location();
        return status(() -> browser.get(check), 200) == 200 ? check : null;
    }

    /** Presses "Save my choice" on the check page that was got last. */
    Told saves(String check) {
        unsettled = check;
        switch (status(() -> browser.submit(check), 302)) {
            case 302:
                keepReceipt();
                return Told.SAVED;
            case 503:
                var page = browser.page();
                assertThat(page.select("a[href=" + check + "]"))
                        .as(browser.body())
                        .hasSize(1);
                if (page.text().contains(NOT_SAVED)) {
                    return Told.NOT_SAVED;
                }
                assertThat(page.text()).contains(CHECKING);
                return Told.CHECKING;
            default:
                return Told.NOTHING;
        }
    }

    /**
     * Opens the answer again until the service says what became of it, and saves it if that was not done yet. Without an
     * open answer, opens any page of their own until it is shown.
     */
    void settles() {
        var deadline = Instant.now().plus(PATIENCE);
        while (!isServed()) {
            assertThat(Instant.now()).as("still no answer").isBefore(deadline);
            pause(20);
        }
    }

    private boolean isServed() {
        var check = unsettled;
        if (check == null) {
            return status(() -> browser.get("/choices/" + person + "/change"), 200) == 200;
        }
        int status = status(() -> browser.get(check), 200, 302);
        if (status == 200) {
            status = status(() -> browser.submit(check), 302);
        }
        if (status != 302) {
            return false;
        }
        keepReceipt();
        return true;
    }

    private void keepReceipt() {
        assertThat(browser.location()).startsWith("/receipts/");
        receipts.add(browser.location().substring("/receipts/".length()));
        unsettled = null;
    }

    /** 0 for no answer at all. Anything but the expected and 503 is a fault. */
    private int status(Supplier<WebVisitor> request, Integer... expected) {
        try {
            int status = request.get().status();
            if (status == 503) {
                assertThat(browser.page().select("main h1")).as(browser.body()).hasSize(1);
            } else {
                assertThat(expected).as(browser.body()).contains(status);
            }
            return status;
        } catch (AssertionError e) {
            if (e.getCause() instanceof IOException) {
                return 0;
            }
            throw e;
        }
    }

    static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
