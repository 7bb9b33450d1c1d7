package datachoice.portal;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;

/** A stack trace in the log, of which each failure's own words stay on one line. */
public class LogFailure extends ExtendedWhitespaceThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy failure) {
        return super.throwableProxyToString(new Plain(failure));
    }

    private record Plain(IThrowableProxy failure) implements IThrowableProxy {
        @Override
        public @Nullable String getMessage() {
            return PlainText.ofNullable(Masked.ofNullable(failure.getMessage()));
        }

        @Override
        public @Nullable String getOverridingMessage() {
            return PlainText.ofNullable(Masked.ofNullable(failure.getOverridingMessage()));
        }

        @Override
        public String getClassName() {
            return failure.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return failure.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return failure.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return failure.getCause() == null ? null : new Plain(failure.getCause());
        }

        @Override
        public IThrowableProxy @Nullable [] getSuppressed() {
            return failure.getSuppressed() == null
                    ? null
                    : Stream.of(failure.getSuppressed()).map(Plain::new).toArray(IThrowableProxy[]::new);
        }

        @Override
        public boolean isCyclic() {
            return failure.isCyclic();
        }
    }
}
