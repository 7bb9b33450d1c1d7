package datachoice.choice.question;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keeps answers until they are saved, for {@link ChoiceDraft#KEPT} at most. */
@Component
class DraftWriter {
    private final ChoiceDrafts drafts;
    private final Explanation explanation;
    private final Clock clock;

    DraftWriter(ChoiceDrafts drafts, Explanation explanation, Clock clock) {
        this.drafts = drafts;
        this.explanation = explanation;
        this.clock = clock;
    }

    /**
     * Keeps it for that login. Whether the login may choose for that person is for the caller to ask.
     *
     * @throws datachoice.choice.ledger.ChoiceMovedOn if the page showed a version that does not exist
     */
    ChoiceDraft keep(ChoiceAnswer answer, UUID login) {
        var shown = explanation.shown(answer.shownVersion(), answer.shownIn());
        return drafts.save(new ChoiceDraft(answer, login, shown.item(), shown.language(), clock.instant()));
    }
}
