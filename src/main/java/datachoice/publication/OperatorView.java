package datachoice.publication;

/**
 * Who runs this portal, and how to reach them.
 *
 * @param address one line
 * @param phoneHours such as "Monday to Friday, 9am to 5pm"
 */
public record OperatorView(
        String name, String address, String phone, String phoneHours, String email, String dataProtectionOfficer) {}
