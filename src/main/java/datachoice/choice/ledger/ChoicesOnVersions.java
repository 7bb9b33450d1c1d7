package datachoice.choice.ledger;

import datachoice.publication.ChoicesMade;
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
    public long on(String slug, int first, int last) {
        return jdbc.sql("""
                        select count(distinct receipt) from choice.choice_event
                        where kind = 'RECORDED' and content_item = ? and content_version between ? and ?
                        """).params(slug, first, last).query(Long.class).single();
    }
}
