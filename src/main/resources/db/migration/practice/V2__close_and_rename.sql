-- A practice that closes keeps its name: people still read where they said what.
alter table practice.practice
    add column closed_on date;
comment on column practice.practice.closed_on is 'first day without anybody registered there; null while it is open';
grant update (closed_on) on practice.practice to app;
-- On the day from which it holds, a version is put right; later it is followed by the next.
grant update (name, address_1, address_2, address_3, address_4, postcode, phone) on practice.practice_version to app;
create index practice_version_by_name on practice.practice_version (lower(name)) where valid_to is null;
