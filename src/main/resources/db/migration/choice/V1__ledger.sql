create schema choice;
comment on schema choice is 'What people chose: the ledger, what became of each choice, and the lists made from it';
grant usage on schema choice to app;

create table choice.choice_event (
    subject uuid not null,
    type text not null,
    n int not null,
    kind text not null,
    corrects int,
    decision text,
    speaker text not null,
    speaker_person uuid,
    relation uuid,
    proxy_role text,
    entered_by uuid,
    entered_role text not null,
    channel text not null,
    proofing_level text not null,
    content_item text not null,
    content_version int not null,
    language text not null,
    practice text,
    decided_on date not null,
    recorded_at timestamptz not null default clock_timestamp(),
    receipt text not null,
    idempotency_key uuid not null,
    payload_hash bytea not null,
    constraint choice_event_pk primary key (subject, type, n),
    constraint choice_event_counts_from_one check (n >= 1),
    constraint choice_event_type_known check (type in ('TYPE_1', 'NATIONAL_DATA_OPT_OUT', 'TYPE_2_LEGACY')),
    constraint choice_event_kind_known check (kind in ('RECORDED', 'CORRECTION')),
    constraint choice_event_decision_known check (decision in ('ALLOW', 'DO_NOT_ALLOW')),
    constraint choice_event_decided check (decision is not null or kind = 'CORRECTION'),
    constraint choice_event_corrects_earlier check ((kind = 'CORRECTION') = (corrects is not null) and corrects < n),
    constraint choice_event_speaker_known check (speaker in ('PATIENT', 'PROXY')),
    constraint choice_event_patient_or_proxy check (case speaker
        when 'PATIENT' then relation is null and proxy_role is null
        else relation is not null and proxy_role is not null end),
    constraint choice_event_channel_known check (channel in ('ONLINE', 'NHS_APP', 'WEB_FORM', 'CALL_CENTRE', 'PAPER',
        'PRACTICE_STAFF', 'LEGACY_IMPORT')),
    constraint choice_event_proofing_known check (proofing_level in ('P0', 'P5', 'P9')),
    constraint choice_event_practice_for_type_1 check ((type = 'TYPE_1') = (practice is not null)),
    constraint choice_event_receipt_shape check (receipt ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
    constraint choice_event_key_once unique (idempotency_key, type),
    constraint choice_event_receipt_once unique (receipt, type)
);
comment on table choice.choice_event is 'The ledger: every decision as its own row, numbered from 1 per person and type. Never changed, never removed';
comment on column choice.choice_event.decision is 'null only in a correction that says nothing was chosen';
comment on column choice.choice_event.content_version is 'version of the explanation shown with the question';
comment on column choice.choice_event.decided_on is 'the day the person said it; earlier than recorded_at for paper';
comment on column choice.choice_event.practice is 'TYPE_1 only: the practice it was said at, and binds';

create table choice.choice_current (
    subject uuid not null,
    type text not null,
    n int not null,
    decision text,
    decided_on date not null,
    recorded_at timestamptz not null,
    practice text,
    receipt text not null,
    constraint choice_current_pk primary key (subject, type),
    constraint choice_current_is_an_event foreign key (subject, type, n) references choice.choice_event
);
comment on table choice.choice_current is 'Always the newest event of each ledger, written in its transaction';

create table choice.delivery_step (
    subject uuid not null,
    type text not null,
    n int not null,
    k int not null,
    step text not null,
    practice text not null,
    at timestamptz not null default clock_timestamp(),
    entered_by uuid not null,
    constraint delivery_step_pk primary key (subject, type, n, k),
    constraint delivery_step_of foreign key (subject, type, n) references choice.choice_event,
    constraint delivery_step_counts_from_one check (k >= 1),
    constraint delivery_step_known check (step in ('SENT', 'APPLIED', 'CONFIRMED', 'UNDONE'))
);
comment on table choice.delivery_step is 'What became of a choice at the practice, step by step. UNDONE takes the step before it back';

create trigger choice_event_append_only before update or delete on choice.choice_event
    for each row execute function public.refuse_change();
create trigger choice_event_no_truncate before truncate on choice.choice_event
    for each statement execute function public.refuse_change();
create trigger delivery_step_append_only before update or delete on choice.delivery_step
    for each row execute function public.refuse_change();
create trigger delivery_step_no_truncate before truncate on choice.delivery_step
    for each statement execute function public.refuse_change();
alter table choice.choice_event enable always trigger choice_event_append_only;
alter table choice.choice_event enable always trigger choice_event_no_truncate;
alter table choice.delivery_step enable always trigger delivery_step_append_only;
alter table choice.delivery_step enable always trigger delivery_step_no_truncate;

create table choice.draft (
    id uuid not null constraint draft_pk primary key,
    subject uuid not null,
    made_by uuid not null,
    practice text,
    gp_record text,
    elsewhere text not null,
    seen_type_1 int not null,
    seen_national int not null,
    content_item text not null,
    content_version int not null,
    language text not null,
    made_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null,
    constraint draft_gp_record_at_practice check ((practice is null) = (gp_record is null)),
    constraint draft_gp_record_known check (gp_record in ('ALLOW', 'DO_NOT_ALLOW')),
    constraint draft_elsewhere_known check (elsewhere in ('ALLOW', 'DO_NOT_ALLOW'))
);
comment on table choice.draft is 'An answer that was given but not yet saved: one per submission, for 24 hours. Its id is the idempotency key';
comment on column choice.draft.made_by is 'account or letter: nobody else can see or save it';
comment on column choice.draft.practice is 'where the person was registered when asked; null for nowhere, and then there is no gp_record answer';
comment on column choice.draft.seen_type_1 is 'number of the newest TYPE_1 event when the question was shown, 0 if none';
create index draft_by_expiry on choice.draft (expires_at);
create index draft_by_maker on choice.draft (made_by, expires_at);

create table choice.practice_listing (
    practice text not null,
    type text not null,
    subject uuid not null,
    n int not null,
    family_name text not null,
    given_names text not null,
    sort_name text collate "C" not null,
    date_of_birth date not null,
    decision text not null,
    status text not null,
    set_at timestamptz not null,
    applied_at timestamptz,
    constraint practice_listing_pk primary key (practice, type, subject),
    constraint practice_listing_decision_known check (decision in ('ALLOW', 'DO_NOT_ALLOW')),
    constraint practice_listing_status_known check (status in ('NEW', 'APPLIED', 'TO_RECONFIRM', 'NONE'))
);
comment on table choice.practice_listing is 'Read model of the practice list: one row per person with a choice, written in the transaction of the choice. No NHS number';
comment on column choice.practice_listing.status is 'NEW: something to enter. NONE: a yes with nothing to enter. TYPE_1 rows are listed; the others are only counted';
-- One index for each way to sort, holding every column that a filter asks about: counting and paging never visit the
-- table, and only the 50 rows shown are fetched.
create index practice_listing_by_set on choice.practice_listing (practice, set_at, subject)
    include (status, decision) where type = 'TYPE_1';
create index practice_listing_by_name on choice.practice_listing (practice, sort_name, subject)
    include (status, decision, set_at) where type = 'TYPE_1';
create index practice_listing_by_born on choice.practice_listing (practice, date_of_birth, subject)
    include (status, decision, set_at) where type = 'TYPE_1';
create index practice_listing_by_status on choice.practice_listing (practice, status, set_at desc, subject)
    include (decision) where type = 'TYPE_1';

grant select, insert on choice.choice_event, choice.delivery_step to app;
grant select, insert, update on choice.choice_current to app;
grant select, insert, delete on choice.draft to app;
grant select, insert, update, delete on choice.practice_listing to app;
