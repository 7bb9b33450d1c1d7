package datachoice.demo;

import datachoice.core.NhsNumber;
import datachoice.portal.demo.DemoPeople;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Makes the people of the demo, always the same ones: two register files as a practice would upload them. Nobody in them
 * exists. NHS numbers come from the range that is never given out, telephone numbers from those kept for drama, post codes
 * from areas that do not exist. Run {@code main} after a change here, and commit the two files.
 */
public class DemoPeopleGenerator {
    static final Path FOLDER = Path.of("src/main/resources/demo");
    private static final LocalDate TODAY = DemoPeople.FILES_ARE_OF;
    private static final String HEADER =
            "nhs_number,family_name,given_names,date_of_birth,address_1,address_2,address_3,"
                    + "address_4,postcode,email,mobile,language,format,address_hidden\n";
    private static final String INWARD = "ABDEFGHJLNPQRSTUWXYZ";
    private static final List<String> TREES = List.of(
            "Alder",
            "Bramble",
            "Briar",
            "Burdock",
            "Campion",
            "Catkin",
            "Cobnut",
            "Damson",
            "Dogwood",
            "Fennel",
            "Foxglove",
            "Furze",
            "Gorse",
            "Harebell",
            "Hazel",
            "Hornbeam",
            "Juniper",
            "Larch",
            "Linden",
            "Mallow",
            "Medlar",
            "Mulberry",
            "Osier",
            "Quince",
            "Rowan",
            "Sorrel",
            "Spindle",
            "Tansy",
            "Teasel",
            "Whitebeam",
            "Willow",
            "Yew");
    private static final List<String> WAYS =
            List.of("Lane", "Street", "Close", "Row", "Way", "Gardens", "Rise", "Terrace", "Walk", "Mews");

    private final Random random = new Random(2014);
    private final Set<String> numbers = new HashSet<>();
    private int emails;

    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(FOLDER);
        var generator = new DemoPeopleGenerator();
        for (var file : List.of("elm-surgery.csv", "oak-road.csv")) {
            try (var out = Files.newBufferedWriter(FOLDER.resolve(file), StandardCharsets.UTF_8)) {
                generator.write(file, out);
            }
        }
    }

    /** In the order of {@code main}, because the second file goes on where the first one stopped. */
    void write(String file, Writer out) throws IOException {
        boolean elm = file.startsWith("elm");
        var people = new ArrayList<String>();
        if (elm) {
            namedPeople(people);
        }
        var town = elm ? new Town("Elmhaven", "QE") : new Town("Oakbarrow", "QO");
        int wanted = elm ? 12_000 : 3_000;
        careHome(people, town);
        while (people.size() < wanted) {
            household(people, town, wanted - people.size());
        }
        out.write(HEADER);
        for (var person : people) {
            out.write(person);
            out.write('\n');
        }
    }

    /** Those whom the demo speaks about. Their ages hold on the day of the first start, see {@link DemoPeople}. */
    private void namedPeople(List<String> people) {
        var rahmans = new Home("4 Catkin Row", "Elmhaven", "QE1 4AB", "ar");
        people.add(rahmans.person("Rahman", "Amina", born(38, 4), "amina@demo.example", "STANDARD"));
        people.add(rahmans.person("Rahman", "Omar", born(41, 2), "", "STANDARD"));
        people.add(rahmans.person("Rahman", "Leila", born(12, 3), "", "STANDARD"));
        people.add(rahmans.person("Rahman", "Sami", born(7, 5), "", "STANDARD"));
        people.add(new Home("17 Hornbeam Close", "Elmhaven", "QE1 2FD", "en")
                .person("Ashdown", "George", born(76, 2), "george@demo.example", "STANDARD"));
        people.add(new Home("52 Linden Way", "Elmhaven", "QE2 7LN", "en")
                .person("Penrose", "Carol Ann", born(59, 7), "carol@demo.example", "STANDARD"));
        people.add(new Home("3 Medlar Mews", "Elmhaven", "QE2 1HS", "en")
                .person("Penrose", "Edith May", born(86, 6), "", "LARGE_PRINT"));
        var teagues = new Home("Flat 2, 9 Teasel Street", "Elmhaven", "QE1 8RT", "en");
        people.add(teagues.person("Teague", "Rowan", born(15, 4), "rowan@demo.example", "STANDARD"));
        people.add(teagues.person("Teague", "Josephine", born(44, 9), "", "STANDARD"));
        people.add(new Home("28 Bramble Lane", "Elmhaven", "QE1 1AA", "en")
                .person("Hale", "Winifred", born(80, 5), "", "LARGE_PRINT"));
        var okaforLanes = new Home("11 Damson Gardens", "Elmhaven", "QE3 5GH", "en");
        people.add(okaforLanes.person("Okafor-Lane", "Chukwuemeka", born(47, 1), "", "STANDARD"));
        people.add(okaforLanes.person("Okafor-Lane", "Adaeze", born(45, 8), "", "STANDARD"));
        people.add(okaforLanes.person("Okafor-Lane", "Ikenna", born(18, 3), "", "STANDARD"));
        people.add(okaforLanes.person("Okafor-Lane", "Amarachi", born(9, 6), "", "STANDARD"));
    }

    private void careHome(List<String> people, Town town) {
        for (int room = 1; room <= 36; room++) {
            var names = DemoNames.any(random);
            boolean woman = random.nextInt(10) < 7;
            int age = 78 + random.nextInt(24);
            var home = new Home("Room " + room + ", The Orchard", town.name, town.outward + "5 1LS", "en");
            people.add(person(home, names.family(random), names.given(random, woman, age), age));
        }
    }

    private void household(List<String> people, Town town, int room) {
        var names = DemoNames.any(random);
        var family = names.family(random);
        var home = town.home(names);
        int kind = random.nextInt(100);
        var members = new ArrayList<String>();
        if (kind < 24) { // alone
            int age = 19 + random.nextInt(50);
            members.add(person(home, family, names.given(random, random.nextBoolean(), age), age));
        } else if (kind < 35) { // alone and old
            int age = 68 + random.nextInt(30);
            members.add(person(home, family, names.given(random, random.nextInt(10) < 6, age), age));
        } else if (kind < 57) { // two
            int age = 22 + random.nextInt(66);
            couple(members, home, names, family, age);
        } else if (kind < 84) { // parents and children
            int age = 25 + random.nextInt(25);
            couple(members, home, names, family, age);
            children(members, home, names, family, age);
        } else if (kind < 92) { // one parent
            int age = 22 + random.nextInt(28);
            members.add(person(home, family, names.given(random, random.nextInt(10) < 8, age), age));
            children(members, home, names, family, age);
        } else if (kind < 96) { // three generations
            int age = 28 + random.nextInt(18);
            couple(members, home, names, family, age);
            children(members, home, names, family, age);
            int old = age + 23 + random.nextInt(14);
            members.add(person(home, family, names.given(random, true, old), old));
        } else { // sharing
            for (int i = 0, sharing = 3 + random.nextInt(3); i < sharing; i++) {
                var other = DemoNames.any(random);
                int age = 18 + random.nextInt(14);
                members.add(person(home, other.family(random), other.given(random, random.nextBoolean(), age), age));
            }
        }
        people.addAll(members.subList(0, Math.min(members.size(), room)));
    }

    private void couple(List<String> members, Home home, DemoNames names, String family, int age) {
        members.add(person(home, family, names.given(random, true, age), age));
        int other = Math.max(18, age + random.nextInt(9) - 4);
        int surname = random.nextInt(10);
        var theirs = surname < 6 ? family : surname < 8 ? names.family(random) : family + "-" + names.family(random);
        members.add(person(home, theirs, names.given(random, random.nextInt(25) == 0, other), other));
    }

    private void children(List<String> members, Home home, DemoNames names, String family, int parent) {
        int oldest = Math.min(parent - 19, 21);
        if (oldest < 1) {
            oldest = 1;
        }
        for (int i = 0, children = 1 + random.nextInt(3); i < children; i++) {
            int age = random.nextInt(oldest);
            members.add(person(home, family, names.given(random, random.nextBoolean(), age), age));
        }
    }

    private String person(Home home, String family, String given, int age) {
        var born = TODAY.minusYears(age).minusDays(1L + random.nextInt(363));
        var email = "";
        if (age >= 16 && random.nextInt(100) < (age > 75 ? 10 : 27)) {
            email = ascii(given.split(" ")[0]) + "." + ascii(family) + ++emails + "@demo.example";
        }
        int kind = random.nextInt(1000);
        var format = age > 70 && kind < 80
                ? "LARGE_PRINT"
                : kind < 4 ? "EASY_READ" : kind < 6 ? "BRAILLE" : kind < 8 ? "AUDIO" : "STANDARD";
        return home.person(family, given, born, email, format);
    }

    private String nhsNumber() {
        while (true) {
            var stem = "999" + "%06d".formatted(random.nextInt(1_000_000));
            for (int digit = 0; digit < 10; digit++) {
                if (NhsNumber.holds(stem + digit) && numbers.add(stem + digit)) {
                    return stem + digit;
                }
            }
        }
    }

    /** So many years and months old on the day of the files. */
    private static LocalDate born(int years, int months) {
        return TODAY.minus(Period.of(years, months, 11));
    }

    private static String ascii(String name) {
        var letters = Normalizer.normalize(name.replace('Ł', 'L').replace('ł', 'l'), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z-]", "")
                .toLowerCase(Locale.ROOT);
        return letters.isEmpty() ? "mail" : letters.substring(0, Math.min(20, letters.length()));
    }

    /** Where people live together. */
    private class Home {
        private final String line;
        private final String town;
        private final String postcode;
        private final String language;
        private final boolean hidden = random.nextInt(400) == 0;

        Home(String line, String town, String postcode, String language) {
            this.line = line;
            this.town = town;
            this.postcode = postcode;
            this.language = random.nextInt(12) == 0 ? language : "en";
        }

        String person(String family, String given, LocalDate born, String email, String format) {
            var mobile = random.nextInt(100) < 55 && born.isBefore(TODAY.minusYears(13))
                    ? "07700 900%03d".formatted(random.nextInt(1000))
                    : "";
            return String.join(
                    ",",
                    nhsNumber(),
                    nfc(family),
                    nfc(given),
                    born.toString(),
                    quoted(line),
                    town,
                    "",
                    "",
                    postcode,
                    email,
                    mobile,
                    language,
                    format,
                    hidden ? "yes" : "no");
        }

        private String nfc(String text) {
            return Normalizer.normalize(text, Normalizer.Form.NFC);
        }

        private String quoted(String text) {
            return text.contains(",") ? "\"" + text + "\"" : text;
        }
    }

    /** Streets filled house by house, so that neighbours live beside each other and nobody shares an address by chance. */
    private class Town {
        private final String name;
        private final String outward;
        private int street = 0;
        private int house = 0;
        private int flat = 0;

        Town(String name, String outward) {
            this.name = name;
            this.outward = outward;
        }

        Home home(DemoNames names) {
            if (flat > 0 && flat < 6) {
                flat++;
            } else {
                flat = 0;
                house++;
                if (house > 60) {
                    house = 1;
                    street++;
                }
                if (random.nextInt(12) == 0) {
                    flat = 1;
                }
            }
            var way = TREES.get(street % TREES.size()) + " " + WAYS.get((street / TREES.size() + street) % WAYS.size());
            var line = (flat > 0 ? "Flat " + flat + ", " : "") + (house + 60) + " " + way;
            var postcode = outward + (1 + street % 4) + " " + (street / 4 % 10)
                    + INWARD.charAt(street % INWARD.length())
                    + INWARD.charAt(house / 15 % INWARD.length());
            return new Home(line, name, postcode, names.language);
        }
    }
}
