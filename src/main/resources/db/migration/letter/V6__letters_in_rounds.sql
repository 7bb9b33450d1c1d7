-- A practice's lead has letters with codes made for many people: a job makes them, some at a time.
create table letter.round (
    id uuid not null constraint round_pk primary key,
    practice text not null,
    whom text not null,
    asked_by uuid not null,
    asked_at timestamptz not null,
    wanted int not null,
    made int not null default 0,
    after_person uuid,
    state text not null default 'MAKING',
    ended_at timestamptz,
    constraint round_whom_known check (whom in ('NEVER', 'AGAIN')),
    constraint round_state_known check (state in ('MAKING', 'MADE', 'STOPPED')),
    constraint round_ends_once check ((state = 'MAKING') = (ended_at is null)),
    constraint round_makes_no_more check (wanted > 0 and made between 0 and wanted)
);
comment on table letter.round is 'Letters with codes for many people of one practice';
comment on column letter.round.whom is 'NEVER: who never had a letter. AGAIN: also who did not choose with one that is too old by now';
comment on column letter.round.wanted is 'how many, as whoever asked was shown: never more are made';
comment on column letter.round.made is 'how many exist: counted in the transaction that makes them';
comment on column letter.round.after_person is 'the last one who got a letter: people are taken in the order of their ids, so that nobody is taken twice';
create unique index round_one_at_a_time on letter.round (practice) where state = 'MAKING';
create index round_by_practice on letter.round (practice, asked_at desc);
grant select, insert, update (made, after_person, state, ended_at) on letter.round to app;

-- E-mails do not wait behind letters: each way out has its own queue.
create index message_to_send_by_channel on letter.message (channel, due_at)
    where sent_at is null and failed_at is null and withdrawn_at is null;
drop index letter.message_to_send;
