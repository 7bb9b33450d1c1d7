package datachoice.publication.checks;

import java.util.List;

/**
 * A demand on a text.
 *
 * @param key of the sentence that says it
 * @param argument of that sentence; empty for most
 * @param field of the editing page where it is put right, as that page names it
 * @param found what does not pass, or passes by a reason only, as it was typed; empty where the sentence says it all
 */
public record Check(String key, String argument, String field, boolean passed, List<String> found) {
    static Check of(String key, String field, boolean passed) {
        return new Check(key, "", field, passed, List.of());
    }

    static Check of(String key, String field, List<String> wrong) {
        return new Check(key, "", field, wrong.isEmpty(), wrong);
    }
}
