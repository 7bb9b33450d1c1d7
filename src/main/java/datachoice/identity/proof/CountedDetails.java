package datachoice.identity.proof;

import datachoice.core.NhsNumber;
import datachoice.core.SignedInUser;
import datachoice.identity.DetailsTried;
import datachoice.identity.proof.RefusalTrail.What;
import datachoice.practice.Workplace;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Counts them for whoever types, for their practice, and for the number that they type. */
@Component
class CountedDetails implements DetailsTried {
    private final FailureBudgets budgets;
    private final RefusalTrail refusals;

    CountedDetails(FailureBudgets budgets, RefusalTrail refusals) {
        this.budgets = budgets;
        this.refusals = refusals;
    }

    @Override
    public <T> Optional<T> once(
            HttpServletRequest request, SignedInUser user, NhsNumber number, Supplier<Optional<T>> search) {
        var counted = budgets.detailsTry(user.login(), Workplace.of(user), number);
        Optional<T> found;
        try {
            found = search.get();
        } catch (RuntimeException failed) {
            budgets.takeBack(counted);
            throw failed;
        }
        if (found.isPresent()) {
            budgets.takeBack(counted);
        } else {
            refusals.note(What.DETAILS, request, user.getName(), user.login(), "details of a person");
        }
        return found;
    }
}
