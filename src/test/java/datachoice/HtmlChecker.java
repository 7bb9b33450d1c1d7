package datachoice;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nu.validator.validation.SimpleDocumentValidator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** What the checker of HTML standards says about a page. */
public final class HtmlChecker {
    /** HTML, with the checks that no grammar can say. */
    private static final String GRAMMAR = "http://s.validator.nu/html5-all.rnc";

    /**
     * The design kit gives rows and cells of its responsive tables the roles they have anyway, because older Safari
     * forgets them when a table is laid out as blocks. The checker calls that needless; it harms nobody.
     */
    private static final String KNOWN =
            "is unnecessary for element|“role” attribute must not be used on a “(tr|th|td|thead|tbody)” element which has a “table” ancestor|element must not have (a|an) “role” attribute|Bad value “(row|cell|rowgroup|columnheader)” for attribute “role”";

    /** The checker's grammar is nested deeper than a thread's usual stack. */
    private static final long STACK_BYTES = 64L << 20;

    private static final int LONGEST_EXTRACT = 200;

    /** One thread and one checker: to read the grammar takes as long as to check a dozen pages. */
    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(null, work, "html-checker", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    });

    private static SimpleDocumentValidator checker;

    private HtmlChecker() {}

    /** Its errors, each with the line of the page it is about; empty for a page without fault. */
    public static List<String> errorsIn(String html) {
        try {
            return THREAD.submit(() -> check(html)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static List<String> check(String html) throws Exception {
        var errors = new Errors(html.lines().toList());
        if (checker == null) {
            var made = new SimpleDocumentValidator(true, false, true);
            made.setUpMainSchema(GRAMMAR, errors);
            checker = made;
        }
        checker.setUpValidatorAndParsers(errors, true, false);
        checker.checkHtmlInputSource(new InputSource(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8))));
        return errors.found;
    }

    private static final class Errors implements ErrorHandler {
        private final List<String> lines;
        private final List<String> found = new ArrayList<>();

        Errors(List<String> lines) {
            this.lines = lines;
        }

        @Override
        public void warning(SAXParseException warning) {
            // what it only advises keeps nobody out
        }

        @Override
        public void error(SAXParseException error) {
            if (!error.getMessage().matches(".*(" + KNOWN + ").*")) {
                found.add(error.getMessage() + " | " + line(error.getLineNumber()));
            }
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            error(error);
        }

        private String line(int number) {
            var line = number < 1 || number > lines.size()
                    ? ""
                    : lines.get(number - 1).strip();
            return line.length() <= LONGEST_EXTRACT ? line : line.substring(0, LONGEST_EXTRACT);
        }
    }
}
