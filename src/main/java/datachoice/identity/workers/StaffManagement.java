package datachoice.identity.workers;

import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.identity.account.AccountRows;
import datachoice.identity.proof.FailureBudgets;
import datachoice.identity.proof.FailureBudgets.Invited;
import datachoice.identity.workers.WorkerAccounts.By;
import datachoice.identity.workers.WorkerManagement.Done;
import datachoice.practice.PracticeLookup;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a practice's lead does with the accounts of that practice's staff, and of nobody else. The practice is the lead's
 * own, never one that was sent.
 */
@Service
@Transactional
@PreAuthorize("hasRole('PRACTICE_LEAD')")
class StaffManagement {
    private final WorkerRows workers;
    private final WorkerAccounts accounts;
    private final Invitations invitations;
    private final AccountRows rows;
    private final PracticeLookup practices;
    private final FailureBudgets budgets;

    StaffManagement(
            WorkerRows workers,
            WorkerAccounts accounts,
            Invitations invitations,
            AccountRows rows,
            PracticeLookup practices,
            FailureBudgets budgets) {
        this.workers = workers;
        this.accounts = accounts;
        this.invitations = invitations;
        this.rows = rows;
        this.practices = practices;
        this.budgets = budgets;
    }

    /** @param mine whether the lead may switch it: staff, and once switched off, by a lead of this practice */
    record StaffLine(WorkerView worker, boolean mine) {}

    @Transactional(readOnly = true)
    public List<StaffLine> staff(SignedInUser lead) {
        return workers.at(practice(lead)).stream()
                .map(worker -> new StaffLine(worker, isMine(lead, worker)))
                .toList();
    }

    @Transactional(readOnly = true)
    public List<Invitations.Open> openInvitations(SignedInUser lead) {
        return invitations.openAt(practice(lead));
    }

    /**
     * Invites somebody to work at the lead's own practice. Whether that address has an account, or an invitation, elsewhere
     * makes no difference to the answer: its owner is told what to do.
     */
    public Done invite(SignedInUser lead, String email) {
        checkStill(lead);
        if (worksHere(lead, email)) {
            return Done.HAS_ACCOUNT;
        }
        if (invitations.isOpenFor(email, practice(lead))) {
            return Done.IS_INVITED;
        }
        var invited = budgets.invited(lead.login(), email, false);
        var enough = WorkerManagement.enough(invited);
        if (enough.isPresent()) {
            return enough.get();
        }
        invitations.ask(email, Role.PRACTICE_STAFF, practice(lead), lead.login(), false, invited == Invited.YES);
        return Done.DONE;
    }

    public Done sendAgain(SignedInUser lead, UUID invitation) {
        checkStill(lead);
        var open = invitation(lead, invitation);
        if (open.isEmpty()) {
            return Done.SETTLED;
        }
        var invited = budgets.invited(lead.login(), open.get().email(), false);
        var enough = WorkerManagement.enough(invited);
        if (enough.isPresent()) {
            return enough.get();
        }
        invitations.sendAgain(open.get(), invited == Invited.YES);
        return Done.DONE;
    }

    public Done withdraw(SignedInUser lead, UUID invitation) {
        checkStill(lead);
        var open = invitation(lead, invitation);
        open.ifPresent(it -> invitations.withdraw(it, lead.login()));
        return open.isPresent() ? Done.DONE : Done.SETTLED;
    }

    public void switchOff(SignedInUser lead, UUID account) {
        checkStill(lead);
        var worker = mine(lead, account);
        if (!worker.switchedOff()) {
            accounts.switchOff(worker, by(lead));
        }
    }

    public void switchOn(SignedInUser lead, UUID account) {
        checkStill(lead);
        var worker = mine(lead, account);
        if (worker.switchedOff()) {
            accounts.switchOn(worker, by(lead));
        }
    }

    private boolean worksHere(SignedInUser lead, String email) {
        return rows.findByEmail(email)
                .flatMap(account -> workers.find(account.id()))
                .map(WorkerView::practice)
                .filter(practice(lead)::equals)
                .isPresent();
    }

    /** Invitations of this practice's staff; what administrators asked for is theirs. Empty if it is closed already. */
    private Optional<Invitations.Open> invitation(SignedInUser lead, UUID id) {
        var open = invitations
                .find(id)
                .filter(it -> practice(lead).equals(it.practice()))
                .filter(it -> it.role() == Role.PRACTICE_STAFF && !it.waits());
        if (open.isEmpty() && !invitations.isClosed(id, practice(lead))) {
            throw new NotFound();
        }
        return open;
    }

    private WorkerView mine(SignedInUser lead, UUID account) {
        return workers.find(account).filter(worker -> isMine(lead, worker)).orElseThrow(NotFound::new);
    }

    /** Whom an administrator has switched off, only an administrator lets in again. */
    private boolean isMine(SignedInUser lead, WorkerView worker) {
        return practice(lead).equals(worker.practice())
                && worker.is(Role.PRACTICE_STAFF)
                && !worker.id().equals(lead.login())
                && (!worker.switchedOff()
                        || Optional.ofNullable(worker.switchedOffBy())
                                .flatMap(workers::find)
                                .map(WorkerView::practice)
                                .filter(practice(lead)::equals)
                                .isPresent());
    }

    /** Whoever was sent away a moment ago decides nothing any more. */
    private void checkStill(SignedInUser lead) {
        workers.find(lead.login())
                .filter(worker -> worker.is(Role.PRACTICE_LEAD) && !worker.switchedOff())
                .filter(worker -> practice(lead).equals(worker.practice()) && practices.isOpen(practice(lead)))
                .orElseThrow(NotFound::new);
    }

    private static OdsCode practice(SignedInUser lead) {
        return Objects.requireNonNull(lead.practice());
    }

    private static By by(SignedInUser user) {
        return new By(user.login(), user.displayName());
    }
}
