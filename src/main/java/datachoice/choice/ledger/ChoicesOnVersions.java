package datachoice.choice.ledger;

import datachoice.publication.ChoicesMade;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;

/** Reads the whole ledger: asked two or three times for each correction of a text, and by a job. */
@Component
class ChoicesOnVersions implements ChoicesMade {
    private final JdbcClient jdbc;

    ChoicesOnVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An answer of two types has one receipt, and is one choice; a correction by staff is none. */
    @Override
    @PreAuthorize("hasRole('JOB')")
    public long on(Set<Shown> texts) {
        var shown = List.copyOf(texts);
        return jdbc.sql("""
                        select count(distinct receipt) from choice.choice_event
                        where kind = 'RECORDED' and (content_item, content_version) in (select * from unnest(?::text[], ?::int[]))
                        """)
                .params(
                        shown.stream().map(Shown::slug).toArray(String[]::new),
                        shown.stream().map(Shown::n).toArray(Integer[]::new))
                .query(Long.class)
                .single();
    }
}
