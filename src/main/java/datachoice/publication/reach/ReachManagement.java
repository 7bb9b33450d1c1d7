package datachoice.publication.reach;

import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** What was counted, month by month. There is no other sum of it: one that overlaps would tell what is hidden. */
@Service
@PreAuthorize("hasAnyRole('CONTENT_EDITOR', 'CONTENT_APPROVER')")
class ReachManagement {
    private final JdbcClient jdbc;

    ReachManagement(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Of each version that reached more than a few in that month; the newest version of an item first.
     *
     * @param today not counted yet: whoever looks twice would see what one reader did in between
     */
    public List<ReachView> of(YearMonth month, LocalDate today) {
        var after = month.plusMonths(1).atDay(1);
        var counted = new ArrayList<ReachView>();
        jdbc.sql("""
                        select r.item, r.n, v.title, i.language, r.how, sum(r.times) as times
                        from publication.reach r
                        join publication.version v on v.item = r.item and v.n = r.n
                        join publication.item i on i.slug = r.item
                        where r.day >= ? and r.day < ?
                        group by r.item, r.n, v.title, i.language, r.how, i.kind
                        order by array_position(array['LEAFLET', 'NEWS', 'PAGE', 'FORM'], i.kind), r.item, r.n desc, r.how
                        """)
                .params(Date.valueOf(month.atDay(1)), Date.valueOf(after.isAfter(today) ? today : after))
                .query((RowCallbackHandler) row -> {
                    var last = counted.isEmpty() ? null : counted.get(counted.size() - 1);
                    if (last == null || !last.slug().equals(row.getString("item")) || last.n() != row.getInt("n")) {
                        last = new ReachView(
                                row.getString("item"),
                                row.getString("title"),
                                row.getString("language"),
                                row.getInt("n"),
                                new EnumMap<>(Reached.class));
                        counted.add(last);
                    }
                    last.times().put(Reached.valueOf(row.getString("how")), row.getLong("times"));
                });
        return counted.stream().filter(ReachView::saysSomething).toList();
    }

    /** The month in which counting began; empty before anything was counted. */
    public Optional<YearMonth> first() {
        return Optional.ofNullable(jdbc.sql("select min(day) from publication.reach")
                        .query(LocalDate.class)
                        .optional()
                        .orElse(null))
                .map(YearMonth::from);
    }

    /** The highest number of a month for each way, to draw the others against. */
    static Map<Reached, Long> highest(List<ReachView> counted) {
        var highest = new EnumMap<Reached, Long>(Reached.class);
        counted.forEach(one -> one.times().forEach((how, times) -> highest.merge(how, times, Math::max)));
        return highest;
    }
}
