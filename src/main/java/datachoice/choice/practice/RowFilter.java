package datachoice.choice.practice;

import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the list as a condition. Words of our own enums stand in the text, so that the planner knows how many
 * rows have them.
 *
 * @param sql what follows {@code where}; names columns of the list alone
 * @param values for its question marks
 */
record RowFilter(String sql, List<Object> values) {
    static RowFilter of(OdsCode practice, ListQuery query) {
        var sql = new StringBuilder("practice = ? and type = 'TYPE_1'");
        var values = new ArrayList<Object>();
        values.add(practice.value());
        constant(sql, "status", query.status());
        constant(sql, "decision", query.choice());
        if (query.from() != null) {
            sql.append(" and set_at >= ?");
            values.add(Timestamp.from(UkTime.startOf(query.from())));
        }
        if (query.to() != null) {
            sql.append(" and set_at < ?");
            values.add(Timestamp.from(UkTime.startOf(query.to().plusDays(1))));
        }
        return new RowFilter(sql.toString(), values);
    }

    private static void constant(StringBuilder sql, String column, @Nullable Enum<?> value) {
        if (value != null) {
            sql.append(" and ")
                    .append(column)
                    .append(" = '")
                    .append(value.name())
                    .append("'");
        }
    }
}
