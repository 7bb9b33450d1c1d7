package datachoice.portal;

import org.springframework.boot.json.JsonWriter.Members;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** A line of the log as JSON, where LOGGING_STRUCTURED_FORMAT_CONSOLE asks for it: nothing in it names a person (T20). */
public class LogRecord implements StructuredLoggingJsonMembersCustomizer<Object> {
    @Override
    public void customize(Members<Object> line) {
        line.applyingValueProcessor(ValueProcessor.of(String.class, Masked::of));
    }
}
