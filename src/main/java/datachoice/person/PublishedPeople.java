package datachoice.person;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Everyone in the register, as other modules see them. */
interface PublishedPeople extends Repository<PublishedPerson, UUID> {
    Optional<PublishedPerson> findById(UUID id);

    List<PublishedPerson> findAllByIdIn(Collection<UUID> ids);
}
