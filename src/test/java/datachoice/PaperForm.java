package datachoice;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.stream.Stream;

/** What staff type of a paper form. */
public final class PaperForm {
    private PaperForm() {}

    /**
     * A yes that the person signed on that day, on the first version of the form, after anything else said on the day.
     *
     * @param others names and values of fields that say something else
     */
    public static String[] signedOn(LocalDate day, String... others) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("channel", "PAPER");
        fields.put("asker", "SELF");
        fields.put("answer", "ALLOW");
        fields.put("decidedOn.day", String.valueOf(day.getDayOfMonth()));
        fields.put("decidedOn.month", String.valueOf(day.getMonthValue()));
        fields.put("decidedOn.year", String.valueOf(day.getYear()));
        fields.put("proofing", "P5");
        fields.put("version", "1");
        fields.put("sameDay", "YES");
        for (int i = 0; i < others.length; i += 2) {
            fields.put(others[i], others[i + 1]);
        }
        return fields.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }
}
