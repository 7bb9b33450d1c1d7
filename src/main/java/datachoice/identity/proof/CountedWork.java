package datachoice.identity.proof;

import datachoice.core.CsvFile;
import datachoice.core.SignedInUser;
import datachoice.identity.WorkLimits;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Counts work as tries are counted, for each login, and lets only so much of it be done at a time. */
@Component
class CountedWork implements WorkLimits {
    private static final int LONGEST_WAIT_SECONDS = 5;

    private final FailureBudgets budgets;
    private final Semaphore room = new Semaphore(FILES_AT_ONCE, true);

    CountedWork(FailureBudgets budgets) {
        this.budgets = budgets;
    }

    /** @throws TooManyTries if that was too often */
    @Override
    public void search(SignedInUser user) {
        budgets.work("searches", user.login(), SEARCHES);
    }

    /** @throws TooManyTries if that was too often */
    @Override
    public void chooser(SignedInUser user) {
        budgets.work("searches for people who may choose", user.login(), CHOOSERS);
    }

    /**
     * @throws TooManyTries if that was too often
     * @throws FilesBusy if its turn does not come in good time
     */
    @Override
    public CsvFile file(SignedInUser user, Supplier<CsvFile> make) {
        budgets.work("files", user.login(), FILES);
        try {
            if (!room.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new FilesBusy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FilesBusy();
        }
        try {
            return make.get();
        } finally {
            room.release();
        }
    }
}
