package datachoice.publication;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** What is and was live. It has no update and no delete because {@link Repository} gives none. */
interface ContentVersions extends Repository<ContentVersion, ContentVersion.Number> {
    ContentVersion saveAndFlush(ContentVersion version);

    /** Empty for an item that has never been published. It may have been withdrawn since. */
    @Query("select v from ContentVersion v where v.number.item = :item order by v.number.n desc limit 1")
    Optional<ContentVersion> findNewest(String item);

    /** Empty for a number that this item has not reached. */
    Optional<ContentVersion> findById(ContentVersion.Number number);
}
