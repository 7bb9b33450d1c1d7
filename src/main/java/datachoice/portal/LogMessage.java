package datachoice.portal;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Set;

/** The text of a log line, always on that one line: no visitor can end it and write a line of their own (T20). */
public class LogMessage extends MessageConverter {
    /** Who says at the start, before anybody can visit, what has more lines than one. */
    private static final Set<String> OWN_LINES =
            Set.of("datachoice", "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter");

    @Override
    public String convert(ILoggingEvent event) {
        var text = super.convert(event);
        return OWN_LINES.contains(event.getLoggerName()) ? text : PlainText.of(Masked.of(text));
    }
}
