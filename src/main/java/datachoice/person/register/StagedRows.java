package datachoice.person.register;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams rows into {@code person.register_row} by COPY, in the transaction of the connection. */
class StagedRows {
    private static final int CHUNK = 1 << 16;

    private final StringBuilder text = new StringBuilder(CHUNK + 4096);
    private final UUID upload;
    private final CopyIn copy;
    private int rows;

    StagedRows(Connection connection, UUID upload) throws SQLException {
        this.upload = upload;
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                copy person.register_row (upload, line, problems, nhs_number, family_name, given_names, date_of_birth,
                    address_1, address_2, address_3, address_4, postcode, email, mobile, language, format, address_hidden)
                from stdin""");
    }

    void add(long line, RegisterRow row) throws SQLException {
        boolean good = row.problems().isEmpty();
        text.append(upload).append('\t').append(line);
        append(good ? null : String.join(",", row.problems()));
        for (int i = 0; i < RegisterColumn.COUNT; i++) {
            append(good || i == RegisterColumn.NHS_NUMBER.ordinal() ? row.value(i) : null);
        }
        text.append('\n');
        rows++;
        if (text.length() >= CHUNK) {
            flush();
        }
    }

    /** How many rows there were. */
    int end() throws SQLException {
        flush();
        copy.endCopy();
        return rows;
    }

    /** Leaves the connection usable after a row that could not be read. */
    void cancel() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void flush() throws SQLException {
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private void append(@Nullable String value) {
        text.append('\t');
        if (value == null) {
            text.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) { // cleaned values hold no tab and no line end
            char c = value.charAt(i);
            if (c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
    }
}
