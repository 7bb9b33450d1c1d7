package datachoice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The recommended configuration of the proxy, as it is but for its certificate and its port. */
public final class FrontProxy {
    public static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
    public static final Path NODES = Path.of("src/main/server/nodes.cfg").toAbsolutePath();

    private FrontProxy() {}

    /** front.cfg without encryption, at this port of this machine; nothing listens for those who come without it. */
    public static String at(int port) throws IOException {
        return Files.readString(Path.of("src/main/server/front.cfg"))
                .replaceAll("(?s)\nfrontend http\n.*?(?=\nfrontend portal)", "")
                .replaceAll("bind :443 .*", "bind 127.0.0.1:" + port);
    }
}
