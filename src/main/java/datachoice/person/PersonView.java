package datachoice.person;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * A person as other modules see them: no NHS number, no contact details.
 *
 * @param practice where they are registered now; empty for someone registered nowhere
 */
public record PersonView(
        PersonId id,
        String givenNames,
        String familyName,
        LocalDate dateOfBirth,
        boolean deceased,
        Optional<OdsCode> practice) {
    /** From this birthday on people decide for themselves, and nobody with parental responsibility decides for them. */
    public static final int AGE_OF_OWN_CHOICE = 13;

    /** The same person, registered elsewhere. */
    public PersonView at(Optional<OdsCode> elsewhere) {
        return new PersonView(id, givenNames, familyName, dateOfBirth, deceased, elsewhere);
    }

    public String fullName() {
        return givenNames + " " + familyName;
    }

    /** The first of the given names, as family and staff would say it. */
    public String firstName() {
        return givenNames.split(" ", 2)[0];
    }

    /** Whole years. Someone born on 29 February has their birthday on 1 March in other years. */
    public int ageOn(LocalDate day) {
        return Period.between(dateOfBirth, day).getYears();
    }

    /** The birthday on which they are that old. */
    public LocalDate turns(int years) {
        var day = dateOfBirth.plusYears(years);
        return ageOn(day) < years ? day.plusDays(1) : day;
    }

    public boolean decidesAlone(LocalDate day) {
        return ageOn(day) >= AGE_OF_OWN_CHOICE;
    }
}
