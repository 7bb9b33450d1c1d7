package datachoice.publication.reach;

import java.util.LinkedHashMap;
import java.util.Map;

/** So often may one address say that a film ended: often enough for a school, too seldom to make a figure. */
final class PlaysOfNetworks {
    private static final int MOST_A_MINUTE = 20;
    /** Of a long address, which stands for a network. */
    private static final int MOST_A_MINUTE_OF_MANY = 60;

    private static final int MOST_ADDRESSES = 10_000;
    private static final long MINUTE = 60_000_000_000L;

    /** The oldest makes room: whoever invents addresses shuts nobody else out. */
    private final Map<String, Integer> plays = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private long began = System.nanoTime();

    synchronized boolean mayCount(String address) {
        if (System.nanoTime() - began > MINUTE) {
            plays.clear();
            began = System.nanoTime();
        }
        var network = networkOf(address);
        int times = plays.getOrDefault(network, 0);
        if (times >= (network.equals(address) ? MOST_A_MINUTE : MOST_A_MINUTE_OF_MANY)) {
            return false;
        }
        plays.put(network, times + 1);
        return true;
    }

    /**
     * A firm, a school or somebody who means harm has a whole /48 of the long addresses, of which a household has a part: the first
     * three parts stand for it. Zeros that were left out may make that more, never less.
     */
    private static String networkOf(String address) {
        var parts = address.split(":", 4);
        return parts.length < 4 ? address : String.join(":", parts[0], parts[1], parts[2]);
    }
}
