-- The page of a practice's letters is looked at more often than its numbers change, and counting goes through all its people.
create table letter.people_counted (
    practice text not null constraint people_counted_pk primary key,
    counted_at timestamptz not null,
    people jsonb not null
);
comment on table letter.people_counted is 'How many people of a practice stood how with letters when somebody last asked';
comment on column letter.people_counted.people is 'a number for each standing that somebody is in, such as {"NEVER": 12}';
grant select, insert, update, delete on letter.people_counted to app;
