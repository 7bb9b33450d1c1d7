package datachoice.practice;

import datachoice.audit.Audited;
import datachoice.core.OdsCode;
import datachoice.core.UkTime;
import java.time.Clock;
import java.util.List;
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

    /** Its people are registered nowhere from now on; its name stays readable. A second call changes nothing. */
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
