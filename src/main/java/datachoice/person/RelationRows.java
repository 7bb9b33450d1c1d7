package datachoice.person;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** Rights to choose for others, also those that have ended. */
interface RelationRows extends Repository<Relation, UUID> {
    Relation save(Relation relation);

    List<Relation> findByProxy(UUID proxy);

    List<Relation> findBySubject(UUID subject);

    List<Relation> findByProxyAndSubject(UUID proxy, UUID subject);
}
