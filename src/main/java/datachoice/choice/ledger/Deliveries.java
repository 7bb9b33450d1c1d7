package datachoice.choice.ledger;

import datachoice.choice.ChoiceDecision;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What became of choices at the practices they bind: append-only steps, from which each status is worked out. */
@Component
public class Deliveries {
    public enum Step {
        SENT,
        APPLIED,
        CONFIRMED,
        UNDONE
    }

    /**
     * What a practice's system holds, and since when.
     *
     * @param decision the choice that was entered; null for a correction that says that nothing was chosen there
     * @param corrected it was wrong: a later correction took its place
     */
    public record Entered(int n, @Nullable ChoiceDecision decision, String receipt, Instant at, boolean corrected) {
        /** In the system's terms: a no, or what withdraws one. */
        public ChoiceDecision holds() {
            return EntryStatus.toEnter(decision);
        }

        public ChoiceState state() {
            return ChoiceState.of(decision);
        }

        /** A no that was wrong: it is to be taken out, also where what stands now was said at another practice. */
        boolean wrong() {
            return corrected && holds() == ChoiceDecision.DO_NOT_ALLOW;
        }
    }

    /** One step, as the history shows it. */
    public record StepView(int n, int k, Step step, OdsCode practice, Instant at) {}

    private final JdbcClient jdbc;

    Deliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest choice that the practice entered and did not undo. Empty if its system holds nothing. */
    public Optional<Entered> enteredAt(PersonId subject, OdsCode practice) {
        return Optional.ofNullable(enteredAt(List.of(subject), practice).get(subject));
    }

    /** The same of many, without those about whom its system holds nothing. */
    Map<PersonId, Entered> enteredAt(Collection<PersonId> subjects, OdsCode practice) {
        var entered = new HashMap<PersonId, Entered>();
        jdbc.sql("""
                        select distinct on (s.subject) s.subject, e.n, e.receipt, s.at,
                            case when e.practice = s.practice then e.decision end as decision,
                            exists (select from choice.choice_event c
                                where (c.subject, c.type, c.corrects) = (e.subject, e.type, e.n)) as corrected
                        from choice.delivery_step s
                        join choice.choice_event e on (e.subject, e.type, e.n) = (s.subject, s.type, s.n)
                        where s.subject = any(?) and s.type = 'TYPE_1' and s.practice = ? and s.step = 'APPLIED'
                          and not exists (select from choice.delivery_step later
                              where (later.subject, later.type, later.n) = (s.subject, s.type, s.n) and later.k > s.k)
                        order by s.subject, e.n desc
                        """)
                .params(subjects.stream().map(PersonId::value).toArray(UUID[]::new), practice.value())
                .query(row -> {
                    entered.put(
                            new PersonId(row.getObject("subject", UUID.class)),
                            new Entered(
                                    row.getInt("n"),
                                    ChoiceState.decision(row.getString("decision")),
                                    row.getString("receipt"),
                                    row.getTimestamp("at").toInstant(),
                                    row.getBoolean("corrected")));
                });
        return entered;
    }

    /** Every step of one person's {@code TYPE_1} ledger, in the order in which they happened. */
    public List<StepView> stepsOf(PersonId subject) {
        return jdbc.sql(
                        "select n, k, step, practice, at from choice.delivery_step where subject = ? and type = 'TYPE_1' order by n, k")
                .param(subject.value())
                .query((row, i) -> new StepView(
                        row.getInt("n"),
                        row.getInt("k"),
                        Step.valueOf(row.getString("step")),
                        new OdsCode(row.getString("practice")),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /**
     * Appends the next step of a choice.
     *
     * @return when it was written, by the database's clock
     * @throws org.springframework.dao.DuplicateKeyException if somebody else appended the same step just now
     */
    public Instant append(PersonId subject, int n, Step step, OdsCode practice, UUID enteredBy) {
        return jdbc.sql("""
                        insert into choice.delivery_step (subject, type, n, k, step, practice, entered_by)
                        select ?, 'TYPE_1', ?, coalesce(max(k), 0) + 1, ?, ?, ? from choice.delivery_step
                        where subject = ? and type = 'TYPE_1' and n = ?
                        returning at
                        """)
                .params(subject.value(), n, step.name(), practice.value(), enteredBy, subject.value(), n)
                .query((row, i) -> row.getTimestamp("at").toInstant())
                .single();
    }
}
