package datachoice.person.register;

import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.core.UkTime;
import datachoice.person.RegistrationsEnded;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends registrations by the thousand: of people who are missing from their practice's list, and of all when it closes. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Registrations {
    /** People told about at a time. */
    private static final int ARMFUL = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Registrations(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** As {@link #oneAtATime()}, without waiting. False if somebody does. */
    boolean nobodyElse() {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtext('person.register'))")
                .query(Boolean.class)
                .single();
    }

    /** Until the transaction ends, nobody else moves people by the thousand. */
    public void oneAtATime() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('person.register'))")
                .query()
                .listOfRows();
    }

    /** @return how many people the upload does not name */
    public int endMissing(UUID upload, OdsCode practice) {
        return end(
                practice,
                jdbc.sql("""
                                select p.id from person.registration g join person.person p on p.id = g.person
                                where g.practice = ? and g.registered_to is null and not exists (
                                    select from person.register_row r where r.upload = ? and r.nhs_number = p.nhs_number)
                                order by p.id for no key update of p
                                """).params(practice.value(), upload).query(UUID.class).list());
    }

    /** @return how many people were registered there */
    public int endAll(OdsCode practice) {
        return end(
                practice,
                jdbc.sql("""
                                select p.id from person.registration g join person.person p on p.id = g.person
                                where g.practice = ? and g.registered_to is null order by p.id for no key update of p
                                """).param(practice.value()).query(UUID.class).list());
    }

    /** They are held, so that whoever is saving a choice for one of them has saved it, or finds them gone. */
    private int end(OdsCode practice, List<UUID> people) {
        for (int from = 0; from < people.size(); from += ARMFUL) {
            var some = people.subList(from, Math.min(people.size(), from + ARMFUL));
            jdbc.sql("""
                            update person.registration set registered_to = ?
                            where person = any(?) and practice = ? and registered_to is null
                            """)
                    .params(UkTime.today(clock), some.toArray(UUID[]::new), practice.value())
                    .update();
            events.publishEvent(
                    new RegistrationsEnded(some.stream().map(PersonId::new).toList(), practice));
        }
        return people.size();
    }
}
