package datachoice.choice.history;

import datachoice.choice.ledger.Doubts;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes it down when somebody says that a choice is not theirs. That changes no choice: whoever can sign in can also choose
 * again, and whoever cannot be sure who wrote this should not undo anything because of it.
 */
@Service
@PreAuthorize("hasAnyRole('PATIENT', 'LETTER')")
@Transactional
class NotMe {
    private final Receipts receipts;
    private final Doubts doubts;

    NotMe(Receipts receipts, Doubts doubts) {
        this.receipts = receipts;
        this.doubts = doubts;
    }

    /**
     * The choice, for somebody who may see it.
     *
     * @throws NotFound if it is somebody else's, and for everyone who may not
     */
    ReceiptView about(PersonId subject, String reference, SignedInUser user) {
        var receipt = receipts.find(reference, user).receipt();
        if (!receipt.person().id().equals(subject)) {
            throw new NotFound();
        }
        return receipt;
    }

    /** False where so much was told about it, and is not settled, that no more is kept. */
    boolean tell(ReceiptView about, String words, String reach, SignedInUser user) {
        return doubts.tell(about.person().id(), about.reference(), words, reach, user.actor());
    }
}
