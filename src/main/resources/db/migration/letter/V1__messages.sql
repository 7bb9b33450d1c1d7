create schema letter;
comment on schema letter is 'Outgoing post and e-mail: one outbox';
grant usage on schema letter to app;

create table letter.message (
    id uuid not null constraint message_pk primary key,
    kind text not null,
    channel text not null,
    person uuid,
    recipient text not null,
    address text not null,
    subject text not null,
    body text not null,
    created_at timestamptz not null default clock_timestamp(),
    due_at timestamptz not null default clock_timestamp(),
    attempts int not null default 0,
    sent_at timestamptz,
    failed_at timestamptz,
    constraint message_channel_known check (channel in ('POST', 'EMAIL')),
    constraint message_one_end check (sent_at is null or failed_at is null)
);
comment on table letter.message is 'Written in the transaction of what it tells about; sent by a job';
comment on column letter.message.address is 'an e-mail address, or the lines of a postal address';
create index message_to_send on letter.message (due_at) where sent_at is null and failed_at is null;
create index message_newest on letter.message (created_at desc);

grant select, insert, update (attempts, due_at, sent_at, failed_at, body) on letter.message to app;
