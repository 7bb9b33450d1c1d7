package datachoice.person.register;

import datachoice.practice.PracticeClosed;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** When a practice closes its people are registered nowhere, and no file of its own is loaded any more. */
@Component
class ClosedPractices {
    private final Registrations registrations;
    private final UploadRows uploads;
    private final JdbcClient jdbc;

    ClosedPractices(Registrations registrations, UploadRows uploads, JdbcClient jdbc) {
        this.registrations = registrations;
        this.uploads = uploads;
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void follow(PracticeClosed closed) {
        uploads.allowTime();
        jdbc.sql("set local lock_timeout = '3s'")
                .update(); // somebody waits for the answer; while a file is loaded it is: later
        registrations.oneAtATime();
        uploads.open(closed.code()).forEach(upload -> uploads.end(upload, UploadState.DROPPED, null));
        registrations.endAll(closed.code());
    }
}
