package datachoice.identity.workers;

import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.Role;
import datachoice.core.SignedInUser;
import datachoice.core.UkTime;
import datachoice.identity.AccountNotice.Kind;
import datachoice.identity.account.AccountRows;
import datachoice.identity.proof.FailureBudgets;
import datachoice.identity.proof.FailureBudgets.Invited;
import datachoice.identity.session.OwnSessions;
import datachoice.identity.session.OwnSessions.SessionView;
import datachoice.identity.workers.WorkerAccounts.By;
import datachoice.practice.PracticeLookup;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an administrator does with the accounts of workers. Nobody changes their own; a role is given by two of them, one
 * who asks and another one who agrees, unless there is only one; and one always stays. Each act asks anew, at the moment
 * it is saved, whether whoever acts is still an administrator.
 */
@Service
@Transactional
@PreAuthorize("hasRole('PLATFORM_ADMIN')")
class WorkerManagement {
    static final int PAGE = 50;
    private static final int MOST_OPEN = 200;

    private final WorkerRows workers;
    private final WorkerAccounts accounts;
    private final Invitations invitations;
    private final RoleRequests requests;
    private final AccountRows rows;
    private final OwnSessions sessions;
    private final PracticeLookup practices;
    private final FailureBudgets budgets;
    private final Clock clock;

    WorkerManagement(
            WorkerRows workers,
            WorkerAccounts accounts,
            Invitations invitations,
            RoleRequests requests,
            AccountRows rows,
            OwnSessions sessions,
            PracticeLookup practices,
            FailureBudgets budgets,
            Clock clock) {
        this.workers = workers;
        this.accounts = accounts;
        this.invitations = invitations;
        this.requests = requests;
        this.rows = rows;
        this.sessions = sessions;
        this.practices = practices;
        this.budgets = budgets;
        this.clock = clock;
    }

    /** @param page counted from 1; the nearest that there is */
    record WorkersPage(List<WorkerView> workers, int total, int page, int pages) {
        public int first() {
            return total == 0 ? 0 : (page - 1) * PAGE + 1;
        }

        public int last() {
            return total == 0 ? 0 : first() + workers.size() - 1;
        }
    }

    @Transactional(readOnly = true)
    public WorkersPage list(int page) {
        int total = workers.count();
        int pages = Math.max(1, (total + PAGE - 1) / PAGE);
        int shown = Math.max(1, Math.min(page, pages));
        return new WorkersPage(workers.list((shown - 1) * PAGE, PAGE), total, shown, pages);
    }

    /** The first page of them; {@code total} is one more than shown if there are more. */
    @Transactional(readOnly = true)
    public WorkersPage search(String text) {
        var found = workers.search(text, PAGE + 1);
        return new WorkersPage(found.stream().limit(PAGE).toList(), found.size(), 1, 1);
    }

    @Transactional(readOnly = true)
    public WorkerView find(UUID account) {
        return workers.find(account).orElseThrow(NotFound::new);
    }

    @Transactional(readOnly = true)
    public List<SessionView> sessions(UUID account) {
        return sessions.of(account, "");
    }

    @Transactional(readOnly = true)
    public List<Invitations.Open> openInvitations() {
        return invitations.open(MOST_OPEN);
    }

    @Transactional(readOnly = true)
    public List<RoleRequests.Open> openRequests() {
        return requests.open(MOST_OPEN);
    }

    @Transactional(readOnly = true)
    public List<RoleRequests.Open> openRequestsFor(UUID account) {
        return requests.openFor(account);
    }

    /** True if a second administrator has to agree with what this one asks for. */
    @Transactional(readOnly = true)
    public boolean needTwo(SignedInUser admin) {
        return workers.needTwo(admin.login(), clock.instant());
    }

    /** Until when nobody is there who could agree, and one has to: such as "10:42 on 12 March 2026"; else null. */
    @Transactional(readOnly = true)
    public @Nullable String nobodyUntil(SignedInUser admin) {
        return workers.nobodyUntil(admin.login(), clock.instant())
                .map(until -> UkTime.moment(until, clock))
                .orElse(null);
    }

    /** Empty if nobody can be invited to that practice: there is none of that code, or it closed. */
    @Transactional(readOnly = true)
    public Optional<OdsCode> practice(@Nullable String code) {
        return Optional.ofNullable(code).flatMap(OdsCode::parse).filter(practices::isOpen);
    }

    /** What became of something that was asked for. */
    enum Done {
        DONE,
        /** It is done as soon as a second administrator agrees. */
        WAITS,
        /** The address has a worker's account. */
        HAS_ACCOUNT,
        /** The address has an open invitation. */
        IS_INVITED,
        /** Whoever invites has sent enough for one day. */
        ENOUGH_BY_YOU,
        /** They have written to that address often enough for one day. */
        ENOUGH_TO_ADDRESS,
        /** It was settled before, by another press or another administrator. */
        SETTLED
    }

    /**
     * Invites somebody to work with the portal.
     *
     * @param practice for the roles that belong to one; else null
     */
    public Done invite(SignedInUser admin, String email, Role role, @Nullable OdsCode practice) {
        if (rows.findByEmail(email).filter(AccountRows.Row::worker).isPresent()) {
            return Done.HAS_ACCOUNT;
        }
        workers.onlyAs(admin.login());
        if (invitations.isOpenFor(email, null)) {
            return Done.IS_INVITED;
        }
        var enough = enough(budgets.invited(admin.login(), email, true));
        if (enough.isPresent()) {
            return enough.get();
        }
        boolean two = workers.needTwo(admin.login(), clock.instant());
        invitations.ask(email, role, practice, admin.login(), two, true);
        if (two) {
            accounts.tellAdmins(Kind.SECOND_ADMIN_NEEDED, by(admin), email, role);
        } else if (WorkRoles.isTold(role)) {
            accounts.tellAdmins(Kind.ADMINS_INVITED, by(admin), email, role);
        }
        return two ? Done.WAITS : Done.DONE;
    }

    /** What to answer where an invitation may not be sent today, and that may be said. */
    static Optional<Done> enough(Invited invited) {
        return switch (invited) {
            case YES, UNSENT -> Optional.empty();
            case ENOUGH_BY_ONE -> Optional.of(Done.ENOUGH_BY_YOU);
            case ENOUGH_TO_ADDRESS -> Optional.of(Done.ENOUGH_TO_ADDRESS);
        };
    }

    /** The second administrator agrees; the invitation is sent. */
    public Done agreeToInvite(SignedInUser admin, UUID invitation) {
        workers.onlyAs(admin.login());
        var found = invitation(invitation);
        if (found.filter(Invitations.Open::waits).isEmpty()) {
            return Done.SETTLED;
        }
        var open = found.get();
        if (open.askedBy().equals(admin.login()) || atClosed(open)) {
            throw new NotFound();
        }
        invitations.agree(open, admin.login());
        if (WorkRoles.isTold(open.role())) {
            accounts.tellAdmins(Kind.ADMINS_INVITED, by(admin), open.email(), open.role());
        }
        return Done.DONE;
    }

    /** By the rule of today: what one administrator had sent alone waits for a second one, if there has to be one now. */
    public Done sendAgain(SignedInUser admin, UUID invitation) {
        workers.onlyAs(admin.login());
        var found = invitation(invitation);
        if (found.isEmpty()) {
            return Done.SETTLED;
        }
        var open = found.get();
        if (open.waits()) {
            return Done.WAITS;
        }
        if (atClosed(open)) {
            throw new NotFound();
        }
        var enough = enough(budgets.invited(admin.login(), open.email(), true));
        if (enough.isPresent()) {
            return enough.get();
        }
        if (open.alone() && workers.needTwo(admin.login(), clock.instant())) {
            invitations.withdraw(open, admin.login());
            invitations.ask(open.email(), open.role(), open.practice(), admin.login(), true, true);
            accounts.tellAdmins(Kind.SECOND_ADMIN_NEEDED, by(admin), open.email(), open.role());
            return Done.WAITS;
        }
        invitations.sendAgain(open, true);
        return Done.DONE;
    }

    public Done withdraw(SignedInUser admin, UUID invitation) {
        workers.onlyAs(admin.login());
        var open = invitation(invitation);
        open.ifPresent(it -> invitations.withdraw(it, admin.login()));
        return open.isPresent() ? Done.DONE : Done.SETTLED;
    }

    /** What became of a change of roles: some may be done, while others wait. */
    record Changed(boolean done, boolean waits) {}

    /**
     * Makes these the roles of an account. What is taken away ends at once; what is given may wait for the second
     * administrator, and whatever it replaces stays until then.
     *
     * @throws NotFound for an account that is not there, or one's own
     * @throws IllegalArgumentException for roles that do not go together, or do not fit where the worker is
     */
    public Changed changeRoles(SignedInUser admin, UUID account, Set<Role> wanted) {
        workers.onlyAs(admin.login());
        var worker = other(admin, account);
        var offered = worker.practice() == null ? WorkRoles.ELSEWHERE : WorkRoles.AT_PRACTICE;
        if (wanted.isEmpty() || !offered.containsAll(wanted) || !WorkRoles.goTogether(wanted)) {
            throw new IllegalArgumentException("Roles that no worker has together: " + wanted);
        }
        var given = without(wanted, worker.roles());
        var taken = without(worker.roles(), wanted);
        boolean two = workers.needTwo(admin.login(), clock.instant());
        if (two && given.stream().anyMatch(WorkRoles::isDuty)) {
            taken.removeIf(WorkRoles::isDuty); // stays until the other administrator agrees
        }
        if (two && !given.isEmpty() && taken.equals(worker.roles())) {
            taken.clear(); // or nothing would be left meanwhile
        }
        taken.forEach(role -> accounts.take(worker, role, by(admin)));
        for (var role : given) {
            if (two) {
                requests.ask(account, role, admin.login());
                accounts.announce("ROLE_ASKED", role + " for account " + account, worker.practice());
                accounts.tellAdmins(Kind.SECOND_ADMIN_NEEDED, by(admin), worker.name(), role);
            } else {
                accounts.give(worker, role, by(admin), "by the only administrator");
                requests.openFor(account).stream()
                        .filter(open -> open.role() == role)
                        .forEach(open -> requests.answer(open.id(), false, admin.login())); // nobody is left to agree
            }
        }
        return new Changed(!taken.isEmpty() || !two && !given.isEmpty(), two && !given.isEmpty());
    }

    /** The second administrator agrees; the role is given. */
    public Done agreeToRole(SignedInUser admin, UUID request) {
        workers.onlyAs(admin.login());
        var found = request(request);
        if (found.isEmpty()) {
            return Done.SETTLED;
        }
        var open = found.get();
        if (open.askedBy().equals(admin.login())) {
            throw new NotFound();
        }
        var worker = find(open.account());
        requests.answer(request, true, admin.login());
        accounts.give(worker, open.role(), by(admin), "asked for by account " + open.askedBy());
        return Done.DONE;
    }

    /** Another administrator does not agree, or whoever asked takes it back. */
    public Done refuseRole(SignedInUser admin, UUID request) {
        workers.onlyAs(admin.login());
        var found = request(request);
        if (found.isEmpty()) {
            return Done.SETTLED;
        }
        var open = found.get();
        requests.answer(request, false, admin.login());
        accounts.announce(
                "ROLE_REFUSED",
                open.role() + " for account " + open.account(),
                workers.find(open.account()).map(WorkerView::practice).orElse(null));
        return Done.DONE;
    }

    /** @throws NotFound for an account that is not there, or one's own */
    public void switchOff(SignedInUser admin, UUID account) {
        workers.onlyAs(admin.login());
        var worker = other(admin, account);
        if (!worker.switchedOff()) {
            accounts.switchOff(worker, by(admin));
        }
    }

    /** @throws NotFound for an account that is not there, or one's own */
    public void switchOn(SignedInUser admin, UUID account) {
        workers.onlyAs(admin.login());
        var worker = other(admin, account);
        if (worker.switchedOff()) {
            accounts.switchOn(worker, by(admin));
        }
    }

    /** @throws NotFound for an account that is not there, or one's own */
    public void signOutEverywhere(SignedInUser admin, UUID account) {
        workers.onlyAs(admin.login());
        accounts.signOutEverywhere(other(admin, account));
    }

    private WorkerView other(SignedInUser admin, UUID account) {
        if (account.equals(admin.login())) {
            throw new NotFound();
        }
        return find(account);
    }

    /** Empty if it is closed already. */
    private Optional<Invitations.Open> invitation(UUID id) {
        var open = invitations.find(id);
        if (open.isEmpty() && !invitations.isClosed(id, null)) {
            throw new NotFound();
        }
        return open;
    }

    /** Empty if it has its answer already. */
    private Optional<RoleRequests.Open> request(UUID id) {
        var open = requests.find(id);
        if (open.isEmpty() && !requests.isClosed(id)) {
            throw new NotFound();
        }
        return open;
    }

    private static EnumSet<Role> without(Set<Role> roles, Set<Role> others) {
        var left = EnumSet.noneOf(Role.class);
        left.addAll(roles);
        left.removeAll(others);
        return left;
    }

    private static By by(SignedInUser user) {
        return new By(user.login(), user.displayName());
    }

    private boolean atClosed(Invitations.Open open) {
        var practice = open.practice();
        return practice != null && !practices.isOpen(practice);
    }
}
