package datachoice.core;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How names of people are read and compared. Any letter of any script is a letter. */
public final class PersonNames {
    public static final int LONGEST = 200;
    private static final int LONGEST_IN_MESSAGES = 60;

    /** Words that stand in many family names; alone they do not show that somebody knows one. */
    private static final Set<String> PARTICLES = Set.of(
            "al", "ap", "bin", "bint", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "el", "la",
            "le", "mac", "mc", "o", "san", "st", "ten", "ter", "van", "von", "zu");

    /** After a dot: the country's two letters, or one of the endings that strangers' addresses mostly have. */
    private static final Pattern LINK = Pattern.compile(
            "[/\\\\:]|\\bwww\\.|(?:[\\p{L}\\p{N}-]{2}\\.[a-z]{2}|[\\p{L}\\p{N}]\\.(?:com|org|net|edu|gov|mil|int|nhs|info|biz"
                    + "|name|pro|app|dev|web|xyz|top|site|online|shop|store|club|link|click|live|life|help|support|email|cloud"
                    + "|page|today|world|health|care|example|test|local|xn--[a-z0-9-]+))(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Set<Character.UnicodeScript> WITHOUT_JOINERS = Set.of(
            Character.UnicodeScript.LATIN,
            Character.UnicodeScript.GREEK,
            Character.UnicodeScript.CYRILLIC,
            Character.UnicodeScript.COMMON,
            Character.UnicodeScript.INHERITED);

    private PersonNames() {}

    /**
     * A name as it was typed, cleaned, and what is wrong with it.
     *
     * @param fault end of the message's key: {@code empty}, {@code long} or {@code no-letters}; empty when all is well
     */
    public record Reading(String name, Optional<String> fault) {}

    public static Reading read(@Nullable String typed) {
        if (typed == null || typed.codePoints().allMatch(PersonNames::isSpace)) {
            return new Reading("", Optional.of("empty"));
        }
        var name = clean(typed);
        if (name.codePointCount(0, name.length()) > LONGEST) {
            return new Reading(name, Optional.of("long"));
        }
        return new Reading(
                name, name.codePoints().anyMatch(Character::isLetter) ? Optional.empty() : Optional.of("no-letters"));
    }

    /**
     * As it is stored: composed (NFC), without characters that nobody sees or that turn the text around, single spaces.
     * Everything that can be seen stays, and so does what joins two letters, or keeps them apart, in scripts that need it.
     */
    public static String clean(String typed) {
        var kept = new StringBuilder(typed.length());
        var points =
                Normalizer.normalize(typed, Normalizer.Form.NFC).codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (isSpace(points[i])) {
                if (!kept.isEmpty() && kept.charAt(kept.length() - 1) != ' ') {
                    kept.append(' ');
                }
            } else if (visible(points[i]) || isJoiner(points[i]) && joins(points, i)) {
                kept.appendCodePoint(points[i]);
            }
        }
        return kept.toString().strip();
    }

    /**
     * True for what e-mail programs would make a link of, in a name that we write into e-mails to others: a slash or a
     * colon, "www.", or a dot that ends a word and begins what could be the end of a host's name. Initials ("J.R.") and
     * what people put a space behind ("St. John") are none.
     */
    public static boolean isLink(String name) {
        return LINK.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC).replace('\u3002', '.'))
                .find();
    }

    /**
     * A name that its owner chose, for a message to somebody who may not know them: letters with the vowels and accents that
     * belong to them, spaces, hyphens and apostrophes only, and no more than a name takes. No figures, no dots without a space, nothing that a program makes a link of.
     */
    public static String forMessages(String name) {
        var kept = new StringBuilder();
        clean(name)
                .replaceAll("\\.(?=\\S)", " ")
                .codePoints()
                .filter(c -> Character.isLetter(c) || isMark(c) || isJoiner(c) || " -'’.".indexOf(c) >= 0)
                .limit(LONGEST_IN_MESSAGES)
                .forEach(kept::appendCodePoint);
        return kept.toString().replaceAll(" {2,}", " ").strip();
    }

    /**
     * Whether someone who typed this full name knows the family name: one of its words is among those typed. Case,
     * accents, apostrophes and hyphens make no difference.
     */
    public static boolean knowsFamilyName(String fullName, String familyName) {
        var typed = words(fullName);
        var family = words(familyName);
        var telling = family.stream().filter(word -> !PARTICLES.contains(word)).toList();
        return (telling.isEmpty() ? family : telling).stream().anyMatch(typed::contains);
    }

    /** The words, and each two neighbours written as one: "Smith-Jones", "O Brien" and "Mac Donald" are spelt both ways. */
    private static Set<String> words(String name) {
        List<String> single = new ArrayList<>();
        for (var word : fold(name).split("[^\\p{L}\\p{N}\\p{M}]+")) {
            if (!word.isEmpty()) {
                single.add(word);
            }
        }
        var all = new LinkedHashSet<>(single);
        for (int i = 1; i < single.size(); i++) {
            all.add(single.get(i - 1) + single.get(i));
        }
        return all;
    }

    private static String fold(String name) {
        var bare = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFKD).codePoints().forEach(c -> {
            switch (c) {
                case 'ø', 'Ø' -> bare.append('o');
                case 'ł', 'Ł' -> bare.append('l');
                case 'đ', 'Đ', 'ð', 'Ð' -> bare.append('d');
                case 'ı' -> bare.append('i');
                case 'ß', 'ẞ' -> bare.append("ss");
                case 'æ', 'Æ' -> bare.append("ae");
                case 'œ', 'Œ' -> bare.append("oe");
                case 'þ', 'Þ' -> bare.append("th");
                case '\'', '’', '‘', 'ʼ', '`', '´' -> {}
                default -> {
                    int type = Character.getType(c);
                    if (type != Character.NON_SPACING_MARK && type != Character.ENCLOSING_MARK && visible(c)) {
                        bare.appendCodePoint(c);
                    }
                }
            }
        });
        return bare.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D;
    }

    /** Between letters of a script in which it can be seen: in Latin, Greek and Cyrillic it would only hide. */
    private static boolean joins(int[] points, int at) {
        return at > 0
                && at < points.length - 1
                && (Character.isLetter(points[at - 1]) || isMark(points[at - 1]))
                && Character.isLetter(points[at + 1])
                && !WITHOUT_JOINERS.contains(Character.UnicodeScript.of(points[at - 1]))
                && !WITHOUT_JOINERS.contains(Character.UnicodeScript.of(points[at + 1]));
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean visible(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED:
                return false;
            default:
                return true;
        }
    }
}
