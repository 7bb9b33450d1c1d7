package datachoice.publication;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.springframework.data.domain.Persistable;

/** What was once live, word for word. Never changed; the database writes the time. */
@Entity
@Immutable
@Table(schema = "publication", name = "version")
class ContentVersion implements Persistable<ContentVersion.Number> {
    @Embeddable
    record Number(String item, int n) {}

    @EmbeddedId
    private Number number;

    @Embedded
    private Content content;

    private UUID[] editors;

    @Column(name = "approved_by")
    private UUID approvedBy;

    private boolean alone;

    @Column(name = "links_opened")
    private boolean linksOpened;

    @NullUnmarked // for Hibernate
    protected ContentVersion() {}

    /**
     * @param alone true if the approver is one of the editors
     * @param linksOpened the approver opened its links to other sites
     */
    ContentVersion(
            String item, int n, Content content, UUID[] editors, UUID approvedBy, boolean alone, boolean linksOpened) {
        this.number = new Number(item, n);
        this.content = content;
        this.editors = editors.clone();
        this.approvedBy = approvedBy;
        this.alone = alone;
        this.linksOpened = linksOpened;
    }

    int n() {
        return number.n();
    }

    Content content() {
        return content;
    }

    boolean linksOpened() {
        return linksOpened;
    }

    boolean alone() {
        return alone;
    }

    @Override
    public Number getId() {
        return number;
    }

    @Override
    public boolean isNew() {
        return true;
    }
}
