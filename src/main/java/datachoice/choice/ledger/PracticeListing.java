package datachoice.choice.ledger;

import datachoice.choice.OptOutType;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.person.PersonView;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the read model behind the practice's list: one row for each person registered there who has a choice. Written in
 * the transaction of whatever changes it, so that the list never tells less than the ledger.
 */
@Component
public class PracticeListing {
    private final JdbcClient jdbc;
    private final CurrentChoices current;
    private final Deliveries deliveries;

    PracticeListing(JdbcClient jdbc, CurrentChoices current, Deliveries deliveries) {
        this.jdbc = jdbc;
        this.current = current;
        this.deliveries = deliveries;
    }

    /** Writes the rows of one person at the practice where they are registered now; none for someone registered nowhere. */
    public void refresh(PersonView subject) {
        subject.practice().ifPresent(practice -> {
            hold(subject.id(), practice);
            current.of(subject.id()).forEach((type, choice) -> {
                var entry = entry(subject, practice, type, choice);
                if (choice.decision() != null || entry.inSystem()) {
                    write(subject, practice, type, choice, entry);
                } else {
                    remove(subject.id(), type, practice);
                }
            });
        });
    }

    /**
     * Waits for staff who are just entering this person's choice: a change of mind that did not see their entry would pass
     * for a yes with nothing to enter, while the practice's system holds a no. Everyone takes this row before any other of
     * the person, so that nobody waits in a circle.
     */
    private void hold(PersonId subject, OdsCode practice) {
        jdbc.sql(
                        "select from choice.practice_listing where practice = ? and type = 'TYPE_1' and subject = ? for update")
                .params(practice.value(), subject.value())
                .query((row, i) -> true)
                .list();
    }

    /** Takes one person off a practice's list. */
    void remove(PersonId subject, OdsCode practice) {
        hold(subject, practice);
        jdbc.sql("delete from choice.practice_listing where practice = ? and subject = ?")
                .params(practice.value(), subject.value())
                .update();
    }

    /** Takes many people off a practice's list, holding their rows as it would for one. */
    void remove(Collection<PersonId> subjects, OdsCode practice) {
        var ids = subjects.stream().map(PersonId::value).toArray(UUID[]::new);
        jdbc.sql("""
                        select from choice.practice_listing where practice = ? and type = 'TYPE_1' and subject = any(?)
                        order by subject for update
                        """).params(practice.value(), ids).query((row, i) -> true).list();
        jdbc.sql("delete from choice.practice_listing where practice = ? and subject = any(?)")
                .params(practice.value(), ids)
                .update();
    }

    private void remove(PersonId subject, OptOutType type, OdsCode practice) {
        jdbc.sql("delete from choice.practice_listing where practice = ? and type = ? and subject = ?")
                .params(practice.value(), type.name(), subject.value())
                .update();
    }

    /** @param appliedAt since when the practice's system holds what it should; null where it does not, or holds nothing */
    private record EntryAt(EntryStatus status, @Nullable Instant appliedAt) {
        /** The practice's system holds something for which the choice is, or was, a reason. */
        boolean inSystem() {
            return status == EntryStatus.NEW || status == EntryStatus.APPLIED;
        }
    }

    private EntryAt entry(PersonView subject, OdsCode practice, OptOutType type, CurrentChoice choice) {
        if (type != OptOutType.TYPE_1) {
            return new EntryAt(EntryStatus.NONE, null); // only the GP record's answer is something a practice enters
        }
        if (!choice.practice().equals(subject.practice())) {
            return new EntryAt(EntryStatus.TO_RECONFIRM, null);
        }
        var entered = deliveries.enteredAt(subject.id(), practice).orElse(null);
        var status = EntryStatus.of(choice.decision(), entered == null ? null : entered.holds());
        return new EntryAt(status, status == EntryStatus.APPLIED && entered != null ? entered.at() : null);
    }

    private void write(PersonView subject, OdsCode practice, OptOutType type, CurrentChoice choice, EntryAt entry) {
        jdbc.sql("""
                        insert into choice.practice_listing (practice, type, subject, n, family_name, given_names, sort_name,
                            date_of_birth, decision, status, set_at, applied_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (practice, type, subject) do update set n = excluded.n, family_name = excluded.family_name,
                            given_names = excluded.given_names, sort_name = excluded.sort_name,
                            date_of_birth = excluded.date_of_birth, decision = excluded.decision, status = excluded.status,
                            set_at = excluded.set_at, applied_at = excluded.applied_at
                        """)
                .params(
                        practice.value(),
                        type.name(),
                        subject.id().value(),
                        choice.n(),
                        subject.familyName(),
                        subject.givenNames(),
                        sortName(subject),
                        subject.dateOfBirth(),
                        choice.decision() == null ? null : choice.decision().name(),
                        entry.status().name(),
                        Timestamp.from(choice.recordedAt()),
                        timestamp(entry.appliedAt()))
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    /** Family name first, without case and accents, as staff look for people in a list. */
    static String sortName(PersonView person) {
        var plain = Normalizer.normalize(person.familyName() + " " + person.givenNames(), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "");
        return plain.toLowerCase(Locale.ROOT);
    }
}
