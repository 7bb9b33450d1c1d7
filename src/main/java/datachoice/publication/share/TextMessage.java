package datachoice.publication.share;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;

/**
 * A text message, counted as telephones count it.
 *
 * @see <a href="https://www.3gpp.org/dynareport/23038.htm">3GPP TS 23.038, section 6.2.1</a>
 */
record TextMessage(String text) {
    /** What one message holds if all of it is in the telephones' own alphabet, and otherwise. */
    static final int LONGEST = 160;

    private static final int LONGEST_OTHER = 70;

    /** What each of several messages holds: some room is used to join them. */
    private static final int LONGEST_PART = 153;

    private static final int LONGEST_OTHER_PART = 67;

    private static final String ALPHABET = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Each of these takes the room of two. */
    private static final String EXTENSION = "^{}\\[~]|€";

    /** What people type by a keyboard that means well. */
    private static final Map<Character, String> PLAIN = Map.of(
            '’', "'", '‘', "'", '“', "\"", '”', "\"", '–', "-", '—', "-", '…', "...", '\u00a0', " ", '\u2011', "-");

    public int characters() {
        return inAlphabet(text)
                ? text.chars().map(each -> EXTENSION.indexOf(each) < 0 ? 1 : 2).sum()
                : text.length();
    }

    /** How many messages are paid for. */
    public int parts() {
        boolean ours = inAlphabet(text);
        int characters = characters();
        if (characters <= (ours ? LONGEST : LONGEST_OTHER)) {
            return 1;
        }
        int part = ours ? LONGEST_PART : LONGEST_OTHER_PART;
        return (characters + part - 1) / part;
    }

    /** The same in the telephones' own alphabet, some letters without their accents; empty if it cannot be written in that. */
    static Optional<String> plain(String text) {
        var plain = new StringBuilder();
        for (var each : Normalizer.normalize(text, Normalizer.Form.NFC).toCharArray()) {
            var one = PLAIN.getOrDefault(each, String.valueOf(each));
            plain.append(
                    inAlphabet(one)
                            ? one
                            : Normalizer.normalize(one, Normalizer.Form.NFD).replaceAll("\\p{M}", ""));
        }
        return Optional.of(plain.toString()).filter(TextMessage::inAlphabet);
    }

    private static boolean inAlphabet(String text) {
        return text.chars().allMatch(each -> ALPHABET.indexOf(each) >= 0 || EXTENSION.indexOf(each) >= 0);
    }
}
