package datachoice.choice.ledger;

import datachoice.choice.CorrectionReason;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What practices keyed, beside the ledger: what it has no column for. */
@Component
public class KeyedEntries {
    private final JdbcClient jdbc;

    KeyedEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By receipt; without what people saved themselves. */
    public Map<String, KeyedView> of(PersonId subject) {
        return jdbc
                .sql("select receipt, practice, original, corrects, reason from choice.keyed_entry where subject = ?")
                .param(subject.value())
                .query((row, i) -> new KeyedView(
                        row.getString("receipt"),
                        new OdsCode(row.getString("practice")),
                        row.getString("original"),
                        row.getString("corrects"),
                        Optional.ofNullable(row.getString("reason"))
                                .map(CorrectionReason::valueOf)
                                .orElse(null)))
                .list()
                .stream()
                .collect(Collectors.toMap(KeyedView::receipt, Function.identity()));
    }

    /** In the transaction that saves what it is about. */
    public void add(PersonId subject, KeyedView entry) {
        jdbc.sql(
                        "insert into choice.keyed_entry (receipt, subject, practice, original, corrects, reason) values (?, ?, ?, ?, ?, ?)")
                .params(
                        entry.receipt(),
                        subject.value(),
                        entry.practice().value(),
                        entry.original(),
                        entry.corrects(),
                        entry.why() == null ? null : entry.why().name())
                .update();
    }
}
