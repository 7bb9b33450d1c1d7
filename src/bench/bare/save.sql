-- What saving a choice leaves in the database, and no more: two events, two current choices, one row of the practice's
-- list, an audit entry, a message to send.
\set i random(1, :savers)
select subject, practice from bench.saver where n = :i \gset
begin;
select id from person.person where id = :subject::uuid for update;
with said as (
    insert into choice.choice_event (subject, type, n, kind, decision, speaker, entered_role, channel, proofing_level,
        content_item, content_version, language, practice, decided_on, receipt, idempotency_key, payload_hash)
    select :subject::uuid, o.type, coalesce(c.n, 0) + 1, 'RECORDED',
        case c.decision when 'DO_NOT_ALLOW' then 'ALLOW' else 'DO_NOT_ALLOW' end, 'PATIENT', 'LETTER', 'ONLINE', 'P5',
        'better-information', 1, 'en', case o.type when 'TYPE_1' then :practice::text end, current_date,
        once.receipt, once.key, '\x00'
    from (values ('TYPE_1'), ('NATIONAL_DATA_OPT_OUT')) o (type)
    left join choice.choice_current c on c.subject = :subject::uuid and c.type = o.type
    cross join (select gen_random_uuid() as key,
        overlay(upper(substr(md5(random()::text), 1, 9)) placing '-' from 5) as receipt) once
    returning *
)
insert into choice.choice_current (subject, type, n, decision, decided_on, recorded_at, practice, receipt)
select subject, type, n, decision, decided_on, recorded_at, practice, receipt from said
on conflict (subject, type) do update set n = excluded.n, decision = excluded.decision, decided_on = excluded.decided_on,
    recorded_at = excluded.recorded_at, practice = excluded.practice, receipt = excluded.receipt;
insert into choice.practice_listing (practice, type, subject, n, family_name, given_names, sort_name, date_of_birth, decision, status, set_at)
select c.practice, c.type, c.subject, c.n, p.family_name, p.given_names, lower(p.family_name), p.date_of_birth, c.decision, 'NEW', c.recorded_at
from choice.choice_current c join person.published_person p on p.id = c.subject
where c.subject = :subject::uuid and c.type = 'TYPE_1'
on conflict (practice, type, subject) do update set n = excluded.n, decision = excluded.decision, status = excluded.status, set_at = excluded.set_at;
with entry as (
    insert into audit.entry (id, action, actor_role) values (gen_random_uuid(), 'BENCH_SAVED', 'LETTER') returning id
)
insert into audit.entry_subject (subject, entry) select :subject::uuid, id from entry;
insert into letter.message (id, kind, channel, person, recipient, address, subject, body, due_at)
values (gen_random_uuid(), 'CHOICE_SAVED', 'EMAIL', :subject::uuid, 'bench', 'bench@demo.example', 'bench',
    repeat('What was saved, in plain words. ', 40), clock_timestamp() + interval '1 day');
end;
