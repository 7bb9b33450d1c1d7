package datachoice.identity.signin;

import datachoice.identity.account.AccountRows;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * How an e-mail address is read. Loose on purpose: whether it works shows when a code arrives. Only what nobody sees, or
 * what turns the text around it, is refused: nobody is shown another address than the one that is written to.
 */
public final class Emails {
    private static final int LONGEST = 254;
    private static final Pattern SHAPE = Pattern.compile(
            "[^@\\s\\p{Z}\\p{Cntrl}\\p{Cf},;<>()\\[\\]\"\\\\]+@[^@\\s\\p{Z}\\p{Cntrl}\\p{Cf},;<>()\\[\\]\"\\\\.]+(\\.[^@\\s\\p{Z}\\p{Cntrl}\\p{Cf},;<>()\\[\\]\"\\\\.]+)+");

    /** Where most people's addresses end. */
    private static final List<String> COMMON = List.of(
            "gmail.com",
            "googlemail.com",
            "hotmail.com",
            "hotmail.co.uk",
            "outlook.com",
            "yahoo.com",
            "yahoo.co.uk",
            "icloud.com",
            "btinternet.com",
            "nhs.net");

    /** Real ones that are a letter away from a common one. */
    private static final Set<String> ALSO_REAL = Set.of("ymail.com", "mail.com", "email.com", "gmail.co", "hotmail.co");

    private Emails() {}

    /**
     * As {@link #read(String, Errors)}, for an address that a message goes to for the first time: one that looks misspelt is
     * asked about. Sent again as it is, it is taken.
     *
     * @param asked the address that was typed before, which the page sends back unseen
     */
    public static String readNew(@Nullable String typed, @Nullable String asked, Errors errors) {
        var email = read(typed, errors);
        if (!errors.hasFieldErrors("email")
                && (asked == null || !AccountRows.fold(asked.strip()).equals(email))) {
            meant(email)
                    .ifPresent(meant -> errors.rejectValue("email", "email.meant", new Object[] {meant, email}, null));
        }
        return email;
    }

    /** The address that somebody probably meant: one slip of a finger away, in what stands behind the @ sign. */
    static Optional<String> meant(String email) {
        int at = email.lastIndexOf('@');
        var domain = email.substring(at + 1);
        if (COMMON.contains(domain) || ALSO_REAL.contains(domain)) {
            return Optional.empty();
        }
        return COMMON.stream()
                .filter(common -> isOneSlipFrom(domain, common))
                .findFirst()
                .map(common -> email.substring(0, at + 1) + common);
    }

    /** A character too many, one too few, another one, or two that changed places. */
    private static boolean isOneSlipFrom(String typed, String meant) {
        int same = 0;
        int shorter = Math.min(typed.length(), meant.length());
        while (same < shorter && typed.charAt(same) == meant.charAt(same)) {
            same++;
        }
        var restTyped = typed.substring(same);
        var restMeant = meant.substring(same);
        return !restTyped.isEmpty() && restTyped.substring(1).equals(restMeant)
                || !restMeant.isEmpty() && restMeant.substring(1).equals(restTyped)
                || !restTyped.isEmpty()
                        && !restMeant.isEmpty()
                        && restTyped.substring(1).equals(restMeant.substring(1))
                || restTyped.length() >= 2
                        && restMeant.length() >= 2
                        && restTyped.charAt(0) == restMeant.charAt(1)
                        && restTyped.charAt(1) == restMeant.charAt(0)
                        && restTyped.substring(2).equals(restMeant.substring(2));
    }

    /** The address without spaces around it, in small letters; where it is wrong, the errors of the field {@code email} say so. */
    public static String read(@Nullable String typed, Errors errors) {
        var email = typed == null ? "" : typed.strip();
        if (email.isEmpty()) {
            errors.rejectValue("email", "email.empty");
        } else if (email.length() > LONGEST || !SHAPE.matcher(email).matches()) {
            errors.rejectValue("email", "email.shape");
        }
        return AccountRows.fold(email);
    }
}
