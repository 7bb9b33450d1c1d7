package datachoice.letter.rounds;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import datachoice.core.LongStatements;
import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.PortalSettings;
import datachoice.core.SignedInUser;
import datachoice.identity.Colleagues;
import datachoice.identity.LetterCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a practice sees of its letters, and how its lead has more of them made. The work itself is a job's. */
@Service
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD') and principal.practice() == #practice")
class LetterRounds {
    /** In the demo, whose mailbox everybody reads. */
    static final int DEMO_MOST = 25;

    /** Until an armful of letters is made, and to take back as many as a large practice has people. */
    private static final Duration STOPPING = Duration.ofMinutes(1);

    private final LetterPeople people;
    private final RoundRows rounds;
    private final LetterCodes codes;
    private final Colleagues colleagues;
    private final PortalSettings settings;
    private final LongStatements longStatements;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final ApplicationEventPublisher events;

    LetterRounds(
            LetterPeople people,
            RoundRows rounds,
            LetterCodes codes,
            Colleagues colleagues,
            PortalSettings settings,
            LongStatements longStatements,
            ObjectProvider<SchedulerClient> scheduler,
            ApplicationEventPublisher events) {
        this.people = people;
        this.rounds = rounds;
        this.codes = codes;
        this.colleagues = colleagues;
        this.settings = settings;
        this.longStatements = longStatements;
        this.scheduler = scheduler;
        this.events = events;
    }

    /** As it is now: before letters are made. */
    @Transactional
    LetterCounts count(OdsCode practice) {
        return counts(practice, people.count(practice));
    }

    /** As it was some minutes ago, or is now: for a page that is looked at. */
    LetterCounts countLately(OdsCode practice) {
        return counts(practice, people.countLately(practice));
    }

    private LetterCounts counts(OdsCode practice, LetterPeople.Counted counted) {
        return new LetterCounts(
                counted.people(), counted.at(), rounds.waiting(practice), settings.demo() ? DEMO_MOST : 0);
    }

    /** What whoever stopped it is called, where they still work there. */
    Optional<String> stopper(OdsCode practice, RoundView round) {
        return round.stoppedBy().flatMap(account -> colleagues.nameOf(account, practice));
    }

    /** How many letters for its people are written and have not left. */
    @Transactional(readOnly = true)
    int waiting(OdsCode practice) {
        return rounds.waiting(practice);
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    List<RoundView> newest(OdsCode practice, int atMost) {
        return rounds.newest(practice, atMost);
    }

    /** @throws NotFound for a round of anybody else */
    @Transactional(readOnly = true)
    RoundView find(OdsCode practice, UUID round) {
        return rounds.find(round).filter(one -> one.practice().equals(practice)).orElseThrow(NotFound::new);
    }

    /**
     * Has letters made soon. Empty if there are none to make, or more than was shown.
     *
     * @param seen how many, as the page said
     * @throws RoundInWork if other letters are being made
     */
    @Transactional
    @PreAuthorize("hasRole('PRACTICE_LEAD') and principal.practice() == #practice")
    Optional<UUID> order(OdsCode practice, RoundWhom whom, int seen, SignedInUser user) {
        int wanted = count(practice).wanted(whom);
        if (wanted == 0 || wanted > seen) {
            return Optional.empty();
        }
        try {
            var round = rounds.add(practice, whom, user.login(), wanted);
            events.publishEvent(new RoundOrdered(whom, wanted));
            scheduler.getObject().schedule(RoundTasks.make(round), Instant.now());
            return Optional.of(round);
        } catch (DuplicateKeyException e) {
            throw new RoundInWork();
        }
    }

    /**
     * Makes no more letters of it. Waits until those that are being made at this moment exist.
     *
     * @return false if it had ended before: then nothing is taken back either
     * @throws NotFound for a round of anybody else
     */
    @Transactional
    @PreAuthorize("hasRole('PRACTICE_LEAD') and principal.practice() == #practice")
    boolean stop(OdsCode practice, UUID round, StopForm.Waiting waiting, SignedInUser user) {
        longStatements.allow(STOPPING);
        if (rounds.hold(find(practice, round).id()).isEmpty()) {
            return false;
        }
        var takenBack = waiting == StopForm.Waiting.TAKE_BACK ? rounds.takeBack(practice) : List.<PersonId>of();
        codes.takenBack(practice, takenBack);
        people.countAnew(practice);
        rounds.stop(round, user.login(), takenBack.size())
                .ifPresent(stopped -> events.publishEvent(new RoundStopped(stopped)));
        return true;
    }
}
