package datachoice.person;

import java.time.LocalDate;
import java.util.Optional;

/** What gives someone the right to choose for another person. */
public enum ProxyRole {
    /** Parental responsibility for a child under 13; ends by itself on the 13th birthday. */
    GUARDIAN(0, PersonView.AGE_OF_OWN_CHOICE),
    /** A lasting power of attorney, for health and welfare or for property: only an adult can give one. */
    POWER_OF_ATTORNEY(18, 18),
    /** Appointed by the Court of Protection, which decides about people from 16 on. */
    COURT_DEPUTY(16, 18);

    private final int youngestSubject;
    private final int youngestChooser;

    ProxyRole(int youngestSubject, int youngestChooser) {
        this.youngestSubject = youngestSubject;
        this.youngestChooser = youngestChooser;
    }

    /** In years. Whoever does not decide for themselves decides for nobody else. */
    public int youngestChooser() {
        return youngestChooser;
    }

    /** Whether somebody can have that right over this person on that day, at this age. */
    public boolean fits(PersonView subject, LocalDate day) {
        boolean oldEnough = !day.isBefore(from(subject));
        return oldEnough && !(this == GUARDIAN && subject.decidesAlone(day));
    }

    /** The first day on which nobody can have it any more; empty where it does not end by itself. */
    public Optional<LocalDate> until(PersonView subject) {
        return this == GUARDIAN ? Optional.of(subject.turns(PersonView.AGE_OF_OWN_CHOICE)) : Optional.empty();
    }

    /** The first day on which somebody could have had that right over this person. */
    public LocalDate from(PersonView subject) {
        return subject.turns(youngestSubject);
    }
}
