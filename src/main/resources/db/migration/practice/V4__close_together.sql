-- One administrator asks for a practice to be closed, another one agrees: there is no way back from it.
create table practice.closing (
    id uuid not null constraint closing_pk primary key,
    practice text not null constraint closing_of references practice.practice,
    asked_by uuid not null,
    asked_at timestamptz not null,
    agreed_by uuid,
    ended_at timestamptz,
    constraint closing_agreed_by_another check (agreed_by <> asked_by),
    constraint closing_agreed_is_ended check (agreed_by is null or ended_at is not null)
);
comment on table practice.closing is 'Practices that an administrator asked to close; ended without anybody who agreed: nobody did in time';
create unique index closing_open_once on practice.closing (practice) where ended_at is null;
grant select, insert, update (agreed_by, ended_at) on practice.closing to app;
