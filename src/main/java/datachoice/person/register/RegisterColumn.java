package datachoice.person.register;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The columns of a register file, in their order. */
enum RegisterColumn {
    NHS_NUMBER,
    FAMILY_NAME,
    GIVEN_NAMES,
    DATE_OF_BIRTH,
    ADDRESS_1,
    ADDRESS_2,
    ADDRESS_3,
    ADDRESS_4,
    POSTCODE,
    EMAIL,
    MOBILE,
    LANGUAGE,
    FORMAT,
    ADDRESS_HIDDEN;

    private static final RegisterColumn[] ALL = values();
    static final int COUNT = ALL.length;

    static RegisterColumn at(int index) {
        return ALL[index];
    }

    static List<String> header() {
        return Stream.of(ALL).map(RegisterColumn::written).toList();
    }

    /** As the header of the file, and the database, write it. */
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
