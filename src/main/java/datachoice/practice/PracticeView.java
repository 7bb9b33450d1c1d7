package datachoice.practice;

import datachoice.core.OdsCode;
import java.util.List;

/**
 * A practice as it is today.
 *
 * @param address its lines, the postcode last
 */
public record PracticeView(OdsCode code, String name, List<String> address, String phone) {}
