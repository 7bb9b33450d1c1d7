package datachoice.person;

import datachoice.core.PersonId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A right to choose for another person, as staff who have seen the proof record it.
 *
 * @param id what it is recorded under; recording it again with the same id does nothing
 * @param proxy who may choose
 * @param from the day on which the proof was seen: a paper of that day or a later one counts
 * @param lastDay on which they may choose, where an order names one; null for none
 */
public record CheckedRight(
        UUID id,
        PersonId proxy,
        ProofSeen proof,
        LocalDate from,
        @Nullable LocalDate lastDay) {
    /** What makes it impossible. */
    public enum Fault {
        /** Nobody has a right over themselves, and nobody in whose name nobody may choose. */
        NOBODY,
        /** At the subject's age there is no such right. */
        PROOF,
        /** Whoever is to choose is too young. */
        CHOOSER,
        FUTURE,
        /** It would begin before there could be such a right. */
        EARLY,
        /** It would end before today, or before it began. */
        OVER
    }

    /** The same, ending no later than such a right over that person ends by itself. */
    public CheckedRight within(PersonView subject) {
        var last = proof.role()
                .until(subject)
                .map(end -> end.minusDays(1))
                .filter(day -> lastDay != null && lastDay.isAfter(day));
        return last.isEmpty() ? this : new CheckedRight(id, proxy, proof, from, last.get());
    }

    /** Whether its last day is the one before it would end by itself. */
    public boolean endsWithChildhood(PersonView subject) {
        return lastDay != null
                && proof.role()
                        .until(subject)
                        .filter(lastDay.plusDays(1)::equals)
                        .isPresent();
    }

    /** The first rule that it breaks; empty for none. */
    Optional<Fault> fault(PersonView subject, PersonView chooser, LocalDate today) {
        if (proxy.equals(subject.id())
                || subject.deceased()
                || chooser.deceased()
                || chooser.practice().isEmpty()) {
            return Optional.of(Fault.NOBODY);
        }
        return chooser.ageOn(today) < proof.role().youngestChooser()
                ? Optional.of(Fault.CHOOSER)
                : fault(proof, from, lastDay, subject, today);
    }

    /** The same for all that does not depend on who is to choose. */
    public static Optional<Fault> fault(
            ProofSeen proof, LocalDate from, @Nullable LocalDate lastDay, PersonView subject, LocalDate today) {
        if (!proof.role().fits(subject, today)) {
            return Optional.of(Fault.PROOF);
        } else if (from.isAfter(today)) {
            return Optional.of(Fault.FUTURE);
        } else if (from.isBefore(proof.role().from(subject))) {
            return Optional.of(Fault.EARLY);
        }
        return lastDay != null && lastDay.isBefore(today) ? Optional.of(Fault.OVER) : Optional.empty();
    }
}
