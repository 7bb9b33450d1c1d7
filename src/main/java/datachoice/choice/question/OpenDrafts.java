package datachoice.choice.question;

import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Answers that wait for "Save my choice". Each belongs to the login that gave it, and to nobody else. */
@Service
@PreAuthorize("hasAnyRole('PATIENT', 'LETTER')")
public class OpenDrafts {
    private final ChoiceDrafts drafts;
    private final Clock clock;

    OpenDrafts(ChoiceDrafts drafts, Clock clock) {
        this.drafts = drafts;
        this.clock = clock;
    }

    /**
     * The draft, if it is this user's own and can still be saved.
     *
     * @throws NotFound for anyone else's, an old one and one that never was
     */
    ChoiceDraft find(UUID id, PersonId subject, SignedInUser user) {
        return drafts.findById(id)
                .filter(draft -> draft.belongsTo(user.login())
                        && draft.subject().equals(subject)
                        && !draft.expiredAt(clock.instant()))
                .orElseThrow(NotFound::new);
    }

    /** Whom this user has begun to choose for, and not saved yet: the newest draft about each. */
    public Map<PersonId, UUID> startedBy(SignedInUser user) {
        var started = new HashMap<PersonId, UUID>();
        drafts.findOpen(user.login(), clock.instant())
                .forEach(draft -> started.putIfAbsent(draft.subject(), draft.getId()));
        return started;
    }
}
