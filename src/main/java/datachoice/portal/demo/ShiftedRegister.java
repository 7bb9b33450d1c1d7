package datachoice.portal.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** A register file of the demo with all its dates moved by whole days, so that the ages hold on another day. */
record ShiftedRegister(String name, long days) {
    private static final int DATE_OF_BIRTH = 3;

    InputStream open() throws IOException {
        var out = new ByteArrayOutputStream(1 << 21);
        try (var in = new ClassPathResource("demo/" + name).getInputStream();
                var rows = CsvReader.builder().ofCsvRecord(in, StandardCharsets.UTF_8);
                var writer = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            for (var row : rows) {
                writer.writeRecord(row.getStartingLineNumber() == 1 ? row.getFields() : shifted(row.getFields()));
            }
        }
        return new ByteArrayInputStream(out.toByteArray());
    }

    private List<String> shifted(List<String> row) {
        var fields = new ArrayList<>(row);
        fields.set(
                DATE_OF_BIRTH,
                LocalDate.parse(row.get(DATE_OF_BIRTH)).plusDays(days).toString());
        return fields;
    }
}
