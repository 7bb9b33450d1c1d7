package datachoice;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import nu.validator.client.EmbeddedValidator;
import tools.jackson.databind.ObjectMapper;

/** What the checker of HTML standards says about a page. */
public final class HtmlChecker {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The design kit gives rows and cells of its responsive tables the roles they have anyway, because older Safari
     * forgets them when a table is laid out as blocks. The checker calls that needless; it harms nobody.
     */
    private static final String KNOWN =
            "is unnecessary for element|“role” attribute must not be used on a “(tr|th|td|thead|tbody)” element which has a “table” ancestor|element must not have (a|an) “role” attribute|Bad value “(row|cell|rowgroup|columnheader)” for attribute “role”";

    /** The checker's grammar is nested deeper than a thread's usual stack. */
    private static final long STACK_BYTES = 64L << 20;

    private HtmlChecker() {}

    /** Its errors, each with the piece of the page it is about; empty for a page without fault. */
    public static List<String> errorsIn(String html) {
        var result = new CompletableFuture<List<String>>();
        new Thread(null, () -> check(html, result), "html-checker", STACK_BYTES).start();
        return result.join();
    }

    private static void check(String html, CompletableFuture<List<String>> result) {
        try {
            var validator = new EmbeddedValidator();
            validator.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
            var report = validator.validate(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
            result.complete(StreamSupport.stream(
                            JSON.readTree(report).get("messages").spliterator(), false)
                    .filter(message -> message.path("type").asString().equals("error"))
                    .filter(message -> !message.path("message").asString().matches(".*(" + KNOWN + ").*"))
                    .map(message -> message.path("message").asString() + " | "
                            + message.path("extract").asString())
                    .toList());
        } catch (Exception | StackOverflowError e) {
            result.completeExceptionally(e);
        }
    }
}
