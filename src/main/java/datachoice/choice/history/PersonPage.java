package datachoice.choice.history;

import datachoice.audit.AuditLookup;
import datachoice.choice.ledger.DecisionView;
import datachoice.choice.ledger.Overall;
import datachoice.core.OdsCode;
import datachoice.person.PersonView;
import datachoice.practice.PracticeView;
import java.util.List;
import java.util.Map;

/**
 * Everything on the page of one person.
 *
 * @param self the reader is the person
 * @param now one for each ledger that has a choice; empty before the first
 * @param history what this reader may know of it, newest first
 * @param looks who opened, changed or exported the record at work, newest first
 * @param moreLooks there are older looks than those shown
 * @param practices those that the looks name
 */
record PersonPage(
        PersonView person,
        boolean self,
        Overall overall,
        List<DecisionView> now,
        List<ReceiptView> history,
        List<AuditLookup.LookView> looks,
        boolean moreLooks,
        Map<OdsCode, PracticeView> practices) {
    /** Whether the practice still has something to enter. */
    public boolean waiting() {
        return now.stream().anyMatch(DecisionView::waiting);
    }
}
