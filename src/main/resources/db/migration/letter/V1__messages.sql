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
    format text not null default 'STANDARD',
    subject text not null,
    body text not null,
    created_at timestamptz not null default clock_timestamp(),
    due_at timestamptz not null default clock_timestamp(),
    attempts int not null default 0,
    sent_at timestamptz,
    failed_at timestamptz,
    constraint message_channel_known check (channel in ('POST', 'EMAIL')),
    constraint message_kind_known check (kind in ('CHOICE_SAVED', 'CHOICE_APPLIED', 'LETTER_CODE', 'EMAIL_CODE', 'ACCOUNT_EXISTS')),
    constraint message_one_end check (sent_at is null or failed_at is null)
);
comment on table letter.message is 'Written in the transaction of what it tells about; sent by a job';
comment on column letter.message.address is 'an e-mail address, or the lines of a postal address';
comment on column letter.message.format is 'how a letter is printed, as the person asked for it: such as LARGE_PRINT';
comment on column letter.message.due_at is 'not before then: moved on each time somebody takes it up, so that a message whose sender died is taken up again';
comment on column letter.message.body is 'emptied in production when a message with a code has been sent';
create index message_to_send on letter.message (due_at) where sent_at is null and failed_at is null;
create index message_newest on letter.message (created_at desc);

grant select, insert, update (attempts, due_at, sent_at, failed_at, body) on letter.message to app;
