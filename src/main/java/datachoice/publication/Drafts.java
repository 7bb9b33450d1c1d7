package datachoice.publication;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** At most one draft for each item. */
interface Drafts extends Repository<Draft, String> {
    Draft saveAndFlush(Draft draft);

    Optional<Draft> findById(String item);

    /** For whoever is about to change it: the next one waits. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Draft d where d.item = :item")
    Optional<Draft> findForChange(String item);

    /** For whoever comes at its time: empty if that approval is no more. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from Draft d where d.approval = :approval")
    Optional<Draft> findApproved(UUID approval);

    /** The number after which the next draft of an item begins; 0 for one that never had a draft which ended. */
    @Query(
            value = "select coalesce((select last from publication.draft_end where item = :item), 0)",
            nativeQuery = true)
    int lastRevision(String item);

    void delete(Draft draft);

    void flush();
}
