package datachoice.practice;

import datachoice.audit.Audited;
import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds practices, changes what is known of them, and closes them. */
@Service
@Transactional
@PreAuthorize("hasAnyRole('PLATFORM_ADMIN', 'JOB')")
public class PracticeManagement {
    private static final Duration WAITS = Duration.ofDays(7);

    private final PracticeVersions versions;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    PracticeManagement(PracticeVersions versions, JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.versions = versions;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Adds a practice that is known by this name from today.
     *
     * @param address one to four lines, then the postcode
     * @throws org.springframework.dao.DuplicateKeyException if the code is taken
     */
    public void add(OdsCode code, String name, List<String> address, String phone) {
        jdbc.sql("insert into practice.practice (ods_code) values (?)")
                .param(code.value())
                .update();
        versions.save(new PracticeVersion(code, UkTime.today(clock), name, address, phone));
        events.publishEvent(new PracticeStep("PRACTICE_ADDED", code));
    }

    /**
     * From today the practice is called, and is, like this. What held until yesterday stays on record.
     *
     * @param address one to four lines, then the postcode
     * @throws java.util.NoSuchElementException for a code that no practice has
     */
    public void change(OdsCode code, String name, List<String> address, String phone) {
        var today = UkTime.today(clock);
        var current =
                versions.findCurrent(List.of(code.value())).stream().findFirst().orElseThrow();
        if (current.view().equals(new PracticeView(code, name, address, phone))) {
            return;
        }
        if (current.holdsSince(today)) {
            current.putRight(name, address, phone);
        } else {
            current.end(today);
            versions.flush(); // one at a time is current
            versions.save(new PracticeVersion(code, today, name, address, phone));
        }
        events.publishEvent(new PracticeStep("PRACTICE_RENAMED", code));
    }

    /** What came of asking to close a practice. */
    public enum Closing {
        CLOSED,
        /** It is closed as soon as another administrator asks for the same. */
        ASKED
    }

    /**
     * An administrator asked to close a practice, and nobody agreed yet.
     *
     * @param until from then on it is as if nobody had asked
     */
    public record Asked(OdsCode practice, UUID by, Instant at, Instant until) {}

    /** Those that wait for a second administrator, the oldest first. */
    @Transactional(readOnly = true)
    public List<Asked> waiting() {
        return jdbc.sql(
                        "select practice, asked_by, asked_at from practice.closing where ended_at is null and asked_at > ?"
                                + " order by asked_at, id")
                .param(Timestamp.from(clock.instant().minus(WAITS)))
                .query((row, i) -> {
                    var at = row.getTimestamp("asked_at").toInstant();
                    return new Asked(
                            new OdsCode(row.getString("practice")),
                            row.getObject("asked_by", UUID.class),
                            at,
                            at.plus(WAITS));
                })
                .list();
    }

    /**
     * Closes it, or asks for that if a second administrator has to agree: whoever else does this within a week then has.
     *
     * @param two whether a second administrator has to agree
     */
    @PreAuthorize("hasRole('PLATFORM_ADMIN')")
    public Closing close(OdsCode code, UUID by, boolean two) {
        jdbc.sql("select ods_code from practice.practice where ods_code = ? for no key update")
                .param(code.value())
                .query(String.class)
                .single(); // of two at once the second one agrees
        end(code, null, "asked_at <= ?", Timestamp.from(clock.instant().minus(WAITS)));
        boolean agreed = end(code, by, "asked_by <> ?", by);
        if (agreed || !two) {
            end(code, null, "asked_by = ?", by);
            close(code);
            return Closing.CLOSED;
        }
        int asked = jdbc.sql("""
                        insert into practice.closing (id, practice, asked_by, asked_at) values (?, ?, ?, ?)
                        on conflict do nothing
                        """)
                .params(Ids.next(), code.value(), by, Timestamp.from(clock.instant()))
                .update();
        if (asked == 1) {
            events.publishEvent(new PracticeStep("PRACTICE_CLOSING_ASKED", code));
        }
        return Closing.ASKED;
    }

    private boolean end(OdsCode code, @Nullable UUID agreed, String which, Object value) {
        return jdbc.sql(
                                "update practice.closing set ended_at = ?, agreed_by = ? where practice = ? and ended_at is null and "
                                        + which)
                        .params(Timestamp.from(clock.instant()), agreed, code.value(), value)
                        .update()
                == 1;
    }

    /** Its people are registered nowhere from now on; its name stays readable. A second call changes nothing. */
    @PreAuthorize("hasRole('JOB')")
    public void close(OdsCode code) {
        int closed = jdbc.sql("update practice.practice set closed_on = ? where ods_code = ? and closed_on is null")
                .params(UkTime.today(clock), code.value())
                .update();
        if (closed == 1) {
            events.publishEvent(new PracticeClosed(code));
        }
    }

    private record PracticeStep(String action, OdsCode code) implements Audited {

        @Override
        public String detail() {
            return code.value();
        }
    }
}
