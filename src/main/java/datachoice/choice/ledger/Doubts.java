package datachoice.choice.ledger;

import datachoice.audit.Audited;
import datachoice.choice.DoubtOutcome;
import datachoice.choice.DoubtSettled;
import datachoice.core.Actor;
import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import datachoice.person.PersonLookup;
import datachoice.person.RelationView;
import datachoice.person.Relations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * "This was not me": what people told us, and what became of it. Whose task it is follows the register: the practice at
 * which the person is registered now, and none for somebody registered nowhere, until they are.
 */
@Component
public class Doubts {
    private static final String ALL = """
            select d.id, d.subject, d.receipt, d.words, d.reach, d.told_at, s.outcome, s.note, s.practice, s.settled_by, s.settled_at
            from choice.doubt d left join choice.doubt_settled s on s.doubt = d.id
            """;

    /** About one choice, so that nobody fills a practice's list. */
    private static final int MOST_OPEN = 5;

    private final JdbcClient jdbc;
    private final PersonLookup people;
    private final Relations relations;
    private final ApplicationEventPublisher publisher;

    Doubts(JdbcClient jdbc, PersonLookup people, Relations relations, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.people = people;
        this.relations = relations;
        this.publisher = publisher;
    }

    /** Every one about this person, the newest first. */
    public List<DoubtView> of(PersonId subject) {
        return jdbc.sql(ALL + "where d.subject = ? order by d.told_at desc")
                .param(subject.value())
                .query(Doubts::view)
                .list();
    }

    public List<DoubtView> openOf(PersonId subject) {
        return of(subject).stream().filter(DoubtView::open).toList();
    }

    /** How many people registered there now say so, and wait. */
    public int countOpen(OdsCode practice) {
        return jdbc.sql("select count(distinct subject) from choice.doubt_open where practice = ?")
                .param(practice.value())
                .query(Integer.class)
                .single();
    }

    /** Those among these people about whom one is open. */
    public Set<PersonId> openAmong(Collection<PersonId> subjects) {
        return subjects.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("select distinct subject from choice.doubt_open where subject = any(?)")
                        .param(subjects.stream().map(PersonId::value).toArray(UUID[]::new))
                        .query((row, i) -> new PersonId(row.getObject(1, UUID.class)))
                        .list());
    }

    /** Whether staff of that practice settled one within the last day: a colleague may still be writing about it. */
    public boolean settledLately(OdsCode practice, PersonId subject) {
        return jdbc.sql("""
                        select exists (select from choice.doubt d join choice.doubt_settled s on s.doubt = d.id
                            where d.subject = ? and s.practice = ? and s.settled_at > clock_timestamp() - interval '1 day')
                        """)
                .params(subject.value(), practice.value())
                .query(Boolean.class)
                .single();
    }

    /** The open ones about people registered there now, the oldest first. */
    public List<DoubtView> openAt(OdsCode practice, int atMost) {
        return jdbc.sql(ALL + """
                        join choice.doubt_open o on o.doubt = d.id
                        join person.published_person p on p.id = d.subject and p.practice = o.practice
                        where o.practice = ? order by d.told_at limit ?
                        """)
                .params(practice.value(), atMost)
                .query(Doubts::view)
                .list();
    }

    /**
     * Keeps it. Telling the same twice tells it once; other words, or another way to reach somebody, are kept beside the
     * first.
     *
     * @return false where so many about this choice are open that no more are kept
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean tell(PersonId subject, String receipt, String words, String reach, Actor by) {
        people.hold(subject); // moves nowhere until it is known whose task this is
        var open = openOf(subject).stream()
                .filter(doubt -> doubt.receipt().equals(receipt))
                .toList();
        if (open.stream()
                .anyMatch(doubt -> doubt.words().equals(words) && doubt.reach().equals(reach))) {
            return true;
        }
        if (open.size() >= MOST_OPEN) {
            return false;
        }
        var id = Ids.next();
        int told = jdbc.sql("""
                        insert into choice.doubt (id, subject, receipt, n, words, reach, told_by, told_role)
                        select ?, ?, ?, coalesce(max(n), 0) + 1, ?, ?, ?, ? from choice.doubt where receipt = ?
                        on conflict (receipt, n) do nothing
                        """)
                .params(id, subject.value(), receipt, words, reach, by.by(), by.role(), receipt)
                .update();
        if (told == 0) {
            return tell(subject, receipt, words, reach, by); // somebody else told something in this moment
        }
        open(id, subject);
        return true;
    }

    /** The same words once more: the choice that they are about counts again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellAgain(DoubtView doubt) {
        people.hold(doubt.subject());
        var id = Ids.next();
        jdbc.sql("""
                        insert into choice.doubt (id, subject, receipt, n, words, reach, told_by, told_role)
                        select ?, subject, receipt, (select max(n) + 1 from choice.doubt where receipt = d.receipt),
                            words, reach, told_by, told_role
                        from choice.doubt d where id = ?
                        """).params(id, doubt.id()).update();
        open(id, doubt.subject());
    }

    private void open(UUID doubt, PersonId subject) {
        jdbc.sql("""
                        insert into choice.doubt_open (doubt, subject, practice)
                        select ?, p.id, p.practice from person.published_person p where p.id = ?
                        """).params(doubt, subject.value()).update();
        publisher.publishEvent(new DoubtTold(subject));
    }

    /** @return false if somebody else has settled it before; then that stays as it is */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean settle(DoubtView doubt, DoubtOutcome outcome, String note, OdsCode practice, UUID by) {
        var settled = jdbc.sql("""
                        insert into choice.doubt_settled (doubt, outcome, note, practice, settled_by) values (?, ?, ?, ?, ?)
                        on conflict (doubt) do nothing returning settled_at
                        """)
                .params(doubt.id(), outcome.name(), note, practice.value(), by)
                .query((row, i) -> row.getTimestamp(1).toInstant())
                .optional();
        jdbc.sql("delete from choice.doubt_open where doubt = ?")
                .param(doubt.id())
                .update();
        settled.ifPresent(at -> publisher.publishEvent(new DoubtSettled(
                doubt.subject(),
                practice,
                doubt.receipt(),
                doubt.toldAt(),
                outcome,
                note,
                at,
                proxy(doubt, practice).orElse(null))));
        return settled.isPresent();
    }

    /** Who said so for somebody else, and may still choose for them. */
    private Optional<PersonId> proxy(DoubtView doubt, OdsCode practice) {
        var teller = jdbc.sql("""
                        select a.person from choice.doubt d join identity.published_account a on a.id = d.told_by
                        where d.id = ? and a.person <> d.subject
                        """)
                .param(doubt.id())
                .query((row, i) -> new PersonId(row.getObject(1, UUID.class)))
                .optional();
        return teller.isEmpty()
                ? teller
                : people.find(doubt.subject())
                        .filter(subject -> subject.practice().equals(Optional.of(practice)))
                        .flatMap(subject -> relations.choosersFor(subject).stream()
                                .map(RelationView::proxy)
                                .filter(teller.get()::equals)
                                .findFirst());
    }

    /** Hands the task on: these people are registered there now, or nowhere. */
    void follow(Collection<PersonId> subjects, Optional<OdsCode> practice) {
        jdbc.sql("update choice.doubt_open set practice = ? where subject = any(?)")
                .params(
                        practice.map(OdsCode::value).orElse(null),
                        subjects.stream().map(PersonId::value).toArray(UUID[]::new))
                .update();
    }

    private static DoubtView view(ResultSet row, int i) throws SQLException {
        var outcome = Optional.ofNullable(row.getString("outcome")).map(DoubtOutcome::valueOf);
        return new DoubtView(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("subject", UUID.class)),
                row.getString("receipt"),
                row.getString("words"),
                row.getString("reach"),
                row.getTimestamp("told_at").toInstant(),
                outcome.isEmpty()
                        ? null
                        : new DoubtView.Settlement(
                                outcome.get(),
                                row.getString("note"),
                                new OdsCode(row.getString("practice")),
                                row.getObject("settled_by", UUID.class),
                                row.getTimestamp("settled_at").toInstant()));
    }

    private record DoubtTold(PersonId subject) implements Audited {
        @Override
        public String action() {
            return "DOUBT_TOLD";
        }

        @Override
        public List<PersonId> subjects() {
            return List.of(subject);
        }
    }
}
