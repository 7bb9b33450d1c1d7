package datachoice.publication;

import java.util.Set;

/** Counts choices; whoever keeps them answers it. */
public interface ChoicesMade {
    /** A version of an item that stood in front of whoever chose. */
    record Shown(String slug, int n) {}

    /** How many choices were made with one of these in front of people. */
    long on(Set<Shown> texts);
}
