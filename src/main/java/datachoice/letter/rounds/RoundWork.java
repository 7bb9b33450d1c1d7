package datachoice.letter.rounds;

import datachoice.core.Acting;
import datachoice.identity.Colleagues;
import datachoice.identity.LetterCodes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the letters of a round, some at a time: their codes, their place in the outbox, their entries in the trail and how
 * far the round is are stored together or not at all. So it may break off anywhere and be gone on with, and nobody gets
 * two letters. Acts as a job for the lead who asked.
 */
@Component
class RoundWork {
    /** A transaction of about a second. */
    static final int ARMFUL = 100;

    private static final Duration TURN = Duration.ofSeconds(5);

    private final RoundRows rounds;
    private final LetterPeople people;
    private final LetterCodes codes;
    private final Colleagues colleagues;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    RoundWork(
            RoundRows rounds,
            LetterPeople people,
            LetterCodes codes,
            Colleagues colleagues,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rounds = rounds;
        this.people = people;
        this.codes = codes;
        this.colleagues = colleagues;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @return false if it went on for its {@link #TURN} and there is more to make */
    boolean make(UUID round) {
        var begun = System.nanoTime();
        var more = new AtomicBoolean();
        rounds.find(round)
                .ifPresent(asked -> Acting.asJobFor("letters", asked.askedBy(), asked.practice(), () -> {
                    do {
                        more.set(Boolean.TRUE.equals(transaction.execute(status -> makeSome(round))));
                    } while (more.get() && System.nanoTime() - begun < TURN.toNanos());
                }));
        return !more.get();
    }

    /** After the last try. */
    void stop(UUID round) {
        rounds.find(round)
                .ifPresent(asked -> Acting.asJobFor(
                        "letters",
                        asked.askedBy(),
                        asked.practice(),
                        () -> transaction.executeWithoutResult(status -> end(round, RoundState.STOPPED))));
    }

    private boolean end(UUID round, RoundState as) {
        rounds.end(round, as).ifPresent(ended -> {
            people.countAnew(ended.practice());
            events.publishEvent(new RoundEnded(ended));
        });
        return false;
    }

    /** False once the round has ended. */
    private boolean makeSome(UUID id) {
        return rounds.hold(id)
                .map(open -> {
                    var round = open.round();
                    if (!colleagues.leads(round.askedBy(), round.practice())) {
                        return end(id, RoundState.STOPPED); // whoever was switched off leaves nothing going on
                    }
                    int left = round.wanted() - round.made();
                    if (left == 0) {
                        return end(id, RoundState.MADE);
                    }
                    var next = people.next(round.practice(), round.whom(), open.after(), Math.min(ARMFUL, left));
                    if (next.upTo() == null) {
                        return end(id, RoundState.MADE);
                    }
                    rounds.went(id, next.people().isEmpty() ? 0 : codes.issueAll(next.people()), next.upTo());
                    return true;
                })
                .orElse(false);
    }
}
