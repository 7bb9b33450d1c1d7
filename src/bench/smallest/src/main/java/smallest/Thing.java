package smallest;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Optional;
import org.springframework.data.repository.Repository;

/** One entity with one repository, so that the persistence unit is not empty. */
@Entity
class Thing {
    @Id
    long id;
}

interface Things extends Repository<Thing, Long> {
    Optional<Thing> findById(long id);
}
