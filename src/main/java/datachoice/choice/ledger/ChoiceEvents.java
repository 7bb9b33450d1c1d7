package datachoice.choice.ledger;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The ledger. It has no update and no delete because {@link Repository} gives none. */
public interface ChoiceEvents extends Repository<ChoiceEvent, ChoiceNumber> {
    /** Written at once, so that a number or key that is taken shows here and not at commit. */
    ChoiceEvent saveAndFlush(ChoiceEvent event);

    /** Newest first; empty for a person who has never chosen. */
    @Query("select e from ChoiceEvent e where e.number.subject = :subject order by e.recordedAt desc, e.number.type")
    List<ChoiceEvent> findHistory(UUID subject);

    /** Empty for a number that this ledger has not reached. */
    Optional<ChoiceEvent> findByNumber(ChoiceNumber number);

    /**
     * What was on record before a choice that was wrong. A correction has the place of what it corrects: what came before it
     * is what came before that.
     *
     * @return empty if there was nothing
     */
    default Optional<ChoiceEvent> findBefore(ChoiceEvent wrong) {
        var first = wrong;
        while (first.corrects() != null) {
            first = findByNumber(first.corrects()).orElseThrow();
        }
        return findByNumber(first.number().before());
    }

    /** The events that a later one corrects. */
    @Query("""
            select new datachoice.choice.ledger.ChoiceNumber(e.number.subject, e.number.type, e.corrects)
            from ChoiceEvent e where e.number.subject = :subject and e.corrects is not null
            """)
    Set<ChoiceNumber> findCorrected(UUID subject);

    /** One event for each type that was asked; empty for a key that was never saved. */
    List<ChoiceEvent> findByIdempotencyKey(UUID key);

    /** One event for each type that was asked; empty for a reference that nobody was given. */
    List<ChoiceEvent> findByReceipt(String receipt);
}
