package datachoice.letter.rounds;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import datachoice.core.NotFound;
import datachoice.core.OdsCode;
import datachoice.core.PortalSettings;
import datachoice.core.SignedInUser;
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

    private final LetterPeople people;
    private final RoundRows rounds;
    private final PortalSettings settings;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final ApplicationEventPublisher events;

    LetterRounds(
            LetterPeople people,
            RoundRows rounds,
            PortalSettings settings,
            ObjectProvider<SchedulerClient> scheduler,
            ApplicationEventPublisher events) {
        this.people = people;
        this.rounds = rounds;
        this.settings = settings;
        this.scheduler = scheduler;
        this.events = events;
    }

    /** As it is now: before letters are made. */
    @Transactional
    LetterCounts count(OdsCode practice) {
        return counts(practice, people.count(practice));
    }

    /** As it was some minutes ago, or is now: for a page that is looked at. */
    @Transactional
    LetterCounts countLately(OdsCode practice) {
        return counts(practice, people.countLately(practice));
    }

    private LetterCounts counts(OdsCode practice, LetterPeople.Counted counted) {
        return new LetterCounts(
                counted.people(), counted.at(), rounds.waiting(practice), settings.demo() ? DEMO_MOST : 0);
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
}
