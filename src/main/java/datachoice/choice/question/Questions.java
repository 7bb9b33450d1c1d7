package datachoice.choice.question;

import datachoice.choice.ledger.CurrentChoices;
import datachoice.choice.ledger.Entitlement;
import datachoice.choice.ledger.Overall;
import datachoice.core.PersonId;
import datachoice.core.SignedInUser;
import datachoice.practice.PracticeLookup;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts the question about one person, as their practice and their choices are now. */
@Service
@PreAuthorize("hasAnyRole('PATIENT', 'LETTER')")
@Transactional(readOnly = true)
class Questions {
    private final Entitlement entitlement;
    private final CurrentChoices current;
    private final PracticeLookup practices;

    Questions(Entitlement entitlement, CurrentChoices current, PracticeLookup practices) {
        this.entitlement = entitlement;
        this.current = current;
        this.practices = practices;
    }

    /** @throws datachoice.choice.ledger.NotEntitled if this user may not choose for that person */
    QuestionView about(PersonId subject, SignedInUser user) {
        var person = entitlement.subjectOf(user, subject);
        var newest = current.of(subject);
        return new QuestionView(
                person,
                person.id().equals(user.person()),
                person.practice().flatMap(practices::find).orElse(null),
                Overall.of(newest),
                newest);
    }
}
