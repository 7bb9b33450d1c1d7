package datachoice.choice.ledger;

import datachoice.choice.OptOutType;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The newest event of each ledger, beside the ledger so that reading it costs one look-up. */
@Component
public class CurrentChoices {
    private final JdbcClient jdbc;

    CurrentChoices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Without the types that the person was never asked, or never answered. */
    public Map<OptOutType, CurrentChoice> of(PersonId subject) {
        return of(List.of(subject)).getOrDefault(subject, Map.of());
    }

    /** The same of many, without those who never answered anything. */
    Map<PersonId, Map<OptOutType, CurrentChoice>> of(Collection<PersonId> subjects) {
        var current = new LinkedHashMap<PersonId, Map<OptOutType, CurrentChoice>>();
        jdbc.sql("""
                        select subject, type, n, decision, decided_on, recorded_at, practice, receipt
                        from choice.choice_current where subject = any(?)
                        """)
                .param(subjects.stream().map(PersonId::value).toArray(UUID[]::new))
                .query(row -> {
                    current.computeIfAbsent(
                                    new PersonId(row.getObject("subject", UUID.class)),
                                    subject -> new EnumMap<>(OptOutType.class))
                            .put(
                                    OptOutType.valueOf(row.getString("type")),
                                    new CurrentChoice(
                                            row.getInt("n"),
                                            ChoiceState.decision(row.getString("decision")),
                                            row.getObject("decided_on", LocalDate.class),
                                            row.getTimestamp("recorded_at").toInstant(),
                                            Optional.ofNullable(row.getString("practice"))
                                                    .map(OdsCode::new),
                                            row.getString("receipt")));
                });
        return current;
    }

    /**
     * Moves on to the event that was just appended.
     *
     * @throws ChoiceMovedOn if it does not follow the one before
     */
    void moveTo(ChoiceEvent event) {
        var decision = event.decision();
        int moved = jdbc.sql("""
                        insert into choice.choice_current (subject, type, n, decision, decided_on, recorded_at, practice, receipt)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (subject, type) do update set n = excluded.n, decision = excluded.decision,
                            decided_on = excluded.decided_on, recorded_at = excluded.recorded_at,
                            practice = excluded.practice, receipt = excluded.receipt
                        where choice_current.n = excluded.n - 1
                        """)
                .params(
                        event.subject().value(),
                        event.type().name(),
                        event.number().n(),
                        decision == null ? null : decision.name(),
                        event.decidedOn(),
                        Timestamp.from(event.recordedAt()),
                        event.practice().map(OdsCode::value).orElse(null),
                        event.receipt())
                .update();
        if (moved != 1) {
            throw new ChoiceMovedOn();
        }
    }
}
