package datachoice.identity.proof;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Where a request comes from, as coarse as one customer of a network provider is. */
public final class Network {
    private static final int CUSTOMER_BYTES = 8;

    private Network() {}

    /** The address for version 4, the first 64 bits for version 6, of which everybody has as many addresses as they like. */
    public static String of(HttpServletRequest request) {
        return of(request.getRemoteAddr());
    }

    static String of(String address) {
        try {
            // A literal: the container's own record of the connection, never a name and never a header.
            var parsed = InetAddress.getByName(address.split("%", 2)[0]);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), CUSTOMER_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
