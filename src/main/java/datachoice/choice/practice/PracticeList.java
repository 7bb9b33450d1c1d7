package datachoice.choice.practice;

import datachoice.audit.AuditSearch;
import datachoice.choice.ledger.Doubts;
import datachoice.choice.ledger.EntryStatus;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.person.NhsNumbers;
import datachoice.practice.Workplace;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shows the practice's list: the choices about the GP record of the people registered there. Each look is written down in
 * the transaction that reads, so nothing is shown without its entry (D19); that is why it is not read-only.
 */
@Service
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
@Transactional
class PracticeList {
    static final int PAGE_LENGTH = 50;

    private final PracticeRows rows;
    private final NationalCounts national;
    private final DissentCodes codes;
    private final NhsNumbers numbers;
    private final Doubts doubts;
    private final AuditSearch trail;
    private final ApplicationEventPublisher publisher;

    PracticeList(
            PracticeRows rows,
            NationalCounts national,
            DissentCodes codes,
            NhsNumbers numbers,
            Doubts doubts,
            AuditSearch trail,
            ApplicationEventPublisher publisher) {
        this.rows = rows;
        this.national = national;
        this.codes = codes;
        this.numbers = numbers;
        this.doubts = doubts;
        this.trail = trail;
        this.publisher = publisher;
    }

    /** A page of the list; beyond the last page it is the last one. */
    ListPage show(ListQuery asked, SignedInUser user) {
        var practice = Workplace.of(user);
        int total = rows.count(practice, asked);
        int pages = Math.max(1, (total + PAGE_LENGTH - 1) / PAGE_LENGTH);
        var query = asked.onPage(Math.min(asked.page(), pages));
        int skipped = (query.page() - 1) * PAGE_LENGTH;
        var page = total == 0 ? List.<PracticeRow>of() : rows.page(practice, query, skipped, PAGE_LENGTH, total);
        var shown = page.stream().map(PracticeRow::subject).toList();
        publisher.publishEvent(PracticeLook.listViewed(shown, query.page()));
        var nhsNumbers = numbers.of(shown);
        var doubted = doubts.openAmong(shown);
        var waiting = rows.waiting(practice);
        return new ListPage(
                query,
                page.stream()
                        .map(row -> new ListRow(row, nhsNumbers.get(row.subject()), doubted.contains(row.subject())))
                        .toList(),
                total,
                pages,
                page.isEmpty() ? 0 : skipped + 1,
                waiting.getOrDefault(EntryStatus.NEW, 0),
                waiting.getOrDefault(EntryStatus.TO_RECONFIRM, 0),
                total == 0 && rows.isEmpty(practice),
                doubts.countOpen(practice),
                national.of(practice),
                page.stream().anyMatch(PracticeRow::isNew) ? codes.current() : List.of(),
                trail.takenOver(practice),
                user.is(Role.PRACTICE_LEAD));
    }
}
