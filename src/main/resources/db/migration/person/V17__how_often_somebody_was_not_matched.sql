-- A practice that loads files with one person's number and another date of birth each time would find the right one.
create table person.register_mismatch (
    practice text not null,
    person uuid not null constraint register_mismatch_of references person.person,
    at timestamptz not null default clock_timestamp()
);
comment on table person.register_mismatch is 'files that named somebody of another practice, or of none, as somebody else; for a day. The audit trail keeps it for good';
create index register_mismatch_lately on person.register_mismatch (practice, at, person);
grant select, insert, delete on person.register_mismatch to app;
