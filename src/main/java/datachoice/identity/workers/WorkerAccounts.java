package datachoice.identity.workers;

import datachoice.core.OdsCode;
import datachoice.core.Role;
import datachoice.identity.AccountNotice;
import datachoice.identity.AccountNotice.Kind;
import datachoice.identity.account.AccountChanged;
import datachoice.identity.account.AccountRows;
import datachoice.identity.proof.OneTimeCodes;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of a worker's account, in the transaction of whoever may decide it: the change, its entry in the trail, and
 * a message to whom it concerns. Each takes effect with the next request of whoever is signed in.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class WorkerAccounts {
    private final AccountRows rows;
    private final WorkerRows workers;
    private final Invitations invitations;
    private final RoleRequests requests;
    private final OneTimeCodes codes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WorkerAccounts(
            AccountRows rows,
            WorkerRows workers,
            Invitations invitations,
            RoleRequests requests,
            OneTimeCodes codes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.workers = workers;
        this.invitations = invitations;
        this.requests = requests;
        this.codes = codes;
        this.events = events;
        this.clock = clock;
    }

    /** Who does it. */
    record By(UUID id, String name) {}

    /**
     * Nobody can sign in with it any more, whoever is signed in is signed out, and what they left open is withdrawn. An
     * administrator loses that role for good.
     */
    void switchOff(WorkerView worker, By by) {
        if (worker.is(Role.PLATFORM_ADMIN)) {
            take(worker, Role.PLATFORM_ADMIN, by);
        }
        rows.switchOff(worker.id(), by.id(), clock.instant());
        rows.endSessions(worker.id(), clock.instant());
        codes.voidAll(worker.id());
        leaveNothingOpen(worker.id(), by);
        announce("ACCOUNT_SWITCHED_OFF", "account " + worker.id(), worker.practice());
        tell(worker, Kind.SWITCHED_OFF, by, null);
    }

    void switchOn(WorkerView worker, By by) {
        rows.switchOn(worker.id());
        announce("ACCOUNT_SWITCHED_ON", "account " + worker.id(), worker.practice());
        tell(worker, Kind.SWITCHED_ON, by, null);
    }

    void signOutEverywhere(WorkerView worker) {
        rows.endSessions(worker.id(), clock.instant());
        announce("SESSION_ENDED", "all of account " + worker.id(), worker.practice());
    }

    /** @param how who agreed with it, for the trail */
    void give(WorkerView worker, Role role, By by, String how) {
        if (WorkRoles.isDuty(role)) {
            WorkRoles.dutyOf(worker.roles())
                    .filter(present -> present != role)
                    .ifPresent(present -> take(worker, present, by));
        }
        rows.addRole(worker.id(), role);
        announce("ROLE_GRANTED", role + " to account " + worker.id() + ", " + how, worker.practice());
        tell(worker, Kind.ROLE_GIVEN, by, role);
        if (WorkRoles.isTold(role)) {
            tellAdmins(Kind.ADMINS_GIVEN, by, worker.name(), role);
        }
    }

    void take(WorkerView worker, Role role, By by) {
        rows.removeRole(worker.id(), role);
        announce("ROLE_WITHDRAWN", role + " from account " + worker.id(), worker.practice());
        tell(worker, Kind.ROLE_TAKEN, by, role);
        if (WorkRoles.isTold(role)) {
            tellAdmins(Kind.ADMINS_TAKEN, by, worker.name(), role);
        }
        if (role == Role.PLATFORM_ADMIN) {
            workers.adminNoMore(worker.id(), clock.instant());
        }
        if (role == Role.PLATFORM_ADMIN || role == Role.PRACTICE_LEAD) {
            leaveNothingOpen(worker.id(), by);
        }
    }

    private void leaveNothingOpen(UUID account, By by) {
        invitations.withdrawAllOf(account, by.id());
        requests.refuseAllOf(account, by.id());
    }

    /** @param who name or address */
    void tellAdmins(Kind kind, By by, String who, Role role) {
        workers.admins().forEach(admin -> {
            if (kind != Kind.SECOND_ADMIN_NEEDED || !admin.id().equals(by.id())) {
                events.publishEvent(new AccountNotice(admin.email(), kind, by.name(), who, role));
            }
        });
    }

    private void tell(WorkerView worker, Kind kind, By by, @Nullable Role role) {
        events.publishEvent(new AccountNotice(worker.email(), kind, by.name(), "", role));
    }

    /** @param practice whose activity it belongs to; null for none */
    void announce(String action, String detail, @Nullable OdsCode practice) {
        events.publishEvent(new AccountChanged(action, detail, practice));
    }
}
