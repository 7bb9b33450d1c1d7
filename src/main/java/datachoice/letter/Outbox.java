package datachoice.letter;

import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Messages that are waiting, were sent, or could not be. */
@Component
class Outbox {
    /** A newer release beside this one may write kinds that this one cannot read: those are left to it. */
    private static final String[] KNOWN_KINDS =
            Arrays.stream(MessageKind.values()).map(Enum::name).toArray(String[]::new);

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    Outbox(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /**
     * A message as it is written.
     *
     * @param receipt of the choice that it is about; null where it is about none
     * @param practice that counts it while it waits; null where none does
     * @param amongMany written with thousands of others: it leaves when nothing else is due
     */
    record Draft(
            MessageKind kind,
            MessageChannel channel,
            @Nullable PersonId person,
            @Nullable String receipt,
            String recipient,
            List<String> address,
            String format,
            String subject,
            String body,
            @Nullable OdsCode practice,
            boolean amongMany) {
        /** One that somebody waits for. */
        Draft(
                MessageKind kind,
                MessageChannel channel,
                @Nullable PersonId person,
                @Nullable String receipt,
                String recipient,
                List<String> address,
                String format,
                String subject,
                String body) {
            this(kind, channel, person, receipt, recipient, address, format, subject, body, null, false);
        }

        Draft countedBy(@Nullable OdsCode practice) {
            return new Draft(
                    kind, channel, person, receipt, recipient, address, format, subject, body, practice, amongMany);
        }

        Draft amongMany(boolean amongMany) {
            return new Draft(
                    kind, channel, person, receipt, recipient, address, format, subject, body, practice, amongMany);
        }
    }

    /**
     * Leaves messages to be sent, in the transaction of what they tell about. A saved choice is confirmed by post at the end
     * of the day: whoever changes their mind five times in one evening gets one letter, about what they chose last.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(List<Draft> drafts) {
        template.batchUpdate("""
                insert into letter.message (id, kind, channel, person, receipt, recipient, address, format, subject, body,
                    practice, among_many, due_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, case when ? then
                    (date_trunc('day', clock_timestamp() at time zone 'Europe/London') + interval '1 day') at time zone 'Europe/London'
                    else clock_timestamp() end)
                """, drafts, drafts.size(), (statement, draft) -> {
            statement.setObject(1, Ids.next());
            statement.setString(2, draft.kind().name());
            statement.setString(3, draft.channel().name());
            statement.setObject(
                    4, draft.person() == null ? null : draft.person().value(), Types.OTHER);
            statement.setString(5, draft.receipt());
            statement.setString(6, draft.recipient());
            statement.setString(7, String.join("\n", draft.address()));
            statement.setString(8, draft.format());
            statement.setString(9, draft.subject());
            statement.setString(10, draft.body());
            statement.setString(
                    11, draft.practice() == null ? null : draft.practice().value());
            statement.setBoolean(12, draft.amongMany());
            statement.setBoolean(
                    13, draft.kind() == MessageKind.CHOICE_SAVED && draft.channel() == MessageChannel.POST);
        });
    }

    /** What became of messages that were to be withdrawn. */
    enum Withdrawal {
        /** There was one, and it had not been taken up: nobody has read it or will. */
        IN_TIME,
        /** Sent, or on its way. */
        TOO_LATE
    }

    /**
     * Takes back what is no longer true, as far as it has not been sent. One that somebody took up may have left though
     * nobody could note it: it is not tried again, and counts as read.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Withdrawal withdraw(MessageKind kind, String receipt) {
        var attempts =
                jdbc.sql("""
                        update letter.message set withdrawn_at = clock_timestamp()
                        where kind = ? and receipt = ? and sent_at is null and failed_at is null and withdrawn_at is null
                        returning attempts
                        """).params(kind.name(), receipt).query(Integer.class).list();
        boolean inTime = !attempts.isEmpty() && attempts.stream().allMatch(n -> n == 0);
        return inTime ? Withdrawal.IN_TIME : Withdrawal.TOO_LATE;
    }

    /**
     * Takes back letters for these people whose codes work no more: nobody prints them from now on, however often that was
     * tried. One that is being printed at this moment may still come out.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdrawCodes(Collection<PersonId> people) {
        jdbc.sql("""
                        update letter.message set withdrawn_at = clock_timestamp(), body = ''
                        where channel = 'POST' and kind = 'LETTER_CODE' and person = any(?)
                            and sent_at is null and failed_at is null and withdrawn_at is null
                        """).param(ids(people)).update();
    }

    /** Those of them for whom a letter waits that is to find them wherever they live. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<PersonId> awaitingPost(Collection<PersonId> people) {
        return jdbc.sql("select distinct person from letter.message where person = any(?)" + FOLLOWS)
                .param(ids(people))
                .query((row, i) -> new PersonId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Sends after that person what has not left. @param address empty for nowhere: then it is withdrawn */
    @Transactional(propagation = Propagation.MANDATORY)
    public void redirect(PersonId person, List<String> address) {
        jdbc.sql("update letter.message set address = case when ? then address else ? end,"
                        + " withdrawn_at = case when ? then clock_timestamp() end where person = ?" + FOLLOWS)
                .params(address.isEmpty(), String.join("\n", address), address.isEmpty(), person.value())
                .update();
    }

    /** What says to a former address that somebody left it stays there; codes are not sent on. */
    private static final String FOLLOWS = " and channel = 'POST' and kind not in ('LETTER_CODE', 'CONTACT_REPLACED')"
            + " and sent_at is null and failed_at is null and withdrawn_at is null";

    private static UUID[] ids(Collection<PersonId> people) {
        return people.stream().map(PersonId::value).toArray(UUID[]::new);
    }

    /**
     * Takes up messages of one channel that are due; those written with thousands of others only when nothing else is. Nobody
     * else gets them until their next try is due: half a minute after the first one, then twice as long each time, at most an hour.
     */
    @Transactional
    public List<Message> takeUp(MessageChannel channel, int atMost) {
        var due = new ArrayList<>(takeUp(channel, false, atMost));
        if (due.size() < atMost) {
            due.addAll(takeUp(channel, true, atMost - due.size()));
        }
        return due;
    }

    private List<Message> takeUp(MessageChannel channel, boolean amongMany, int atMost) {
        return jdbc.sql("""
                        with due as materialized (
                            select id from letter.message
                            where channel = ? and among_many = ? and due_at <= statement_timestamp()
                                and sent_at is null and failed_at is null and withdrawn_at is null and kind = any(?)
                            order by due_at limit ? for update skip locked)
                        update letter.message m set attempts = m.attempts + 1,
                            due_at = clock_timestamp() + make_interval(secs => least(3600, 30 * 2 ^ least(m.attempts, 7)))
                        from due where m.id = due.id
                        returning m.*
                        """)
                .params(channel.name(), amongMany, KNOWN_KINDS, atMost)
                .query(Outbox::message)
                .list();
    }

    /** @param forget whether its text is to be emptied */
    @Transactional
    public void sent(UUID id, boolean forget) {
        jdbc.sql("""
                        update letter.message set sent_at = clock_timestamp(), body = case when ? then '' else body end
                        where id = ? and sent_at is null and failed_at is null
                        """).params(forget, id).update();
    }

    /** Tries no more. */
    @Transactional
    public void givenUp(UUID id, boolean forget) {
        jdbc.sql("""
                        update letter.message set failed_at = clock_timestamp(), body = case when ? then '' else body end
                        where id = ? and sent_at is null and failed_at is null
                        """).params(forget, id).update();
    }

    /** Messages that could have left by now. What was written with thousands of others is not late on its first day. */
    @Transactional(readOnly = true)
    public OutboxLookup.Waiting waiting() {
        return jdbc.sql("""
                        select count(*), coalesce(extract(epoch from clock_timestamp() - least(clock_timestamp(), min(case
                            when attempts = 0 and not among_many then due_at
                            when among_many or kind = 'CHOICE_SAVED' and channel = 'POST' then
                                (date_trunc('day', created_at at time zone 'Europe/London') + interval '1 day') at time zone 'Europe/London'
                            else created_at end))), 0)
                        from letter.message
                        where sent_at is null and failed_at is null and withdrawn_at is null
                            and (attempts = 0 and due_at <= clock_timestamp()
                                or attempts > 0 and due_at <= clock_timestamp() + interval '1 hour')
                        """)
                .query((row, i) ->
                        new OutboxLookup.Waiting(row.getInt(1), Duration.ofMillis((long) (row.getDouble(2) * 1000))))
                .single();
    }

    /** Days that ended two hours ago or more: by then nobody is still at work on a letter that was written on such a day. */
    @Transactional(readOnly = true)
    public LocalDate lastDayThatIsOver() {
        return jdbc.sql("select ((clock_timestamp() - interval '2 hours') at time zone 'Europe/London')::date - 1")
                .query(LocalDate.class)
                .single();
    }

    /** Whether a letter written on that day, UK time, has not left and may still. */
    @Transactional(readOnly = true)
    public boolean letterWaits(LocalDate day) {
        return jdbc.sql("select exists (select from letter.message where " + WRITTEN_ON
                        + " and sent_at is null and failed_at is null and withdrawn_at is null)")
                .params(day, day.plusDays(1))
                .query(Boolean.class)
                .single();
    }

    /** Letters written on that day, UK time, that nobody tries to print any more. */
    @Transactional(readOnly = true)
    public int lettersGivenUp(LocalDate day) {
        return jdbc.sql("select count(*) from letter.message where " + WRITTEN_ON
                        + " and failed_at is not null and withdrawn_at is null")
                .params(day, day.plusDays(1))
                .query(Integer.class)
                .single();
    }

    private static final String WRITTEN_ON =
            "channel = 'POST' and created_at >= cast(? as timestamp) at time zone 'Europe/London'"
                    + " and created_at < cast(? as timestamp) at time zone 'Europe/London'";

    /** Newest first. @param to part of a recipient or an address, in any case; empty for everybody */
    @Transactional(readOnly = true)
    public List<Message> newest(String to, int after, int atMost) {
        return jdbc.sql("select * from letter.message where " + NOT_WITHDRAWN + TO
                        + " order by created_at desc, id desc offset ? limit ?")
                .params(to, to, after, atMost)
                .query(Outbox::message)
                .list();
    }

    @Transactional(readOnly = true)
    public int count(String to) {
        return jdbc.sql("select count(*) from letter.message where " + NOT_WITHDRAWN + TO)
                .params(to, to)
                .query(Integer.class)
                .single();
    }

    private static final String NOT_WITHDRAWN = "(withdrawn_at is null or sent_at is not null) and ";
    private static final String TO =
            "(position(lower(?) in lower(recipient)) > 0 or position(lower(?) in lower(address)) > 0)";

    private static Message message(ResultSet row, int i) throws SQLException {
        var person = row.getObject("person", UUID.class);
        return new Message(
                row.getObject("id", UUID.class),
                MessageKind.valueOf(row.getString("kind")),
                MessageChannel.valueOf(row.getString("channel")),
                person == null ? null : new PersonId(person),
                row.getString("recipient"),
                row.getString("address").lines().toList(),
                row.getString("format"),
                row.getString("subject"),
                row.getString("body"),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("attempts"));
    }
}
