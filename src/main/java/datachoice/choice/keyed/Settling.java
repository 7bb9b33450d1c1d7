package datachoice.choice.keyed;

import datachoice.choice.DoubtOutcome;
import datachoice.choice.ledger.ChoiceEvents;
import datachoice.choice.ledger.CurrentChoices;
import datachoice.choice.ledger.DoubtView;
import datachoice.choice.ledger.Doubts;
import datachoice.choice.practice.PracticePeople;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.identity.Colleagues;
import datachoice.person.PersonView;
import datachoice.practice.Workplace;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The task of a practice when somebody says that a choice was not theirs. */
@Service
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
@Transactional
class Settling {
    private final Doubts doubts;
    private final ChoiceEvents events;
    private final CurrentChoices current;
    private final PracticePeople people;
    private final Colleagues colleagues;

    Settling(Doubts doubts, ChoiceEvents events, CurrentChoices current, PracticePeople people, Colleagues colleagues) {
        this.doubts = doubts;
        this.events = events;
        this.current = current;
        this.people = people;
        this.colleagues = colleagues;
    }

    /** So many at once: the others come when these are settled. */
    private static final int MOST = 50;

    /** The oldest of those that are open, and whom they are about. */
    record OpenView(List<DoubtView> doubts, Map<PersonId, PersonView> people) {}

    OpenView open(SignedInUser user) {
        var open = doubts.openAt(Workplace.of(user), MOST);
        return new OpenView(
                open,
                people.listedForDoubts(
                        open.stream().map(DoubtView::subject).distinct().toList()));
    }

    /**
     * One that is open, or that this practice has settled.
     *
     * @throws NotFound for any other, and for one about somebody else
     */
    DoubtView find(UUID id, PersonId subject, SignedInUser user) {
        return doubts.of(subject).stream()
                .filter(doubt -> doubt.id().equals(id))
                .filter(doubt ->
                        doubt.settled() == null || doubt.settled().practice().equals(Workplace.of(user)))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** Who settled it, when and with what. */
    SettledView settled(DoubtView.Settlement settlement, SignedInUser user) {
        return new SettledView(
                settlement,
                settlement.by().equals(user.login()),
                colleagues.nameOf(settlement.by(), Workplace.of(user)).orElse(null));
    }

    /** Whether that reference stands for a choice of this person. */
    boolean knows(PersonId subject, String receipt) {
        return events.findByReceipt(receipt).stream()
                .anyMatch(event -> event.subject().equals(subject));
    }

    /** Keeps what somebody said on the phone or at the desk. False where there is so much already that no more is kept. */
    boolean told(PersonId subject, String receipt, String words, String reach, SignedInUser user) {
        return doubts.tell(subject, receipt, words, reach, user.actor());
    }

    /** Whether a newer choice took the place of the one in doubt, for all that it was about. */
    boolean replaced(DoubtView doubt) {
        return current.of(doubt.subject()).values().stream()
                .noneMatch(choice -> choice.receipt().equals(doubt.receipt()));
    }

    /** @return false if a colleague was faster; then nothing happens */
    boolean settle(DoubtView doubt, DoubtOutcome outcome, String note, SignedInUser user) {
        return doubts.settle(doubt, outcome, note, Workplace.of(user), user.login());
    }
}
