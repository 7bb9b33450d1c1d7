package datachoice.choice.practice;

import datachoice.choice.ledger.ChoiceState;
import datachoice.choice.ledger.EntryStatus;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the practice's list: who is registered there and has a choice about the GP record. Shows no national choice. */
@Component
class PracticeRows {
    /** Rows that a file reads at a time. */
    private static final int FETCHED = 1000;

    private final JdbcClient jdbc;

    PracticeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int count(OdsCode practice, ListQuery query) {
        var where = RowFilter.of(practice, query);
        return jdbc.sql("select count(*) from choice.practice_listing where " + where.sql())
                .params(where.values())
                .query(Integer.class)
                .single();
    }

    /** How many wait to be entered, and how many to be asked again; those whose number is 0 are left out. */
    Map<EntryStatus, Integer> waiting(OdsCode practice) {
        var waiting = new EnumMap<EntryStatus, Integer>(EntryStatus.class);
        jdbc.sql("""
                        select status, count(*) from choice.practice_listing
                        where practice = ? and type = 'TYPE_1' and status in ('NEW', 'TO_RECONFIRM') group by status
                        """).param(practice.value()).query(row -> {
            waiting.put(EntryStatus.valueOf(row.getString(1)), row.getInt(2));
        });
        return waiting;
    }

    boolean isEmpty(OdsCode practice) {
        return jdbc.sql("select from choice.practice_listing where practice = ? and type = 'TYPE_1' limit 1")
                .param(practice.value())
                .query((row, i) -> true)
                .list()
                .isEmpty();
    }

    /**
     * A page of them, in the order asked for. Counts from the nearer end, so that the last page costs what the first does.
     *
     * @param total how many there are, as {@link #count} said
     */
    List<PracticeRow> page(OdsCode practice, ListQuery query, int skipped, int length, int total) {
        boolean fromTheEnd = skipped > total / 2;
        int rows = fromTheEnd ? Math.min(length, total - skipped) : length;
        var where = RowFilter.of(practice, query);
        var values = new ArrayList<>(where.values());
        values.addAll(List.of(rows, fromTheEnd ? total - skipped - rows : skipped, practice.value()));
        var order = order(query.sort(), query.descending() != fromTheEnd);
        var page = new ArrayList<>(jdbc.sql("""
                        select l.* from (select subject from choice.practice_listing where %s order by %s limit ? offset ?) k
                        join choice.practice_listing l on l.practice = ? and l.type = 'TYPE_1' and l.subject = k.subject
                        join person.published_person p on p.id = l.subject and p.practice = l.practice
                        order by %s
                        """.formatted(where.sql(), order, order))
                .params(values)
                .query(PracticeRows::row)
                .list());
        if (fromTheEnd) {
            Collections.reverse(page);
        }
        return page;
    }

    /** Every one of them in the order asked for, without holding them all. Needs a transaction around it. */
    void each(OdsCode practice, ListQuery query, Consumer<PracticeRow> consumer) {
        var where = RowFilter.of(practice, query);
        jdbc.sql("""
                        select l.* from choice.practice_listing l
                        join person.published_person p on p.id = l.subject and p.practice = l.practice
                        where %s order by %s
                        """.formatted(
                        where.sql().replace("practice =", "l.practice ="), order(query.sort(), query.descending())))
                .withFetchSize(FETCHED)
                .params(where.values())
                .query((ResultSet row) -> consumer.accept(row(row, 0)));
    }

    /** Empty for anyone who is not on this practice's list. */
    Optional<PracticeRow> find(OdsCode practice, PersonId subject) {
        return jdbc.sql("select * from choice.practice_listing where practice = ? and type = 'TYPE_1' and subject = ?")
                .params(practice.value(), subject.value())
                .query(PracticeRows::row)
                .optional();
    }

    /** Without those who are not on the list; nobody else changes their rows until this transaction ends. */
    Map<PersonId, PracticeRow> hold(OdsCode practice, Collection<PersonId> subjects) {
        var held = new LinkedHashMap<PersonId, PracticeRow>();
        jdbc.sql("""
                        select * from choice.practice_listing where practice = ? and type = 'TYPE_1' and subject = any(?)
                        order by subject for update
                        """)
                .params(practice.value(), subjects.stream().map(PersonId::value).toArray(UUID[]::new))
                .query(PracticeRows::row)
                .list()
                .forEach(row -> held.put(row.subject(), row));
        return held;
    }

    private static PracticeRow row(ResultSet row, int i) throws SQLException {
        var decision = row.getString("decision");
        return new PracticeRow(
                new PersonId(row.getObject("subject", UUID.class)),
                row.getInt("n"),
                row.getString("family_name"),
                row.getString("given_names"),
                row.getObject("date_of_birth", LocalDate.class),
                decision == null ? ChoiceState.NOT_RECORDED : ChoiceState.valueOf(decision),
                EntryStatus.valueOf(row.getString("status")),
                row.getTimestamp("set_at").toInstant());
    }

    /** Constants of ours, each served by an index in both directions. */
    private static String order(ListQuery.Sort sort, boolean descending) {
        var direction = descending ? " desc" : "";
        switch (sort) {
            case NAME:
                return "sort_name" + direction + ", subject" + direction;
            case BORN:
                return "date_of_birth" + direction + ", subject" + direction;
            case STATUS: // the newest first within each
                return "status" + direction + ", set_at" + (descending ? "" : " desc") + ", subject" + direction;
            default:
                return "set_at" + direction + ", subject" + direction;
        }
    }
}
