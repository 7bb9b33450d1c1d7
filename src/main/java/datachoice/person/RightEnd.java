package datachoice.person;

import java.util.List;
import java.util.stream.Stream;

/** Why a right to choose for another person has ended before its time. */
public enum RightEnd {
    /** A court ended it, or gave it to somebody else. */
    COURT,
    /** The power of attorney was taken back, or ended. */
    POWER_ENDED,
    /** Whoever had it asked not to choose any more. */
    ASKED,
    DIED,
    /** It was recorded for the wrong person, or the proof was not right. */
    MISTAKE;

    /** Those that can be why such a right ended. */
    public static List<RightEnd> of(ProxyRole role) {
        return Stream.of(values())
                .filter(why -> why != POWER_ENDED || role == ProxyRole.POWER_OF_ATTORNEY)
                .toList();
    }
}
