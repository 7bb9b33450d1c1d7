package datachoice.identity.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Recognises passwords that guessers try first. Lists of stolen passwords are mostly short, and ours have at least twelve
 * characters; what remains common are one or two everyday words with numbers, signs and rows of keys around them. So
 * this knows the words and how they are put together, instead of every result.
 */
@Component
class CommonPasswords {
    private static final int MOST_COMMON_WORDS = 2;
    private static final int LONGEST_NUMBER = 6;
    private static final int FEWEST_DIFFERENT = 5;
    private static final int SHORTEST_ROW = 3;
    private static final String[] ROWS = {
        "abcdefghijklmnopqrstuvwxyz",
        "qwertyuiop",
        "asdfghjkl",
        "zxcvbnm",
        "012345678901234567890123456789",
        "1q2w3e4r5t6y7u8i9o0p",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
        "qazwsxedcrfvtgbyhnujm"
    };
    private static final Pattern NEITHER = Pattern.compile("[^a-z0-9]+");
    private static final Pattern RUNS = Pattern.compile("(?<=[a-z])(?=[0-9])|(?<=[0-9])(?=[a-z])");

    private final Set<String> words = new HashSet<>();
    private final int longestWord;

    CommonPasswords() {
        try {
            new ClassPathResource("identity/common-words.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.trim().split(" +")))
                    .filter(word -> !word.isEmpty())
                    .forEach(words::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        longestWord = words.stream().mapToInt(String::length).max().orElse(0);
    }

    boolean includes(String password) {
        var lower = password.toLowerCase(Locale.ROOT);
        return lower.chars().distinct().count() < FEWEST_DIFFERENT
                || isRepeated(lower)
                || isPutTogether(lower)
                || isPutTogether(withPlainMiddle(lower));
    }

    /** From the first letter to the last, signs and numbers that stand for letters are read as letters. */
    private static String withPlainMiddle(String text) {
        int first = 0;
        int last = text.length();
        while (first < last && !isLetter(text.charAt(first))) {
            first++;
        }
        while (last > first && !isLetter(text.charAt(last - 1))) {
            last--;
        }
        return text.substring(0, first) + plain(text.substring(first, last)) + text.substring(last);
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static String plain(String text) {
        return text.replace('0', 'o')
                .replace('1', 'i')
                .replace('!', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replace('7', 't');
    }

    /** The same few characters again and again, such as "abc1abc1abc1". */
    private static boolean isRepeated(String text) {
        for (int length = 1; length <= text.length() / 2; length++) {
            if (text.length() % length == 0
                    && text.equals(text.substring(0, length).repeat(text.length() / length))) {
                return true;
            }
        }
        return false;
    }

    private boolean isPutTogether(String text) {
        int used = 0;
        for (var part : NEITHER.split(text)) {
            if (isRow(part)) {
                continue;
            }
            for (var run : RUNS.split(part)) {
                used += Character.isDigit(run.isEmpty() ? '0' : run.charAt(0)) ? inNumber(run) : inLetters(run);
                if (used > MOST_COMMON_WORDS) {
                    return false;
                }
            }
        }
        return text.codePoints().allMatch(c -> c < 128);
    }

    private static int inNumber(String digits) {
        return digits.length() <= LONGEST_NUMBER || isRow(digits) || isRepeated(digits) ? 0 : MOST_COMMON_WORDS + 1;
    }

    /** The fewest common words that give these letters; more than enough if other letters are among them. */
    private int inLetters(String letters) {
        var fewest = new int[letters.length() + 1];
        for (int end = 1; end <= letters.length(); end++) {
            fewest[end] = MOST_COMMON_WORDS + 1;
            for (int start = Math.max(0, end - Math.max(longestWord, 26)); start < end; start++) {
                var piece = letters.substring(start, end);
                int cost =
                        words.contains(piece) ? 1 : isRow(piece) || isOneCharacter(piece) ? 0 : MOST_COMMON_WORDS + 1;
                fewest[end] = Math.min(fewest[end], fewest[start] + cost);
            }
        }
        return fewest[letters.length()];
    }

    private static boolean isOneCharacter(String piece) {
        return piece.length() >= SHORTEST_ROW && piece.chars().distinct().count() == 1;
    }

    /** Neighbours on the keyboard or in the alphabet, forwards or backwards. */
    private static boolean isRow(String piece) {
        if (piece.length() < SHORTEST_ROW) {
            return false;
        }
        var reversed = new StringBuilder(piece).reverse().toString();
        for (var row : ROWS) {
            if (row.contains(piece) || row.contains(reversed)) {
                return true;
            }
        }
        return false;
    }
}
