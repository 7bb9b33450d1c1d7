package datachoice.practice;

import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.SignedInUser;
import java.util.Optional;

/** Where staff work: from the account, never from what was sent. */
public final class Workplace {
    private Workplace() {}

    /** @throws NotFound for somebody who works at no practice */
    public static OdsCode of(SignedInUser user) {
        return Optional.ofNullable(user.practice()).orElseThrow(NotFound::new);
    }
}
