package datachoice.identity;

import java.time.Duration;

/**
 * Six numbers are to be sent by e-mail, now.
 *
 * @param purpose what they are for
 * @param lasts from now until they are refused
 */
public record CodeRequested(String email, String code, Purpose purpose, Duration lasts) {
    public enum Purpose {
        SECOND_FACTOR,
        OPEN_ACCOUNT,
        PASSWORD_RESET,
        /** A signed-in worker shows once more who they are. */
        CONFIRM,
        NEW_EMAIL,
        FIRST_ADMIN
    }

    @Override
    public String toString() {
        return "CodeRequested[" + purpose + "]"; // neither address nor code reaches a log
    }
}
