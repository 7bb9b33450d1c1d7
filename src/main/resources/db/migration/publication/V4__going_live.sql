-- small: what a portal publishes is a few hundred rows in all its life
alter table publication.draft
    add column approver uuid,
    add column approval uuid,
    add column approved_by uuid,
    add column approved_at timestamptz,
    add column goes_live_at timestamptz;
alter table publication.draft
    add constraint draft_approval_whole check ((approval is null) = (approved_by is null) and (approval is null) = (approved_at is null)
        and (approval is null) = (goes_live_at is null)) not valid,
    add constraint draft_approved_when_submitted check (approval is null or submitted_at is not null) not valid,
    add constraint draft_approval_once unique (approval);
comment on column publication.draft.approver is 'account that was asked to approve it; null for whoever may';
comment on column publication.draft.approval is 'id of its approval for a later time, and of the job that then lets it go live; null before, and as soon as anything changes';

create table publication.withdrawal (
    item text not null,
    n int not null,
    withdrawn_at timestamptz not null default clock_timestamp(),
    withdrawn_by uuid not null,
    because text not null constraint withdrawal_has_a_reason check (length(trim(because)) > 0),
    constraint withdrawal_pk primary key (item, n),
    constraint withdrawal_of foreign key (item, n) references publication.version
);
comment on table publication.withdrawal is 'Versions that were taken back while they were live, and why. They stay at their addresses';

create view publication.live as
    select i.slug as item, v.n
    from publication.item i
    cross join lateral (select n from publication.version where item = i.slug order by n desc limit 1) v
    where not exists (select from publication.withdrawal w where w.item = i.slug and w.n = v.n);
comment on view publication.live is 'Of each item the version that is live: the newest, unless that was withdrawn';

create table publication.correction_draft (
    id uuid not null constraint correction_draft_pk primary key,
    item text not null,
    first_n int not null,
    last_n int not null,
    wrong_words text not null,
    right_words text not null,
    told text not null,
    writers uuid[] not null,
    written_at timestamptz not null,
    constraint correction_draft_first foreign key (item, first_n) references publication.version,
    constraint correction_draft_last foreign key (item, last_n) references publication.version,
    constraint correction_draft_in_order check (first_n <= last_n),
    constraint correction_draft_written check (cardinality(writers) >= 1)
);
comment on table publication.correction_draft is 'Corrections that wait for a second person. One that is changed is another one, with everybody who wrote it';

create table publication.correction (
    n int not null constraint correction_pk primary key,
    item text not null,
    first_n int not null,
    last_n int not null,
    wrong_words text not null,
    right_words text not null,
    told text not null,
    writers uuid[] not null,
    approved_by uuid not null,
    alone boolean not null,
    published_at timestamptz not null default clock_timestamp(),
    constraint correction_counts_from_one check (n >= 1),
    constraint correction_first foreign key (item, first_n) references publication.version,
    constraint correction_last foreign key (item, last_n) references publication.version,
    constraint correction_in_order check (first_n <= last_n),
    constraint correction_written check (cardinality(writers) >= 1),
    constraint correction_two_people check (alone or approved_by <> all (writers))
);
comment on table publication.correction is 'What was wrong in live versions, for good: which words, which are right, and who was told';
comment on column publication.correction.alone is 'the rule of two people was switched off when this was published; the page says so';
create index correction_of_item on publication.correction (item);

create table publication.correction_count (
    correction int not null constraint correction_count_of references publication.correction,
    counted_at timestamptz not null default clock_timestamp(),
    choices bigint not null constraint correction_count_not_negative check (choices >= 0),
    constraint correction_count_pk primary key (correction, counted_at)
);
comment on table publication.correction_count is 'How many choices were made with the wrong words in front of people, as often as it was counted';

create trigger withdrawal_append_only before update or delete on publication.withdrawal
    for each row execute function public.refuse_change();
create trigger withdrawal_no_truncate before truncate on publication.withdrawal
    for each statement execute function public.refuse_change();
create trigger correction_append_only before update or delete on publication.correction
    for each row execute function public.refuse_change();
create trigger correction_no_truncate before truncate on publication.correction
    for each statement execute function public.refuse_change();
create trigger correction_count_append_only before update or delete on publication.correction_count
    for each row execute function public.refuse_change();
create trigger correction_count_no_truncate before truncate on publication.correction_count
    for each statement execute function public.refuse_change();
alter table publication.withdrawal enable always trigger withdrawal_append_only;
alter table publication.withdrawal enable always trigger withdrawal_no_truncate;
alter table publication.correction enable always trigger correction_append_only;
alter table publication.correction enable always trigger correction_no_truncate;
alter table publication.correction_count enable always trigger correction_count_append_only;
alter table publication.correction_count enable always trigger correction_count_no_truncate;

grant select, insert on publication.withdrawal, publication.correction, publication.correction_count to app;
grant select, insert, delete on publication.correction_draft to app;
grant select on publication.live to app;
