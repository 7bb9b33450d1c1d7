package datachoice.choice.practice;

import datachoice.choice.ChoiceDecision;
import datachoice.core.UkTime;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The codes as they are today. They are data, because terminologies change. */
@Component
class DissentCodes {
    private final JdbcClient jdbc;
    private final Clock clock;

    DissentCodes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those of a no, then those that withdraw it; of each, {@link DissentCode.System#SNOMED_CT} first. */
    List<DissentCode> current() {
        var today = UkTime.today(clock);
        return jdbc
                .sql("""
                        select decision, system, code, term from choice.dissent_code
                        where valid_from <= ? and (valid_to is null or valid_to > ?)
                        """)
                .params(today, today)
                .query((row, i) -> new DissentCode(
                        ChoiceDecision.valueOf(row.getString("decision")),
                        DissentCode.System.valueOf(row.getString("system")),
                        row.getString("code"),
                        row.getString("term")))
                .list()
                .stream()
                .sorted(Comparator.comparing(DissentCode::decision).reversed().thenComparing(DissentCode::system))
                .toList();
    }

    /** In the order of {@link #current()}. */
    List<DissentCode> of(ChoiceDecision decision) {
        return current().stream().filter(code -> code.decision() == decision).toList();
    }

    /** The one that a file names. */
    Optional<DissentCode> first(ChoiceDecision decision) {
        return of(decision).stream().findFirst();
    }
}
