package datachoice.choice.practice;

import datachoice.choice.ChoiceDecision;
import datachoice.core.CsvFile;
import datachoice.core.FormulaGuard;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.person.NhsNumbers;
import datachoice.practice.Workplace;
import de.siegmar.fastcsv.writer.CsvWriter;
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

    /**
     * Every row of the filters, on all pages. Whom the file names is written down before this returns (decision 28). Holds
     * one id for each row, and never more than {@value #BATCH} rows.
     *
     * @param reason a word of {@link LookReason}, or what was written instead
     */
    @Transactional
    CsvFile make(ListQuery query, String reason, SignedInUser user) {
        return CsvFile.of(
                csv -> publisher.publishEvent(PracticeLook.exported(write(csv, query, Workplace.of(user)), reason)));
    }

    /** Whom the rows name. */
    private List<PersonId> write(CsvWriter csv, ListQuery query, OdsCode practice) {
        var named = new ArrayList<PersonId>();
        var snomed = Stream.of(ChoiceDecision.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        decision -> codes.first(decision).map(DissentCode::code).orElse("")));
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
                    row.state().name(),
                    UkTime.dateOf(row.setAt()).toString(),
                    row.status().name(),
                    row.hasCode() ? snomed.get(row.toEnter()) : "");
        }
        batch.clear();
    }
}
