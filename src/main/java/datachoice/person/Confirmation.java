package datachoice.person;

import java.util.Optional;

/**
 * How a saved choice is confirmed, and to whom. Decided here once: the check page says it and the letters follow it.
 *
 * @param letter where the letter to the person goes, always sent where there is anywhere to send it to
 * @param toParent whether that letter is for the parent or guardian of a child
 * @param email of a person who decides for themselves, if known; e-mail comes on top of the letter
 * @param proxy how whoever chose for somebody else is told; empty for people who chose for themselves
 */
public record Confirmation(Post letter, boolean toParent, Optional<String> email, Optional<ToProxy> proxy) {
    /** Where a letter goes. */
    public enum Post {
        /** To the address on record. */
        HOME,
        /** In care of the practice, as no address is on record. */
        PRACTICE,
        /** Nowhere: neither an address nor a practice is on record. */
        NOWHERE
    }

    /**
     * @param email if known; then no letter
     * @param letter without e-mail: where the letter goes that tells them
     * @param sharesLetter without e-mail: the letter about the child comes to their own door, and no other is sent
     */
    public record ToProxy(Optional<String> email, Post letter, boolean sharesLetter) {}
}
