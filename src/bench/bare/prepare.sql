-- Whom to pick: numbered, so that picking one costs one look-up. Run as the superuser of the demo.
create schema bench;
create unlogged table bench.saver as
    select row_number() over (order by md5(id::text))::int as n, id as subject, practice
    from person.published_person
    where died_on is null and practice is not null and date_of_birth < current_date - interval '18 years';
create unique index on bench.saver (n);
grant usage on schema bench to app;
grant select on bench.saver to app;
analyze bench.saver;
