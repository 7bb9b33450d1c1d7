package datachoice.person;

import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Rights to choose for others, also those that have ended. */
interface RelationRows extends Repository<Relation, UUID> {
    Relation save(Relation relation);

    Optional<Relation> findById(UUID id);

    /** For a transaction that will end it: until then nobody else ends it. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Relation> findByIdAndSubject(UUID id, UUID subject);

    /** At once, so that a right that follows it finds the place free. */
    @Modifying
    @Query("update Relation r set r.validTo = :day where r.id = :id and (r.validTo is null or r.validTo > :day)")
    void endOn(UUID id, LocalDate day);

    List<Relation> findByProxy(UUID proxy);

    List<Relation> findBySubject(UUID subject);

    List<Relation> findByProxyAndSubject(UUID proxy, UUID subject);
}
