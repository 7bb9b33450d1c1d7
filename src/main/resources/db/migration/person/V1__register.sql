create schema person;
comment on schema person is 'The register: people, where they are registered, how to reach them, who may act for whom';
grant usage on schema person to app;

create table person.person (
    id uuid not null constraint person_pk primary key,
    nhs_number text not null constraint person_nhs_number_once unique,
    family_name text not null,
    given_names text not null,
    date_of_birth date not null,
    died_on date,
    address_1 text,
    address_2 text,
    address_3 text,
    address_4 text,
    postcode text,
    address_hidden boolean not null default false,
    email text,
    mobile text,
    language text not null default 'en',
    format text not null default 'STANDARD',
    constraint person_nhs_number_shape check (nhs_number ~ '^[0-9]{10}$'),
    constraint person_names_short check (length(family_name) between 1 and 200 and length(given_names) between 1 and 200),
    constraint person_died_after_birth check (died_on >= date_of_birth)
);
comment on column person.person.nhs_number is 'held here only, and in register_row until an upload is loaded; never logged, never in an address';
comment on column person.person.address_hidden is 'for their safety the address is shown to nobody but the letter writer';

create table person.registration (
    person uuid not null constraint registration_of references person.person,
    registered_from date not null,
    registered_to date,
    practice text not null,
    constraint registration_pk primary key (person, registered_from, practice),
    constraint registration_in_order check (registered_to >= registered_from),
    constraint registration_practice_shape check (practice ~ '^[A-Z][0-9]{5}$')
);
comment on column person.registration.registered_to is 'first day at another practice or at none; null while registered';
create unique index registration_current on person.registration (person) where registered_to is null;
create index registration_by_practice on person.registration (practice) where registered_to is null;

create table person.relation (
    id uuid not null constraint relation_pk primary key,
    proxy uuid not null constraint relation_proxy references person.person,
    subject uuid not null constraint relation_subject references person.person,
    proxy_role text not null,
    valid_from date not null,
    valid_to date,
    checked_at timestamptz not null,
    checked_how text not null,
    constraint relation_role_known check (proxy_role in ('GUARDIAN', 'POWER_OF_ATTORNEY', 'COURT_DEPUTY')),
    constraint relation_of_two_people check (proxy <> subject),
    constraint relation_in_order check (valid_to >= valid_from)
);
comment on table person.relation is 'Who may choose for whom, on which ground, from when until when';
comment on column person.relation.valid_to is 'first day without the right; null while it lasts. A guardian''s ends by itself on the 13th birthday';
create index relation_by_proxy on person.relation (proxy);
create index relation_by_subject on person.relation (subject);
create unique index relation_current on person.relation (proxy, subject) where valid_to is null;

-- What other modules may read by SQL: no NHS number, no contact details.
create view person.published_person as
    select p.id, p.family_name, p.given_names, p.date_of_birth, p.died_on, r.practice
    from person.person p
    left join person.registration r on r.person = p.id and r.registered_to is null;
comment on view person.published_person is 'People as other modules see them; practice is null for someone registered nowhere';

create table person.register_upload (
    id uuid not null constraint register_upload_pk primary key,
    practice text not null,
    uploaded_at timestamptz not null default clock_timestamp(),
    file_name text not null,
    row_count int,
    refused_count int,
    loaded_at timestamptz,
    added_count int,
    changed_count int,
    moved_count int
);
comment on column person.register_upload.refused_count is 'rows with at least one problem: they are never loaded';
comment on column person.register_upload.loaded_at is 'null until its good rows became people, which happens for all of them at once or for none';
comment on column person.register_upload.changed_count is 'people who were known and whose name or contact details changed';

create unlogged table person.register_row (
    upload uuid not null,
    line int not null,
    problems text,
    person uuid,
    nhs_number text, family_name text, given_names text, date_of_birth date,
    address_1 text, address_2 text, address_3 text, address_4 text, postcode text,
    email text, mobile text, language text, format text, address_hidden boolean,
    joined boolean not null default false,
    moved_from text
);
comment on table person.register_row is 'Rows of an upload, checked and cleaned, until they are loaded or dropped. Unlogged: a crash empties it, and the upload is repeated';
comment on column person.register_row.problems is 'column:REASON pairs, commas between; null for a good row. A bad row keeps none of its values';
comment on column person.register_row.person is 'the id they get if the NHS number is new here';
comment on column person.register_row.joined is 'true for someone known here who was registered elsewhere (moved_from) or nowhere until this upload';
create index register_row_of on person.register_row using brin (upload); -- the rows of an upload lie together

create table person.register_problem (
    upload uuid not null constraint register_problem_of references person.register_upload,
    line int not null,
    column_name text not null,
    reason text not null,
    constraint register_problem_pk primary key (upload, line, column_name)
);
comment on column person.register_problem.reason is 'key of the sentence shown; never the value that was refused';

grant select, insert on person.person to app;
grant update (family_name, given_names, died_on, address_1, address_2, address_3, address_4, postcode,
    address_hidden, email, mobile, language, format) on person.person to app;
grant select, insert, update (registered_to) on person.registration to app;
grant select, insert, update (valid_to) on person.relation to app;
grant select on person.published_person to app;
grant select, insert, update (row_count, refused_count, loaded_at, added_count, changed_count, moved_count)
    on person.register_upload to app;
grant select, insert, update, delete, maintain on person.register_row to app; -- maintain: to count (analyze) what was just copied in
grant select, insert on person.register_problem to app;
