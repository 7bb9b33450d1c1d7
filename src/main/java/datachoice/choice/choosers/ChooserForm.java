package datachoice.choice.choosers;

import datachoice.choice.page.TypedNhsNumber;
import datachoice.core.DateParts;
import datachoice.core.NhsNumber;
import datachoice.core.UkTime;
import datachoice.person.CheckedRight;
import datachoice.person.CheckedRight.Fault;
import datachoice.person.PersonView;
import datachoice.person.ProofSeen;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * Somebody who may choose for another person, and what shows it.
 *
 * @param nhsNumber of whoever is to choose; their date of birth is asked with it
 * @param proof name of a {@link ProofSeen}, which says what right it is
 * @param seenOn the day on which the proof was seen, and on which the right begins
 * @param lastDay all three boxes empty where no end is named
 */
@NullUnmarked // filled by the browser
record ChooserForm(String nhsNumber, DateParts dateOfBirth, String proof, DateParts seenOn, DateParts lastDay) {
    private static final DateParts NO_DAY = new DateParts("", "", "");

    static final ChooserForm EMPTY = new ChooserForm("", NO_DAY, null, NO_DAY, NO_DAY);

    /** As it was typed. */
    static ChooserForm of(CheckedRight typed, NhsNumber number, LocalDate born) {
        return new ChooserForm(
                number.grouped(),
                DateParts.of(born),
                typed.proof().name(),
                DateParts.of(typed.from()),
                typed.lastDay() == null ? NO_DAY : DateParts.of(typed.lastDay()));
    }

    /**
     * What the form says.
     *
     * @param lastDay null where no end is named
     */
    record Typed(
            NhsNumber number,
            LocalDate born,
            ProofSeen proof,
            LocalDate seenOn,
            @Nullable LocalDate lastDay) {}

    /** Empty if the form's errors now say what is wrong. */
    Optional<Typed> read(PersonView subject, NhsNumber own, LocalDate today, Errors errors) {
        var number = number(subject, own, errors);
        var born = DateParts.dateOfBirth(dateOfBirth, today, errors, "dateOfBirth");
        var seen = proof(ProofSeen.fitting(subject, today), errors);
        seen.ifPresent(proof -> born.ifPresent(day -> checkAge(proof, day, today, errors)));
        var begins = day(seenOn, "seenOn", "chooser.seen-on", errors);
        var ends = isBlank(lastDay) ? Optional.<LocalDate>empty() : day(lastDay, "lastDay", "chooser.last-day", errors);
        seen.ifPresent(
                proof -> begins.ifPresent(day -> checkDays(proof, day, ends.orElse(null), subject, today, errors)));
        return errors.hasErrors()
                ? Optional.empty()
                : Optional.of(new Typed(
                        number.orElseThrow(),
                        born.orElseThrow(),
                        seen.orElseThrow(),
                        begins.orElseThrow(),
                        ends.orElse(null)));
    }

    private Optional<NhsNumber> number(PersonView subject, NhsNumber own, Errors errors) {
        if (nhsNumber == null || nhsNumber.isBlank()) {
            errors.rejectValue("nhsNumber", "chooser.number.empty");
            return Optional.empty();
        }
        var number = TypedNhsNumber.read(nhsNumber);
        if (number.isEmpty()) {
            errors.rejectValue("nhsNumber", "practice.search.number." + TypedNhsNumber.fault(nhsNumber));
        } else if (number.get().equals(own)) {
            errors.rejectValue("nhsNumber", "chooser.number.own", new Object[] {subject.firstName()}, null);
        }
        return number;
    }

    private Optional<ProofSeen> proof(List<ProofSeen> offered, Errors errors) {
        var seen = offered.stream().filter(one -> one.name().equals(proof)).findFirst();
        if (seen.isEmpty()) {
            errors.rejectValue("proof", "chooser.proof.none");
        }
        return seen;
    }

    /** By what was typed, so that it says nothing of anybody. */
    private static void checkAge(ProofSeen proof, LocalDate born, LocalDate today, Errors errors) {
        int youngest = proof.role().youngestChooser();
        if (Period.between(born, today).getYears() < youngest) {
            errors.rejectValue("dateOfBirth", "chooser.young", new Object[] {youngest}, null);
        }
    }

    private static void checkDays(
            ProofSeen proof,
            LocalDate begins,
            @Nullable LocalDate ends,
            PersonView subject,
            LocalDate today,
            Errors errors) {
        CheckedRight.fault(proof, begins, ends, subject, today).ifPresent(fault -> {
            if (fault == Fault.OVER) {
                errors.rejectValue("lastDay", "chooser.last-day.over");
            } else {
                var first = UkTime.date(proof.role().from(subject));
                errors.rejectValue(
                        "seenOn",
                        fault == Fault.FUTURE ? "chooser.seen-on.future" : "chooser.seen-on.early." + proof.role(),
                        new Object[] {subject.firstName(), first},
                        null);
            }
        });
    }

    private static Optional<LocalDate> day(DateParts parts, String field, String keys, Errors errors) {
        var reading = Optional.ofNullable(parts).orElse(NO_DAY).read();
        reading.problem().ifPresent(problem -> problem.tell(errors, field, keys));
        return reading.date();
    }

    private static boolean isBlank(DateParts parts) {
        return Optional.ofNullable(parts)
                .orElse(NO_DAY)
                .read()
                .problem()
                .filter(problem -> problem.fault().equals("empty"))
                .isPresent();
    }
}
