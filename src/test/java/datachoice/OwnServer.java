package datachoice;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * The server of one portal, from within: whether it still works at a request that nobody waits for, and what it says
 * while it does. Several portals live in one process of tests, and their lines meet in one log.
 */
public final class OwnServer {
    private final AbstractProtocol<?> connections;
    private final ThreadPoolExecutor threads;

    public OwnServer(ApplicationContext portal) {
        var server = (TomcatWebServer) ((WebServerApplicationContext) portal).getWebServer();
        connections = (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
        threads = (ThreadPoolExecutor) connections.getExecutor();
    }

    public void awaitWork() {
        await("a request is read").atMost(Duration.ofMinutes(1)).until(() -> threads.getActiveCount() > 0);
    }

    /** Whatever was sent has been read or given up. */
    public void awaitRest() {
        await("no request is worked at")
                .atMost(Duration.ofMinutes(2))
                .during(Duration.ofMillis(300)) // what has arrived may not have been handed on yet
                .until(() -> threads.getActiveCount() == 0 && threads.getQueue().isEmpty());
    }

    /** All that this server writes into the log while it works, at the levels that are shown. */
    public Listening listens() {
        return new Listening("-auto-" + connections.getNameIndex() + "-exec-"); // an address may stand before it
    }

    public static final class Listening extends AppenderBase<ILoggingEvent> implements AutoCloseable {
        private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        private final String ownThreads;
        private final List<String> lines = new CopyOnWriteArrayList<>();

        private Listening(String ownThreads) {
            this.ownThreads = ownThreads;
            setContext(root.getLoggerContext());
            start();
            root.addAppender(this);
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getThreadName().contains(ownThreads)) {
                lines.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy())));
            }
        }

        public List<String> lines() {
            return lines;
        }

        /** Of warnings and errors alone. */
        public List<String> complaints() {
            return lines.stream()
                    .filter(line -> line.startsWith(Level.WARN.toString()) || line.startsWith(Level.ERROR.toString()))
                    .toList();
        }

        @Override
        public void close() {
            root.detachAppender(this);
            stop();
        }
    }
}
