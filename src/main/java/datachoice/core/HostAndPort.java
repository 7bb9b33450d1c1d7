package datachoice.core;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where something listens.
 *
 * @param host a name or an address, an IPv6 one without its brackets
 * @param port from 1 to 65,535
 */
public record HostAndPort(String host, int port) {
    private static final Pattern SHAPE = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([1-9][0-9]{0,4})");
    private static final int LAST_PORT = 65_535;

    /** From "scanner:3310" or "[::1]:3310"; empty for anything else. */
    public static Optional<HostAndPort> parse(String typed) {
        var parts = SHAPE.matcher(typed.strip());
        return parts.matches() && Integer.parseInt(parts.group(2)) <= LAST_PORT
                ? Optional.of(
                        new HostAndPort(parts.group(1).replaceAll("[\\[\\]]", ""), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }
}
