package datachoice.publication;

import java.util.Set;
import java.util.UUID;

/**
 * The time of an approved draft came, and it did not go live: those who count on it are to hear of it.
 *
 * @param title of the draft
 * @param accounts whoever approved it and whoever saved it last; one if that is the same person
 */
public record DraftHeld(String slug, String title, Held why, Set<UUID> accounts) {}
