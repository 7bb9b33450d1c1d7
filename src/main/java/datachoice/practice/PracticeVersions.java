package datachoice.practice;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** What practices are and were called. */
interface PracticeVersions extends Repository<PracticeVersion, PracticeVersion.Key> {
    PracticeVersion save(PracticeVersion version);

    /** Sends what has changed to the database now. */
    void flush();

    /** Those that hold today; codes that no practice has are left out. */
    @Query("select v from PracticeVersion v where v.key.odsCode in :codes and v.validTo is null")
    List<PracticeVersion> findCurrent(Collection<String> codes);
}
