package datachoice.identity;

import datachoice.core.OdsCode;
import datachoice.core.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is to be told by e-mail what happened to an account: so that what was done behind their back does not stay
 * hidden.
 *
 * @param by name of the worker who did it; empty where it was the owner
 * @param who name or address of whom it is about; empty where that is the reader
 * @param role that was asked for, given or taken away; null where it is not about roles
 * @param practice where that role is; null for roles that belong to no practice
 */
public record AccountNotice(
        String email,
        Kind kind,
        String by,
        String who,
        @Nullable Role role,
        @Nullable OdsCode practice) {
    /** About a role that is named without a practice, or about none. */
    public AccountNotice(String email, Kind kind, String by, String who, @Nullable Role role) {
        this(email, kind, by, who, role, null);
    }

    public enum Kind {
        /** To the owner. */
        PASSWORD_CHANGED,
        PASSWORD_RESET,
        /** To the address that was used until now. */
        EMAIL_CHANGED,
        SWITCHED_OFF,
        SWITCHED_ON,
        ROLE_GIVEN,
        ROLE_TAKEN,
        /** To an address that has an account already: somebody wanted to give it to another account. */
        ADDRESS_WANTED,
        /** To an address that has an account already, in place of an invitation. */
        INVITED_IN_VAIN,
        /** To administrators. */
        SECOND_ADMIN_NEEDED,
        ADMINS_INVITED,
        ADMINS_GIVEN,
        ADMINS_TAKEN
    }

    /** To the owner of the account, about what they did themselves. */
    public static AccountNotice toOwner(String email, Kind kind) {
        return new AccountNotice(email, kind, "", "", null);
    }

    @Override
    public String toString() {
        return "AccountNotice[" + kind + "]"; // neither addresses nor names reach a log
    }
}
