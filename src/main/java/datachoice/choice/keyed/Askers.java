package datachoice.choice.keyed;

import datachoice.choice.practice.PracticePeople;
import datachoice.core.UkTime;
import datachoice.person.PersonView;
import datachoice.person.RelationView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;

/** Who may ask for somebody's choice today: the person from 13 on, and whoever has a right that was checked. */
@Component
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD')")
class Askers {
    private final Keying keying;
    private final PracticePeople people;
    private final MessageSource messages;
    private final Clock clock;

    Askers(Keying keying, PracticePeople people, MessageSource messages, Clock clock) {
        this.keying = keying;
        this.people = people;
        this.messages = messages;
        this.clock = clock;
    }

    /** Whether somebody may ask for themselves. */
    boolean alone(PersonView subject) {
        return subject.decidesAlone(UkTime.today(clock));
    }

    /** As the form offers them; empty for a child for whom no right is on record. */
    List<Asker> of(PersonView subject) {
        var offered = new ArrayList<Asker>();
        if (alone(subject)) {
            offered.add(new Asker(KeyedForm.SELF, word("keyed.asker.self", subject.fullName()), null));
        }
        var rights = keying.choosersFor(subject);
        var names = people.named(rights.stream().map(RelationView::proxy).toList());
        rights.forEach(right -> offered.add(new Asker(
                right.id().toString(),
                names.get(right.proxy()).fullName(),
                word("keyed.asker." + right.role(), subject.firstName()))));
        return offered;
    }

    private String word(String key, String name) {
        return messages.getMessage(key, new Object[] {name}, Locale.UK);
    }
}
