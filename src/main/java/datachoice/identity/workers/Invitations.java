package datachoice.identity.workers;

import datachoice.core.Ids;
import datachoice.core.OdsCode;
import datachoice.core.PersonNames;
import datachoice.core.Role;
import datachoice.core.SecretKeys;
import datachoice.identity.AccountNotice;
import datachoice.identity.InvitationIssued;
import datachoice.identity.account.AccountChanged;
import datachoice.identity.account.AccountRows;
import datachoice.identity.account.LongCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Invitations, in the transaction of whoever may make them. Whether an address belongs to somebody of the register is
 * told to nobody: the invitation looks sent, and the owner of the address is told that it was in vain.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Invitations {
    /** For an answer. */
    static final Period LASTS = Period.ofDays(3);

    private static final String SELECT = """
            select i.id, i.email, i.role, i.practice, i.asked_by, b.display_name as asked_name, i.asked_at, i.two_people,
                i.agreed_at, i.expires_at, b.practice is not null as by_lead
            from identity.invitation i join identity.account b on b.id = i.asked_by
            where i.accepted_at is null and i.withdrawn_at is null
            """;

    private final JdbcClient jdbc;
    private final SecretKeys keys;
    private final AccountRows accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Invitations(JdbcClient jdbc, SecretKeys keys, AccountRows accounts, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * An invitation that is neither accepted nor withdrawn.
     *
     * @param waits true while a second administrator has to agree
     * @param alone true if one administrator alone had it sent
     * @param expiresAt null while it waits
     */
    record Open(
            UUID id,
            String email,
            Role role,
            @Nullable OdsCode practice,
            UUID askedBy,
            String askedByName,
            Instant askedAt,
            boolean waits,
            boolean alone,
            @Nullable Instant expiresAt) {}

    /** The newest first. */
    List<Open> open(int atMost) {
        return jdbc.sql(SELECT + " order by i.asked_at desc, i.id limit ?")
                .param(atMost)
                .query(Invitations::row)
                .list();
    }

    List<Open> openAt(OdsCode practice) {
        return jdbc.sql(SELECT + " and i.practice = ? order by i.asked_at desc, i.id")
                .param(practice.value())
                .query(Invitations::row)
                .list();
    }

    Optional<Open> find(UUID id) {
        return jdbc.sql(SELECT + " and i.id = ? for no key update of i")
                .param(id)
                .query(Invitations::row)
                .optional();
    }

    /**
     * True if that address can still answer one, or one waits for a second administrator.
     *
     * @param practice whose invitations count; null for all
     */
    boolean isOpenFor(String email, @Nullable OdsCode practice) {
        return jdbc
                .sql(SELECT + " and i.email = ? and (i.expires_at is null or i.expires_at > ?)")
                .params(email, Timestamp.from(clock.instant()))
                .query(Invitations::row)
                .list()
                .stream()
                .anyMatch(open -> practice == null || practice.equals(open.practice()));
    }

    /**
     * Invites, or asks that somebody be invited.
     *
     * @param twoPeople whether a second administrator has to agree before it is sent
     * @param write false where it is only to look sent
     * @throws org.springframework.dao.DuplicateKeyException if that address has an open one for the same place
     */
    Open ask(String email, Role role, @Nullable OdsCode practice, UUID by, boolean twoPeople, boolean write) {
        jdbc
                .sql(SELECT + " and i.email = ? and i.expires_at <= ?")
                .params(email, Timestamp.from(clock.instant()))
                .query(Invitations::row)
                .list()
                .stream()
                .filter(tooOld -> Objects.equals(tooOld.practice(), practice))
                .forEach(tooOld -> withdraw(tooOld, by));
        var id = Ids.next();
        jdbc.sql("""
                        insert into identity.invitation (id, email, role, practice, asked_by, asked_at, two_people)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        email,
                        role.name(),
                        practice == null ? null : practice.value(),
                        by,
                        Timestamp.from(clock.instant()),
                        twoPeople)
                .update();
        var open = find(id).orElseThrow();
        announce(twoPeople ? "INVITATION_ASKED" : "INVITED", open);
        if (!twoPeople) {
            send(open, write);
        }
        return open;
    }

    /** Somebody else than who asked agrees; it is sent. */
    void agree(Open open, UUID by) {
        jdbc.sql("update identity.invitation set agreed_by = ?, agreed_at = ? where id = ? and agreed_at is null")
                .params(by, Timestamp.from(clock.instant()), open.id())
                .update();
        announce("INVITATION_AGREED", open);
        send(open, true);
    }

    /**
     * With a new code; the one before works no more.
     *
     * @param write false where it is only to look sent: then the one before works on
     */
    void sendAgain(Open open, boolean write) {
        announce("INVITATION_SENT_AGAIN", open);
        send(open, write);
    }

    /**
     * True for one that was accepted or withdrawn.
     *
     * @param practice null for any
     */
    boolean isClosed(UUID id, @Nullable OdsCode practice) {
        return jdbc.sql("""
                        select exists (select from identity.invitation
                            where id = ? and (accepted_at is not null or withdrawn_at is not null)
                            and coalesce(practice, '') = coalesce(?, practice, ''))
                        """)
                .params(id, practice == null ? null : practice.value())
                .query(Boolean.class)
                .single();
    }

    void withdraw(Open open, UUID by) {
        jdbc.sql("update identity.invitation set withdrawn_at = ?, withdrawn_by = ? where id = ?")
                .params(Timestamp.from(clock.instant()), by, open.id())
                .update();
        announce("INVITATION_WITHDRAWN", open);
    }

    /** Whoever is trusted no longer leaves no door open behind them. */
    void withdrawAllOf(UUID account, UUID by) {
        jdbc.sql(SELECT + " and i.asked_by = ?").param(account).query(Invitations::row).list().stream()
                .forEach(open -> withdraw(open, by));
    }

    private void send(Open open, boolean write) {
        var code = LongCode.random();
        var now = clock.instant();
        var expires = now.plus(LASTS);
        jdbc.sql("""
                        update identity.invitation set code_hash = case when ? then ? else coalesce(code_hash, ?) end,
                            sent_at = ?, expires_at = ? where id = ?
                        """)
                .params(
                        write,
                        code.mark(keys, LongCode.Use.INVITATION),
                        code.mark(keys, LongCode.Use.INVITATION),
                        Timestamp.from(now),
                        Timestamp.from(expires),
                        open.id())
                .update();
        if (!write) {
            return;
        }
        var by = PersonNames.forMessages(open.askedByName());
        if (accounts.findByEmail(open.email()).isPresent()) {
            events.publishEvent(new AccountNotice(
                    open.email(), AccountNotice.Kind.INVITED_IN_VAIN, by, "", open.role(), open.practice()));
        } else {
            events.publishEvent(
                    new InvitationIssued(open.email(), code.written(), open.role(), open.practice(), by, expires));
        }
    }

    private void announce(String action, Open open) {
        events.publishEvent(new AccountChanged(action, open.role() + " by invitation " + open.id(), open.practice()));
    }

    /** The one that this code is for; empty for a code that is unknown, used, withdrawn or too old. */
    Optional<Open> byCode(LongCode code) {
        return jdbc.sql(SELECT + " and i.code_hash = ? and i.expires_at > ?")
                .params(code.mark(keys, LongCode.Use.INVITATION), Timestamp.from(clock.instant()))
                .query(Invitations::row)
                .optional();
    }

    /** Of two who accept at once, one does. */
    boolean accept(Open open, LongCode code, UUID account) {
        var accepted = jdbc.sql("""
                        update identity.invitation set accepted_at = ?, account = ?
                        where id = ? and code_hash = ? and accepted_at is null and withdrawn_at is null
                        """)
                        .params(
                                Timestamp.from(clock.instant()),
                                account,
                                open.id(),
                                code.mark(keys, LongCode.Use.INVITATION))
                        .update()
                == 1;
        if (accepted) {
            announce("INVITATION_ACCEPTED", open);
        }
        return accepted;
    }

    private static Open row(ResultSet row, int i) throws SQLException {
        var practice = row.getString("practice");
        var expires = row.getTimestamp("expires_at");
        boolean agreed = row.getTimestamp("agreed_at") != null;
        return new Open(
                row.getObject("id", UUID.class),
                row.getString("email"),
                Role.valueOf(row.getString("role")),
                practice == null ? null : new OdsCode(practice),
                row.getObject("asked_by", UUID.class),
                row.getString("asked_name"),
                row.getTimestamp("asked_at").toInstant(),
                row.getBoolean("two_people") && !agreed,
                !row.getBoolean("two_people") && !agreed && !row.getBoolean("by_lead"),
                expires == null ? null : expires.toInstant());
    }
}
