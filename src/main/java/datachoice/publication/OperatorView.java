package datachoice.publication;

import datachoice.core.Unbroken;

/**
 * Who runs this portal, and how to reach them.
 *
 * @param address one line
 * @param phoneHours such as "Monday to Friday, 9am to 5pm"
 */
public record OperatorView(
        String name, String address, String phone, String phoneHours, String email, String dataProtectionOfficer) {
    /** Its phone number, for a page where no line may break inside it. */
    public String unbrokenPhone() {
        return Unbroken.text(phone);
    }

    /** Its address, for a page where no line may break inside the postcode. */
    public String unbrokenAddress() {
        return Unbroken.text(address);
    }
}
