create schema audit;
comment on schema audit is 'Who did what, when, for which practice and about whom. Append-only';
grant usage on schema audit to app;

create table audit.entry (
    id uuid not null constraint entry_pk primary key,
    at timestamptz not null default clock_timestamp(),
    action text not null constraint entry_action_named check (action ~ '^[A-Z][A-Z_]+$'),
    actor_role text not null,
    actor_id uuid,
    practice text,
    reason text,
    detail text
);
comment on table audit.entry is 'One row for one act. No names, no NHS numbers';
comment on column audit.entry.actor_id is 'account or letter; null for visitors and for the portal''s own jobs';
comment on column audit.entry.detail is 'facts that are not about a person: a count, a version, a setting';
create index entry_by_actor on audit.entry (actor_id, at desc);
create index entry_by_practice on audit.entry (practice, at desc) where practice is not null;

create table audit.entry_subject (
    subject uuid not null,
    entry uuid not null constraint entry_subject_of references audit.entry,
    constraint entry_subject_pk primary key (subject, entry)
);
comment on table audit.entry_subject is 'One row for each person whom the act concerned or showed';

create trigger entry_append_only before update or delete on audit.entry
    for each row execute function public.refuse_change();
create trigger entry_no_truncate before truncate on audit.entry
    for each statement execute function public.refuse_change();
create trigger entry_subject_append_only before update or delete on audit.entry_subject
    for each row execute function public.refuse_change();
create trigger entry_subject_no_truncate before truncate on audit.entry_subject
    for each statement execute function public.refuse_change();
alter table audit.entry enable always trigger entry_append_only;
alter table audit.entry enable always trigger entry_no_truncate;
alter table audit.entry_subject enable always trigger entry_subject_append_only;
alter table audit.entry_subject enable always trigger entry_subject_no_truncate;

grant select, insert on audit.entry, audit.entry_subject to app;
