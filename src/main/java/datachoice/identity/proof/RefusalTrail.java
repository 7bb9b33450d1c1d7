package datachoice.identity.proof;

import datachoice.audit.Audited;
import datachoice.core.SecretKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was refused leaves an entry in the trail, for whoever watches over it: one for each kind, account or address, and
 * network in a minute, and so many in all, so that nobody fills the trail by failing. An entry names accounts that are there
 * and a mark of the network, by which entries can be told to come from one place. What was typed is in none.
 */
@Component
public class RefusalTrail {
    private static final int MARK = 8;

    private final FailureBudgets budgets;
    private final SecretKeys keys;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    RefusalTrail(
            FailureBudgets budgets,
            SecretKeys keys,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.budgets = budgets;
        this.keys = keys;
        this.events = events;
        this.transaction = transaction;
    }

    /** What somebody was refused. */
    public enum What {
        /** A password or a letter. */
        SIGN_IN,
        /** A code that was sent by e-mail. */
        CODE,
        /** Showing again that it is them. */
        CONFIRM,
        /** Details of somebody who need not be of their practice. */
        DETAILS,
        /** A page that is not theirs, or not there. */
        PAGE,
        /** Anything more, after too many tries. */
        LIMIT
    }

    private record Refused(String action, String detail) implements Audited {}

    /**
     * Leaves an entry, outside of what was refused: it stays where nothing else does.
     *
     * @param by whatever tells one who tries from another, such as what was typed; kept as a mark of numbers only
     * @param account whose it was, if there is one
     * @param detail in words of ours
     */
    public void note(What what, HttpServletRequest request, String by, @Nullable UUID account, String detail) {
        var network = Network.of(request);
        if (budgets.worthAnEntry(what.name(), by + " from " + network)) {
            var line = (account == null ? "" : "account " + account + ", ") + detail + ", network "
                    + keys.hexMark("refusal", network).substring(0, MARK);
            transaction.executeWithoutResult(status -> events.publishEvent(new Refused("REFUSED_" + what, line)));
        }
    }
}
