package datachoice.person;

import datachoice.core.OdsCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers whose task somebody is of whom no practice takes care now, where others may choose for them. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('PRACTICE_STAFF', 'PRACTICE_LEAD') and principal.practice() == #practice")
public class FormerPractices {
    private static final String LAST =
            "(select last.practice from person.registration last where last.person = ? order by last.registered_to desc nulls first, last.registered_from desc limit 1)";

    private final JdbcClient jdbc;

    FormerPractices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether they are registered nowhere and that practice recorded a right to choose for them; or one is on record, and it
     * was the last at which they were registered. It may see these rights and end them, and nothing else: the last one all of
     * them, another one those that it recorded.
     */
    public boolean endRightsOver(PersonView subject, OdsCode practice) {
        return subject.practice().isEmpty()
                && jdbc.sql("""
                        select exists (select from person.relation r where r.subject = ? and (r.recorded_practice = ? or ? = """ + LAST + "))")
                        .params(
                                subject.id().value(),
                                practice.value(),
                                practice.value(),
                                subject.id().value())
                        .query(Boolean.class)
                        .single();
    }

    /** Whether they are registered nowhere now, and that practice was the last at which they were. */
    boolean wasLast(PersonView subject, OdsCode practice) {
        return subject.practice().isEmpty()
                && jdbc.sql("select coalesce(? = " + LAST + ", false)")
                        .params(practice.value(), subject.id().value())
                        .query(Boolean.class)
                        .single();
    }
}
