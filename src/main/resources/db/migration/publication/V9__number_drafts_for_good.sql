-- A number that somebody read must never mean other words. Drafts are deleted when they go live or are thrown away, so the number
-- that the next one begins after is kept apart, also for an item that is gone: another one may get its name.
create table publication.draft_end (
    item text not null constraint draft_end_pk primary key,
    last int not null constraint draft_end_last check (last > 0)
);
comment on table publication.draft_end is 'Of each item the highest revision that a draft ever had, and one more, once its draft is gone';
grant select, insert, update on publication.draft_end to app;

create function publication.end_draft() returns trigger language plpgsql set search_path = '' as $$
begin
    insert into publication.draft_end as it (item, last) values (old.item, old.revision + 1)
        on conflict (item) do update set last = greatest(it.last, excluded.last);
    return old;
end $$;
create trigger draft_ends after delete on publication.draft for each row execute function publication.end_draft();
