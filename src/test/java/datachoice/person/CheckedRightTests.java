package datachoice.person;

import static org.assertj.core.api.Assertions.assertThat;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.person.CheckedRight.Fault;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** D10, R5: which right fits whom, from when until when. */
class CheckedRightTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final OdsCode ELM = new OdsCode("E85001");

    private final PersonView father = person(LocalDate.of(1984, 3, 27), false, true);

    private static PersonView person(LocalDate born, boolean deceased, boolean registered) {
        return new PersonView(
                PersonId.next(), "Jo", "Test", born, deceased, registered ? Optional.of(ELM) : Optional.empty());
    }

    private static PersonView born(LocalDate day) {
        return person(day, false, true);
    }

    private CheckedRight of(PersonView chooser, ProofSeen proof, LocalDate from, LocalDate lastDay) {
        return new CheckedRight(UUID.randomUUID(), chooser.id(), proof, from, lastDay);
    }

    private Optional<Fault> fault(PersonView subject, PersonView chooser, ProofSeen proof, LocalDate from) {
        return of(chooser, proof, from, null).fault(subject, chooser, TODAY);
    }

    @ParameterizedTest
    @CsvSource({
        "2019-05-01, GUARDIAN",
        "2013-11-24, GUARDIAN",
        "2013-11-23, ''",
        "2010-11-24, ''",
        "2010-11-23, COURT_DEPUTY",
        "2008-11-24, COURT_DEPUTY",
        "2008-11-23, POWER_OF_ATTORNEY COURT_DEPUTY",
        "1940-01-01, POWER_OF_ATTORNEY COURT_DEPUTY"
    })
    void eachAgeHasItsRights(LocalDate birth, String rights) {
        var offered = ProofSeen.fitting(born(birth), TODAY).stream()
                .map(ProofSeen::role)
                .distinct()
                .map(Enum::name)
                .toList();
        assertThat(String.join(" ", offered)).isEqualTo(rights);
        for (var proof : ProofSeen.values()) {
            assertThat(fault(born(birth), father, proof, TODAY).isEmpty())
                    .as("%s", proof)
                    .isEqualTo(offered.contains(proof.role().name()));
        }
    }

    /** Somebody born on 29 February is as old as that on 1 March. */
    @Test
    void leapDaysAreOnTheFirstOfMarch() {
        assertThat(born(LocalDate.of(2012, 2, 29)).turns(13)).isEqualTo(LocalDate.of(2025, 3, 1));
        assertThat(born(LocalDate.of(2012, 2, 29)).turns(16)).isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(born(LocalDate.of(2012, 2, 28)).turns(13)).isEqualTo(LocalDate.of(2025, 2, 28));
    }

    @ParameterizedTest
    @CsvSource({"2019-05-01,", "2026-11-23,", "2026-11-24, FUTURE", "2019-04-30, EARLY"})
    void aRightBeginsBetweenBirthAndToday(LocalDate from, Fault fault) {
        var child = born(LocalDate.of(2019, 5, 1));
        assertThat(fault(child, father, ProofSeen.BIRTH_CERTIFICATE, from)).isEqualTo(Optional.ofNullable(fault));
    }

    @Test
    void nobodyHasAPowerOfSomebodyUnder18() {
        var grown = born(LocalDate.of(2008, 11, 1));
        assertThat(fault(grown, father, ProofSeen.CERTIFIED_POWER, LocalDate.of(2026, 10, 31)))
                .contains(Fault.EARLY);
        assertThat(fault(grown, father, ProofSeen.CERTIFIED_POWER, LocalDate.of(2026, 11, 1)))
                .isEmpty();
        assertThat(fault(grown, father, ProofSeen.DEPUTY_ORDER, LocalDate.of(2024, 11, 1)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23,", "2026-11-22, OVER", "2030-01-01,"})
    void aRightThatIsOverIsNotRecorded(LocalDate lastDay, Fault fault) {
        var child = born(LocalDate.of(2019, 5, 1));
        assertThat(of(father, ProofSeen.RESPONSIBILITY_ORDER, LocalDate.of(2026, 1, 1), lastDay)
                        .fault(child, father, TODAY))
                .isEqualTo(Optional.ofNullable(fault));
    }

    @Test
    void whoeverDoesNotDecideAloneDecidesForNobody() {
        var child = born(LocalDate.of(2019, 5, 1));
        var sister = born(LocalDate.of(2013, 11, 24));
        var mother = born(LocalDate.of(2013, 11, 23));
        assertThat(fault(child, sister, ProofSeen.BIRTH_CERTIFICATE, TODAY)).contains(Fault.CHOOSER);
        assertThat(fault(child, mother, ProofSeen.BIRTH_CERTIFICATE, TODAY)).isEmpty();
        var adult = born(LocalDate.of(1950, 1, 1));
        assertThat(fault(adult, born(LocalDate.of(2008, 11, 24)), ProofSeen.CERTIFIED_POWER, TODAY))
                .contains(Fault.CHOOSER);
    }

    @Test
    void neitherTheDeadNorOneselfNorSomebodyWhomNoPracticeKnows() {
        var born = LocalDate.of(1950, 1, 1);
        var adult = born(born);
        var proof = ProofSeen.CERTIFIED_POWER;
        assertThat(fault(adult, adult, proof, TODAY)).contains(Fault.NOBODY);
        assertThat(fault(adult, person(born, true, true), proof, TODAY)).contains(Fault.NOBODY);
        assertThat(fault(adult, person(born, false, false), proof, TODAY)).contains(Fault.NOBODY);
        assertThat(fault(person(born, true, true), father, proof, TODAY)).contains(Fault.NOBODY);
    }

    /** Orders name the 18th birthday; over a child nobody chooses after the 12th year. */
    @Test
    void aGuardiansLastDayIsTheOneBeforeThe13thBirthday() {
        var child = born(LocalDate.of(2019, 5, 4));
        var last = LocalDate.of(2032, 5, 3);
        var order = ProofSeen.SPECIAL_GUARDIANSHIP_ORDER;
        assertThat(of(father, order, TODAY, LocalDate.of(2037, 5, 3)).within(child))
                .satisfies(right -> assertThat(right.lastDay()).isEqualTo(last))
                .satisfies(right -> assertThat(right.endsWithChildhood(child)).isTrue());
        for (var day : Arrays.asList(last.minusDays(1), last, null)) {
            var right = of(father, order, TODAY, day);
            assertThat(right.within(child)).isSameAs(right);
            assertThat(right.endsWithChildhood(child)).isEqualTo(last.equals(day));
        }
        var grown = born(LocalDate.of(2000, 1, 1));
        var power = of(father, ProofSeen.CERTIFIED_POWER, TODAY, LocalDate.of(2037, 5, 3));
        assertThat(power.within(grown)).isSameAs(power);
        assertThat(power.endsWithChildhood(grown)).isFalse();
    }

    /** A guardian's right is over with the 13th birthday, whatever else is written down. */
    @ParameterizedTest
    @EnumSource(ProxyRole.class)
    void aRightMeetsAnotherOnlyWhileBothHold(ProxyRole role) {
        var subject = born(LocalDate.of(2000, 1, 1));
        var there = new Relation(father.id(), subject.id(), role, LocalDate.of(2005, 1, 1), Instant.now(), "seen");
        var next = of(father, ProofSeen.CERTIFIED_POWER, LocalDate.of(2020, 1, 1), LocalDate.of(2027, 1, 1));
        boolean guardian = role == ProxyRole.GUARDIAN;
        assertThat(there.meets(next, subject)).isEqualTo(!guardian);
        assertThat(there.ranOut(TODAY, subject)).isEqualTo(guardian);
        there.endOn(LocalDate.of(2018, 1, 1));
        assertThat(there.ranOut(TODAY, subject)).as("as an order says").isEqualTo(guardian);
        there.endOn(LocalDate.of(2013, 1, 1));
        assertThat(there.ranOut(TODAY, subject)).as("written down").isFalse();
        there.endOn(LocalDate.of(2020, 1, 1));
        assertThat(there.meets(next, subject)).as("the day after").isFalse();
        there.endOn(LocalDate.of(2020, 1, 2));
        assertThat(there.meets(next, subject)).as("one day").isEqualTo(!guardian);
        there.endOn(LocalDate.of(2005, 1, 1));
        assertThat(there.meets(next, subject)).as("never held").isFalse();
    }
}
