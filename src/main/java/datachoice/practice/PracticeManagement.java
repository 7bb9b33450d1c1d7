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

/** Adds practices. */
@Service
@Transactional
@PreAuthorize("hasRole('JOB')")
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
        events.publishEvent(new PracticeAdded(code));
    }

    private record PracticeAdded(OdsCode code) implements Audited {
        @Override
        public String action() {
            return "PRACTICE_ADDED";
        }

        @Override
        public String detail() {
            return code.value();
        }
    }
}
