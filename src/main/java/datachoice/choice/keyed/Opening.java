package datachoice.choice.keyed;

import datachoice.choice.practice.LookReason;
import datachoice.choice.practice.OpenedView;
import datachoice.choice.practice.PracticePeople;
import datachoice.core.Ids;
import datachoice.core.NotFound;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;

/** Whom a form is about: somebody whose record is open, or about whom this user has typed something already. */
@Component
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
class Opening {
    private final PracticePeople people;
    private final Keying keying;

    Opening(PracticePeople people, Keying keying) {
        this.people = people;
        this.keying = keying;
    }

    /** @param draft what was typed and is to be changed; null for a form that begins */
    record Opened(OpenedView view, @Nullable KeyedDraft draft) {}

    /**
     * Writes the look down.
     *
     * @param search the search that found them, as it stands in the address; null or empty without one
     * @param draft the draft, likewise
     * @throws NotFound for somebody whose record is not open, and for anyone else's draft
     */
    Opened again(PersonId id, @Nullable String search, @Nullable String draft, LookReason reason, SignedInUser user) {
        if (draft == null || draft.isEmpty()) {
            return new Opened(people.again(id, search == null || search.isEmpty() ? null : search, user), null);
        }
        var typed = Ids.parse(draft).flatMap(one -> keying.find(one, id, user)).orElseThrow(NotFound::new);
        return new Opened(new OpenedView(people.again(id, reason, user), reason.name(), null), typed);
    }
}
