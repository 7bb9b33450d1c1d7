-- A correction may say that nothing was chosen while the practice's system still holds a no: that no is to be taken out.
alter table choice.practice_listing alter column decision drop not null;
comment on column choice.practice_listing.decision is 'null where a correction says that nothing was chosen, and the practice had entered something';

create table choice.keyed_draft (
    id uuid not null constraint keyed_draft_pk primary key,
    subject uuid not null,
    made_by uuid not null,
    practice text not null,
    channel text,
    relation uuid,
    proofing_level text,
    decided_on date,
    content_item text,
    content_version int,
    original text,
    seen_type_1 int,
    seen_national int,
    corrects text,
    reason text,
    gp_record text,
    elsewhere text,
    expires_at timestamptz not null,
    constraint keyed_draft_records_or_corrects check (case when corrects is null
        then reason is null and gp_record is not null and elsewhere is not null and channel is not null
            and proofing_level is not null and decided_on is not null and content_item is not null
            and content_version is not null and seen_type_1 is not null and seen_national is not null
        else reason is not null and (gp_record is null) = (elsewhere is null) end),
    constraint keyed_draft_gp_record_known check (gp_record in ('ALLOW', 'DO_NOT_ALLOW')),
    constraint keyed_draft_elsewhere_known check (elsewhere in ('ALLOW', 'DO_NOT_ALLOW'))
);
comment on table choice.keyed_draft is 'What staff typed for a person and have not read back and saved yet: one per submission, for 24 hours. Its id is the idempotency key';
comment on column choice.keyed_draft.relation is 'the right by which somebody else asks; null for the person';
comment on column choice.keyed_draft.corrects is 'receipt of the choice that was wrong; without answers what was on record before counts again';
create index keyed_draft_by_expiry on choice.keyed_draft (expires_at);

create table choice.keyed_entry (
    receipt text not null constraint keyed_entry_pk primary key,
    subject uuid not null,
    practice text not null,
    original text,
    corrects text,
    reason text,
    recorded_at timestamptz not null default clock_timestamp(),
    constraint keyed_entry_correction_has_reason check ((corrects is null) = (reason is null)),
    constraint keyed_entry_reason_known check (reason in ('TYPED', 'PERSON', 'NOT_THEM'))
);
comment on table choice.keyed_entry is 'What a practice knows about a choice or a correction that its staff keyed, and that the ledger has no column for. Never changed, never removed';
comment on column choice.keyed_entry.original is 'where the paper is kept';
comment on column choice.keyed_entry.corrects is 'receipt of the choice that was wrong; null for a choice';
create index keyed_entry_by_subject on choice.keyed_entry (subject);

create table choice.doubt (
    id uuid not null constraint doubt_pk primary key,
    subject uuid not null,
    receipt text not null,
    n int not null,
    words text not null,
    reach text not null,
    told_by uuid not null,
    told_role text not null,
    told_at timestamptz not null default clock_timestamp(),
    constraint doubt_once unique (receipt, n),
    constraint doubt_counts_from_one check (n >= 1)
);
comment on table choice.doubt is '"This was not me": somebody says that a choice is not theirs. Changes nothing by itself. Never changed, never removed';
comment on column choice.doubt.n is 'counts from 1 for each receipt: the next only when the one before is settled';
comment on column choice.doubt.reach is 'how they want to be reached, as they wrote it';
create index doubt_by_subject on choice.doubt (subject);

create table choice.doubt_settled (
    doubt uuid not null constraint doubt_settled_pk primary key,
    outcome text not null,
    note text not null,
    practice text not null,
    settled_by uuid not null,
    settled_at timestamptz not null default clock_timestamp(),
    constraint doubt_settled_of foreign key (doubt) references choice.doubt,
    constraint doubt_settled_outcome_known check (outcome in ('CORRECTED', 'REPLACED', 'STANDS'))
);
comment on table choice.doubt_settled is 'What became of a doubt; without a row it is open. Never changed, never removed';

create trigger keyed_entry_append_only before update or delete on choice.keyed_entry
    for each row execute function public.refuse_change();
create trigger keyed_entry_no_truncate before truncate on choice.keyed_entry
    for each statement execute function public.refuse_change();
create trigger doubt_append_only before update or delete on choice.doubt
    for each row execute function public.refuse_change();
create trigger doubt_no_truncate before truncate on choice.doubt
    for each statement execute function public.refuse_change();
create trigger doubt_settled_append_only before update or delete on choice.doubt_settled
    for each row execute function public.refuse_change();
create trigger doubt_settled_no_truncate before truncate on choice.doubt_settled
    for each statement execute function public.refuse_change();
alter table choice.keyed_entry enable always trigger keyed_entry_append_only;
alter table choice.keyed_entry enable always trigger keyed_entry_no_truncate;
alter table choice.doubt enable always trigger doubt_append_only;
alter table choice.doubt enable always trigger doubt_no_truncate;
alter table choice.doubt_settled enable always trigger doubt_settled_append_only;
alter table choice.doubt_settled enable always trigger doubt_settled_no_truncate;

grant select, insert, delete on choice.keyed_draft to app;
grant select, insert on choice.keyed_entry, choice.doubt, choice.doubt_settled to app;
