package datachoice.choice.question;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Answers that were given and not saved yet. */
interface ChoiceDrafts extends Repository<ChoiceDraft, UUID> {
    ChoiceDraft save(ChoiceDraft draft);

    Optional<ChoiceDraft> findById(UUID id);

    /** Newest first: drafts of this account or letter that can still be saved and were not. */
    @Query("""
            select d from ChoiceDraft d where d.madeBy = :login and d.expiresAt > :now
              and not exists (select 1 from ChoiceEvent e where e.idempotencyKey = d.id)
            order by d.expiresAt desc
            """)
    List<ChoiceDraft> findOpen(UUID login, Instant now);

    /** Returns how many were old enough to go. */
    @Modifying
    @Query("delete from ChoiceDraft d where d.expiresAt <= :now")
    int deleteExpired(Instant now);
}
