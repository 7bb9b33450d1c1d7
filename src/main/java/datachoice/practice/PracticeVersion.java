package datachoice.practice;

import datachoice.core.OdsCode;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** What a practice was called and where it was, from one day until another. */
@Entity
@Table(schema = "practice")
class PracticeVersion implements Persistable<PracticeVersion.Key> {
    @Embeddable
    record Key(
            @Column(name = "ods_code") String odsCode,
            @Column(name = "valid_from") LocalDate validFrom) {}

    @EmbeddedId
    private Key key;

    private @Nullable LocalDate validTo;
    private String name;

    @Column(name = "address_1")
    private String address1;

    @Column(name = "address_2")
    private @Nullable String address2;

    @Column(name = "address_3")
    private @Nullable String address3;

    @Column(name = "address_4")
    private @Nullable String address4;

    private String postcode;
    private String phone;

    @Transient
    private boolean stored;

    @NullUnmarked // for Hibernate
    protected PracticeVersion() {}

    /** @param address one to four lines, then the postcode */
    PracticeVersion(OdsCode code, LocalDate validFrom, String name, List<String> address, String phone) {
        this.key = new Key(code.value(), validFrom);
        putRight(name, address, phone);
    }

    /** It began to hold on that day, or will. */
    boolean holdsSince(LocalDate day) {
        return !key.validFrom().isBefore(day);
    }

    /** On the day it begins to hold. */
    void putRight(String name, List<String> address, String phone) {
        var lines = address.subList(0, address.size() - 1);
        this.name = name;
        this.address1 = lines.get(0);
        this.address2 = lines.size() > 1 ? lines.get(1) : null;
        this.address3 = lines.size() > 2 ? lines.get(2) : null;
        this.address4 = lines.size() > 3 ? lines.get(3) : null;
        this.postcode = address.get(address.size() - 1);
        this.phone = phone;
    }

    /** @param day the first on which another one holds */
    void end(LocalDate day) {
        validTo = day;
    }

    PracticeView view() {
        var lines = Stream.of(address1, address2, address3, address4, postcode)
                .filter(Objects::nonNull)
                .toList();
        return new PracticeView(new OdsCode(key.odsCode()), name, lines, phone);
    }

    @Override
    public Key getId() {
        return key;
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void isStored() {
        stored = true;
    }
}
