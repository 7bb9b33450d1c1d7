package datachoice.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;

/**
 * Files with people of whom each is somebody new. Their numbers are not from the range for tests, which is too small for a
 * million; nobody is shown them.
 */
final class InventedRegister {
    private static final String HEADER =
            "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,address_4,postcode,email,mobile,language,format,address_hidden";
    private static final String[] FIRST = {
        "Ash", "Birch", "Clay", "Dun", "East", "Fen", "Grön", "Hazel", "Iron", "Kings", "Łąk", "Mill", "North", "Oak",
        "Pen", "Quill", "Red", "Stone", "Thorn", "Upper", "Vale", "West", "Yar", "Žel"
    };
    private static final String[] LAST = {
        "acre", "bank", "combe", "dale", "ey", "field", "gate", "ham", "ings", "keld", "ley", "mere", "ness", "over",
        "port", "rigg", "shaw", "thwaite", "ufford", "well", "worth", "ström", "ić", "owa"
    };
    private static final String[] GIVEN = {
        "Ada", "Bela", "Cem", "Dara", "Eòin", "Femi", "Gwen", "Hui", "Ines", "Jonah", "Kofi", "Lena", "Mira", "Noor",
        "Olu", "Pia", "Quin", "Rhys", "Siân", "Tam", "Una", "Vera", "Wren", "Xia", "Yusuf", "Zoë"
    };
    private static final int DAYS = 90 * 365;

    private final Random dice = new Random(2014);
    private long stem;
    private int people;

    /** @param stem number after which theirs begin, without the check digit */
    InventedRegister(long stem) {
        this.stem = stem;
    }

    /** @param mobile of everybody */
    void write(Path file, int rows, String mobile) throws IOException {
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(HEADER);
            for (int i = 0; i < rows; i++) {
                writeRow(out, mobile);
            }
        }
    }

    private void writeRow(BufferedWriter out, String mobile) throws IOException {
        int check;
        do {
            stem++;
            check = check(stem);
        } while (check == 10);
        int i = people++;
        var born = LocalDate.of(1934, 1, 1).plusDays(dice.nextInt(DAYS));
        out.write("\n" + stem + check + ',' + any(FIRST) + any(LAST) + ',' + any(GIVEN) + ' ' + any(GIVEN) + ',' + born
                + ',' + i + " Elm Row,Elmhaven,,,QE1 1AA,z" + i + "@demo.example," + mobile + ",en,,no");
    }

    private String any(String[] words) {
        return words[dice.nextInt(words.length)];
    }

    private static int check(long stem) {
        int sum = 0;
        long digits = stem;
        for (int weight = 2; weight <= 10; weight++) {
            sum += (int) (digits % 10) * weight;
            digits /= 10;
        }
        return (11 - sum % 11) % 11;
    }
}
