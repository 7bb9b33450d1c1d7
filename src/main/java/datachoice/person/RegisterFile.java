package datachoice.person;

import datachoice.person.RegisterFileRefused.Reason;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Reads a register file row by row, so that its size does not matter. */
class RegisterFile {
    private static final int LONGEST_FIELD = 1 << 17;
    private static final char UNREADABLE = '\uFFFD'; // what the decoder puts where bytes are not UTF-8
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private long line;

    /**
     * Hands over each row after the header.
     *
     * @throws RegisterFileRefused if this is not a register in UTF-8 with the columns asked for, in their order
     */
    void read(InputStream csv, Consumer<CsvRecord> rows) throws IOException {
        try (var records = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_FIELD)
                .ofCsvRecord(csv, StandardCharsets.UTF_8)) {
            var each = records.iterator();
            if (!each.hasNext()) {
                throw new RegisterFileRefused(Reason.EMPTY, 1, null);
            }
            checkHeader(readable(each.next()));
            if (!each.hasNext()) {
                throw new RegisterFileRefused(Reason.NO_ROWS, 1, null);
            }
            while (each.hasNext()) {
                rows.accept(readable(each.next()));
            }
        } catch (CsvParseException e) {
            throw new RegisterFileRefused(Reason.BROKEN, line + 1, null);
        }
    }

    private CsvRecord readable(CsvRecord record) {
        line = record.getStartingLineNumber();
        for (int i = 0; i < record.getFieldCount(); i++) {
            var field = record.getField(i);
            if (field.indexOf(UNREADABLE) >= 0 || field.indexOf('\0') >= 0) {
                throw new RegisterFileRefused(Reason.ENCODING, line, null);
            }
        }
        return record;
    }

    private static void checkHeader(CsvRecord record) {
        var header = record.getFields().stream()
                .map(name -> name.replace(BYTE_ORDER_MARK, "").strip())
                .toList();
        if (header.size() == 1 && (header.get(0).contains(";") || header.get(0).contains("\t"))) {
            throw new RegisterFileRefused(Reason.SEPARATOR, 1, null);
        }
        var wanted = List.of(RegisterColumn.values()).stream()
                .map(RegisterColumn::written)
                .toList();
        for (var name : wanted) {
            if (!header.contains(name)) {
                throw new RegisterFileRefused(Reason.COLUMN_MISSING, 1, name);
            }
        }
        for (int i = 0; i < header.size(); i++) {
            if (!wanted.contains(header.get(i)) || header.indexOf(header.get(i)) < i) {
                throw new RegisterFileRefused(Reason.COLUMN_UNKNOWN, 1, header.get(i));
            }
        }
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).equals(header.get(i))) {
                throw new RegisterFileRefused(Reason.COLUMN_ORDER, 1, wanted.get(i));
            }
        }
    }
}
