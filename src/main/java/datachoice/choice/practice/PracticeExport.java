package datachoice.choice.practice;

import datachoice.choice.ChoiceDecision;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.person.NhsNumbers;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the practice's list as a file. */
@Service
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
class PracticeExport {
    static final List<String> HEADER = List.of(
            "nhs_number", "family_name", "given_names", "date_of_birth", "choice", "date_set", "status", "code");

    /** Without it spreadsheets take the file for another encoding and spoil every accent. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Rows whose NHS numbers are asked for at a time. */
    private static final int BATCH = 1000;

    private final PracticeRows rows;
    private final DissentCodes codes;
    private final NhsNumbers numbers;
    private final ApplicationEventPublisher publisher;

    PracticeExport(PracticeRows rows, DissentCodes codes, NhsNumbers numbers, ApplicationEventPublisher publisher) {
        this.rows = rows;
        this.codes = codes;
        this.numbers = numbers;
        this.publisher = publisher;
    }

    /** A finished file that has no name any more: closing it, or the end of this process, leaves nothing behind. */
    record ExportFile(FileChannel content, long length) implements Closeable {
        void sendTo(OutputStream out) throws IOException {
            content.position(0);
            Channels.newInputStream(content).transferTo(out);
        }

        @Override
        public void close() throws IOException {
            content.close();
        }
    }

    /**
     * Every row of the filters, on all pages. Whom the file names is written down before this returns (decision 28). Holds
     * one id for each row, and never more than {@value #BATCH} rows.
     *
     * @param reason a word of {@link LookReason}, or what was written instead
     */
    @Transactional
    ExportFile make(ListQuery query, String reason, SignedInUser user) {
        try {
            var file = open();
            try {
                var named = write(file, query, Workplace.of(user));
                publisher.publishEvent(PracticeLook.exported(named, reason));
                return new ExportFile(file, file.size());
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<PersonId> write(FileChannel file, ListQuery query, OdsCode practice) throws IOException {
        var named = new ArrayList<PersonId>();
        var snomed = Stream.of(ChoiceDecision.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        decision -> codes.first(decision).map(DissentCode::code).orElse("")));
        var text = new OutputStreamWriter(Channels.newOutputStream(file), StandardCharsets.UTF_8);
        text.write(BYTE_ORDER_MARK);
        var csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(text);
        csv.writeRecord(HEADER);
        var batch = new ArrayList<PracticeRow>(BATCH);
        rows.each(practice, query, row -> {
            named.add(row.subject());
            batch.add(row);
            if (batch.size() == BATCH) {
                write(csv, batch, snomed);
            }
        });
        write(csv, batch, snomed);
        csv.flush();
        return named;
    }

    /** Writes the rows, and empties the batch. */
    private void write(CsvWriter csv, List<PracticeRow> batch, Map<ChoiceDecision, String> snomed) {
        var nhsNumbers = numbers.of(batch.stream().map(PracticeRow::subject).toList());
        for (var row : batch) {
            csv.writeRecord(
                    nhsNumbers.get(row.subject()).digits(),
                    FormulaGuard.text(row.familyName()),
                    FormulaGuard.text(row.givenNames()),
                    row.dateOfBirth().toString(),
                    row.decision().name(),
                    UkTime.dateOf(row.setAt()).toString(),
                    row.status().name(),
                    row.hasCode() ? snomed.get(row.decision()) : "");
        }
        batch.clear();
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
