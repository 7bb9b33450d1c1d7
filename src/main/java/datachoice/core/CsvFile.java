package datachoice.core;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/**
 * A table for spreadsheets, finished before anything of it is sent (decision 28), so that nobody gets a cut one. It has no
 * name any more: closing it, or the end of this process, leaves nothing behind.
 */
public final class CsvFile implements Closeable {
    /** Without it spreadsheets take the file for another encoding and spoil every accent. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Writes the rows. Cells that hold what people typed go through {@link FormulaGuard} first (T11). */
    public interface Content {
        void writeTo(CsvWriter csv) throws IOException;
    }

    private final FileChannel file;

    private CsvFile(FileChannel file) {
        this.file = file;
    }

    /** @throws UncheckedIOException if the disk fails; then nothing is left of it either */
    public static CsvFile of(Content content) {
        try {
            var made = new CsvFile(open());
            try {
                made.write(content);
                return made;
            } catch (IOException | RuntimeException e) {
                made.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long length() throws IOException {
        return file.size();
    }

    /** As a download of that name. */
    public void send(HttpServletResponse response, String name) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        response.setContentLengthLong(length());
        sendTo(response.getOutputStream());
    }

    public void sendTo(OutputStream out) throws IOException {
        file.position(0);
        Channels.newInputStream(file).transferTo(out);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void write(Content content) throws IOException {
        var text = new OutputStreamWriter(Channels.newOutputStream(file), StandardCharsets.UTF_8);
        text.write(BYTE_ORDER_MARK);
        var csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(text);
        content.writeTo(csv);
        csv.flush();
    }

    /** For this user of the computer only; where the system can, without a name from the start. */
    private static FileChannel open() throws IOException {
        return FileChannel.open(
                Files.createTempFile("datachoice", ".csv"),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }
}
