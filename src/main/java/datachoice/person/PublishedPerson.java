package datachoice.person;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of the view that other modules may read, too. */
@Entity
@Immutable
@Table(schema = "person")
class PublishedPerson {
    @Id
    private UUID id;

    private String familyName;
    private String givenNames;
    private LocalDate dateOfBirth;
    private @Nullable LocalDate diedOn;
    private @Nullable String practice;

    @NullUnmarked // for Hibernate
    protected PublishedPerson() {}

    PersonView view() {
        return new PersonView(
                new PersonId(id),
                givenNames,
                familyName,
                dateOfBirth,
                diedOn != null,
                Optional.ofNullable(practice).map(OdsCode::new));
    }
}
