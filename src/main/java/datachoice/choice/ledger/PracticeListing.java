package datachoice.choice.ledger;

import datachoice.choice.ChoiceDecision;
import datachoice.choice.OptOutType;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.person.PersonView;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the read model behind the practice's list: one row for each person registered there who has a choice. Written in
 * the transaction of whatever changes it, so that the list never tells less than the ledger.
 */
@Component
public class PracticeListing {
    private static final Pattern MARKS = Pattern.compile("\\p{M}");

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final CurrentChoices current;
    private final Deliveries deliveries;

    PracticeListing(JdbcClient jdbc, JdbcTemplate template, CurrentChoices current, Deliveries deliveries) {
        this.jdbc = jdbc;
        this.template = template;
        this.current = current;
        this.deliveries = deliveries;
    }

    /** Writes the rows of one person at the practice where they are registered now; none for someone registered nowhere. */
    public void refresh(PersonView subject) {
        subject.practice().ifPresent(practice -> refresh(Map.of(subject.id(), Listed.of(subject)), practice));
    }

    /**
     * The same for many, all of them registered at that practice by now. Whoever has no choice costs nothing but being asked
     * about.
     */
    void refresh(Collection<PersonId> subjects, OdsCode practice) {
        var people = new HashMap<PersonId, Listed>();
        jdbc.sql("""
                        select id, given_names, family_name, date_of_birth from person.published_person p
                        where id = any(?) and exists (select from choice.choice_current c where c.subject = p.id)
                        """).param(ids(subjects)).query(row -> {
            people.put(
                    new PersonId(row.getObject("id", UUID.class)),
                    new Listed(
                            row.getString("given_names"),
                            row.getString("family_name"),
                            row.getObject("date_of_birth", LocalDate.class)));
        });
        if (!people.isEmpty()) {
            refresh(people, practice);
        }
    }

    /** What the list says of a person besides their choice. */
    private record Listed(String givenNames, String familyName, LocalDate dateOfBirth) {
        static Listed of(PersonView person) {
            return new Listed(person.givenNames(), person.familyName(), person.dateOfBirth());
        }
    }

    private void refresh(Map<PersonId, Listed> people, OdsCode practice) {
        hold(people.keySet(), practice);
        var entered = deliveries.enteredAt(people.keySet(), practice);
        var rows = new ArrayList<Object[]>();
        var none = new ArrayList<Object[]>();
        current.of(people.keySet())
                .forEach((subject, choices) -> choices.forEach((type, choice) -> {
                    var entry = entry(practice, type, choice, entered.get(subject));
                    if (entry.decision() != null || entry.inSystem()) {
                        rows.add(row(subject, people.get(subject), practice, type, choice, entry));
                    } else {
                        none.add(new Object[] {practice.value(), type.name(), subject.value()});
                    }
                }));
        write(rows);
        template.batchUpdate(
                "delete from choice.practice_listing where practice = ? and type = ? and subject = ?", none);
    }

    /**
     * Waits for staff who are just entering somebody's choice: a change of mind that did not see their entry would pass for a
     * yes with nothing to enter, while the practice's system holds a no. Everyone takes these rows before any other of the
     * people, and in the same order, so that nobody waits in a circle.
     */
    private void hold(Collection<PersonId> subjects, OdsCode practice) {
        jdbc.sql("""
                        select from choice.practice_listing where practice = ? and type = 'TYPE_1' and subject = any(?)
                        order by subject for update
                        """)
                .params(practice.value(), ids(subjects))
                .query((row, i) -> true)
                .list();
    }

    /** Those of them whose choice the practice has still to enter. From then on nobody enters it in between. */
    List<PersonId> toEnter(Collection<PersonId> subjects, OdsCode practice) {
        hold(subjects, practice);
        return jdbc.sql("""
                        select subject from choice.practice_listing
                        where practice = ? and type = 'TYPE_1' and status = 'NEW' and subject = any(?) order by subject
                        """)
                .params(practice.value(), ids(subjects))
                .query((row, i) -> new PersonId(row.getObject("subject", UUID.class)))
                .list();
    }

    /** Takes people off a practice's list. */
    void remove(Collection<PersonId> subjects, OdsCode practice) {
        hold(subjects, practice);
        jdbc.sql("delete from choice.practice_listing where practice = ? and subject = any(?)")
                .params(practice.value(), ids(subjects))
                .update();
    }

    private static UUID[] ids(Collection<PersonId> subjects) {
        return subjects.stream().map(PersonId::value).toArray(UUID[]::new);
    }

    /**
     * @param decision what the practice is to hold; null where nothing is recorded that counts there
     * @param appliedAt since when the practice's system holds what it should; null where it does not, or holds nothing
     */
    private record EntryAt(
            EntryStatus status,
            @Nullable ChoiceDecision decision,
            @Nullable Instant appliedAt) {
        /** The practice's system holds something for which the choice is, or was, a reason. */
        boolean inSystem() {
            return status == EntryStatus.NEW || status == EntryStatus.APPLIED;
        }
    }

    private static EntryAt entry(
            OdsCode practice, OptOutType type, CurrentChoice choice, Deliveries.@Nullable Entered entered) {
        if (type != OptOutType.TYPE_1) {
            return new EntryAt(
                    EntryStatus.NONE,
                    choice.decision(),
                    null); // only the GP record's answer is something a practice enters
        }
        if (!choice.practice().equals(Optional.of(practice))) {
            return entered != null && entered.wrong()
                    ? new EntryAt(EntryStatus.NEW, null, null)
                    : new EntryAt(EntryStatus.TO_RECONFIRM, choice.decision(), null);
        }
        var status = EntryStatus.of(choice.decision(), entered == null ? null : entered.holds());
        return new EntryAt(
                status, choice.decision(), status == EntryStatus.APPLIED && entered != null ? entered.at() : null);
    }

    private static Object[] row(
            PersonId subject, Listed person, OdsCode practice, OptOutType type, CurrentChoice choice, EntryAt entry) {
        return new Object[] {
            practice.value(),
            type.name(),
            subject.value(),
            choice.n(),
            person.familyName(),
            person.givenNames(),
            sortName(person.familyName() + " " + person.givenNames()),
            person.dateOfBirth(),
            entry.decision() == null ? null : entry.decision().name(),
            entry.status().name(),
            Timestamp.from(choice.recordedAt()),
            timestamp(entry.appliedAt())
        };
    }

    private void write(List<Object[]> rows) {
        template.batchUpdate("""
                insert into choice.practice_listing (practice, type, subject, n, family_name, given_names, sort_name,
                    date_of_birth, decision, status, set_at, applied_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (practice, type, subject) do update set n = excluded.n, family_name = excluded.family_name,
                    given_names = excluded.given_names, sort_name = excluded.sort_name,
                    date_of_birth = excluded.date_of_birth, decision = excluded.decision, status = excluded.status,
                    set_at = excluded.set_at, applied_at = excluded.applied_at
                """, rows);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    /** Family name first, without case and accents, as staff look for people in a list. */
    private static String sortName(String name) {
        var plain =
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        return plain.toLowerCase(Locale.ROOT);
    }
}
