package datachoice.audit;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Answers who looked at a person's record. */
@Service
@Transactional(readOnly = true)
@PreAuthorize("hasAnyRole('PATIENT', 'LETTER')")
public class AuditLookup {
    private final JdbcClient jdbc;

    AuditLookup(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Newest first, at most that many: what workers did with this person's record. Empty if nobody did anything. What one
     * worker sees again and again without asking for this person is told once a day, with the number of times; each
     * opening, change and download of the record stands for itself. What a job did to the record because a worker asked for
     * it counts as theirs. Why a worker saw who may choose for somebody is about that somebody, and not told to those who may.
     */
    public List<LookView> whoLooked(PersonId subject, int atMost) {
        return jdbc.sql("""
                        select min(e.at) as first, max(e.at) as last, count(*) as times,
                            e.action, e.actor_role, e.practice, shown.reason, shown.detail
                        from audit.entry_subject s join audit.entry e on e.id = s.entry
                        cross join lateral (select case when e.action = 'REGISTER_CHANGED' then e.detail end as detail,
                            case when e.action <> 'CHOOSERS_NAMED' then e.reason end as reason) shown
                        where s.subject = ? and e.actor_role not in ('PATIENT', 'LETTER', 'VISITOR')
                            and (e.actor_role not like 'JOB:%' or e.actor_id is not null
                                and e.action in ('REGISTER_CHANGED', 'REGISTER_NOT_MATCHED', 'REGISTRATION_MOVED',
                                    'REGISTRATION_ENDED', 'LETTER_CODE_ISSUED', 'LETTER_CODE_ISSUED_AMONG_MANY'))
                        group by e.action, e.actor_role, e.actor_id, e.practice, shown.reason, shown.detail,
                            date(e.at at time zone 'Europe/London'),
                            case when e.action in ('LIST_VIEWED', 'PERSON_SHOWN_AGAIN', 'DOUBTS_LISTED', 'CHOOSERS_NAMED') then null else e.id end
                        order by last desc limit ?
                        """)
                .params(subject.value(), atMost)
                .query((row, i) -> new LookView(
                        row.getTimestamp("first").toInstant(),
                        row.getTimestamp("last").toInstant(),
                        row.getInt("times"),
                        row.getString("action"),
                        row.getString("actor_role"),
                        Optional.ofNullable(row.getString("practice")).map(OdsCode::new),
                        Optional.ofNullable(row.getString("reason")),
                        Optional.ofNullable(row.getString("detail")).stream()
                                .flatMap(fields -> Stream.of(fields.split(", ")))
                                .toList()))
                .list();
    }

    /**
     * What someone at work saw or did, once or more often on one day.
     *
     * @param last the same as {@code first} where it was once
     * @param action such as {@code PERSON_OPENED}
     * @param role such as {@code PRACTICE_STAFF}, or {@code JOB:register} for a job that they started
     * @param reason as it was given; empty where none is asked for, or it is about somebody else
     * @param changed which of the person's details got another value by a new register, such as {@code address}
     */
    public record LookView(
            Instant first,
            Instant last,
            int times,
            String action,
            String role,
            Optional<OdsCode> practice,
            Optional<String> reason,
            List<String> changed) {
        /** The same, without saying where. */
        public LookView somewhere() {
            return new LookView(first, last, times, action, role, Optional.empty(), reason, changed);
        }
    }
}
