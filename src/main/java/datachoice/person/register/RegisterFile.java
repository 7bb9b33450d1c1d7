package datachoice.person.register;

import datachoice.person.register.RegisterFileRefused.Reason;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * Reads a register file row by row, so that its size does not matter. Both questions throw {@link RegisterFileRefused} where
 * it turns out to be no register in UTF-8 with the columns asked for, in their order.
 */
class RegisterFile implements Iterator<CsvRecord> {
    /** A register of everybody in the largest city has half as many. */
    static final int MOST_ROWS = 2_000_000;

    private static final int LONGEST_FIELD = 1 << 17;
    private static final char UNREADABLE = '\uFFFD'; // what the decoder puts where bytes are not UTF-8
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final int ZIP = 0x504B0304; // spreadsheets are zip files, too

    private final Iterator<CsvRecord> records;
    private long line;
    private int rows;

    /**
     * Looks at what comes first: there is a header, and a row.
     *
     * @param csv read as far as is needed, never closed
     * @throws UncheckedIOException if it cannot be read
     */
    RegisterFile(InputStream csv) {
        try {
            records = CsvReader.builder()
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .maxBufferSize(LONGEST_FIELD)
                    .ofCsvRecord(fromItsText(new ShortLines(csv)), StandardCharsets.UTF_8)
                    .iterator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!more()) {
            throw new RegisterFileRefused(Reason.EMPTY, 1, null);
        }
        checkHeader(read());
        if (!more()) {
            throw new RegisterFileRefused(Reason.NO_ROWS, 1, null);
        }
    }

    @Override
    public boolean hasNext() {
        return more();
    }

    @Override
    public CsvRecord next() {
        if (!more()) {
            throw new NoSuchElementException();
        }
        if (++rows > MOST_ROWS) {
            throw new RegisterFileRefused(Reason.TOO_MANY_ROWS, line, null);
        }
        return read();
    }

    private boolean more() {
        try {
            return records.hasNext();
        } catch (CsvParseException e) {
            throw refused(e);
        }
    }

    private CsvRecord read() {
        try {
            var record = records.next();
            line = record.getStartingLineNumber();
            for (int i = 0; i < record.getFieldCount(); i++) {
                var field = record.getField(i);
                if (field.indexOf(UNREADABLE) >= 0) {
                    throw new RegisterFileRefused(Reason.ENCODING, line, null);
                }
                if (field.indexOf('\0') >= 0) {
                    throw new RegisterFileRefused(zeros(record), line, null);
                }
            }
            return record;
        } catch (CsvParseException e) {
            throw refused(e);
        }
    }

    /** The reader wraps what {@link ShortLines} throws. */
    private RegisterFileRefused refused(CsvParseException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof RegisterFileRefused refused) {
                return refused;
            }
        }
        return new RegisterFileRefused(Reason.BROKEN, line + 1, null);
    }

    /** Every other byte of ASCII in UTF-16 is zero; a zero here and there is damage. */
    private static Reason zeros(CsvRecord record) {
        var text = String.join("", record.getFields());
        long zeros = text.chars().filter(c -> c == 0).count();
        return zeros * 3 > text.length() ? Reason.ENCODING : Reason.ZERO;
    }

    /** After the mark that spreadsheets, and our own template, begin with: in front of a quotation mark it would be text. */
    private static InputStream fromItsText(InputStream csv) throws IOException {
        var first = new PushbackInputStream(csv, Integer.BYTES);
        var start = first.readNBytes(Integer.BYTES);
        if (start.length == Integer.BYTES && java.nio.ByteBuffer.wrap(start).getInt() == ZIP) {
            throw new RegisterFileRefused(Reason.ZIP, 1, null);
        }
        int mark = start.length >= BYTE_ORDER_MARK.length
                        && Arrays.equals(start, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)
                ? BYTE_ORDER_MARK.length
                : 0;
        first.unread(start, mark, start.length - mark);
        return first;
    }

    /** Without what stands behind the last column, where that holds nothing. */
    static List<String> columns(List<String> fields) {
        int end = fields.size();
        while (end > RegisterColumn.COUNT && fields.get(end - 1).isBlank()) {
            end--;
        }
        return fields.subList(0, end);
    }

    private static void checkHeader(CsvRecord record) {
        var header = columns(record.getFields()).stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (header.size() == 1 && (header.get(0).contains(";") || header.get(0).contains("\t"))) {
            throw new RegisterFileRefused(Reason.SEPARATOR, 1, null);
        }
        var wanted = RegisterColumn.header();
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
