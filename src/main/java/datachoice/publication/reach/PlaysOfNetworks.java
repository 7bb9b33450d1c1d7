package datachoice.publication.reach;

import java.util.HashMap;
import java.util.Map;

/** So often may one address say that a film ended: often enough for a school, too seldom to make a figure. */
final class PlaysOfNetworks {
    private static final int MOST_A_MINUTE = 20;
    private static final int MOST_ADDRESSES = 10_000;
    private static final long MINUTE = 60_000_000_000L;

    private final Map<String, Integer> plays = new HashMap<>();
    private long began = System.nanoTime();

    synchronized boolean mayCount(String address) {
        if (System.nanoTime() - began > MINUTE) {
            plays.clear();
            began = System.nanoTime();
        }
        var network = networkOf(address);
        int times = plays.getOrDefault(network, 0);
        if (times >= MOST_A_MINUTE || times == 0 && plays.size() >= MOST_ADDRESSES) {
            return false;
        }
        plays.put(network, times + 1);
        return true;
    }

    /** A household or firm has a whole /64 of the long addresses, so its first half stands for it. */
    private static String networkOf(String address) {
        var parts = address.split(":", 5);
        return parts.length < 5 ? address : String.join(":", parts[0], parts[1], parts[2], parts[3]);
    }
}
