create schema practice;
comment on schema practice is 'GP practices and what they were called when';
grant usage on schema practice to app;

create table practice.practice (
    ods_code text not null constraint practice_pk primary key,
    constraint practice_ods_shape check (ods_code ~ '^[A-Z][0-9]{5}$')
);

create table practice.practice_version (
    ods_code text not null constraint practice_version_of references practice.practice,
    valid_from date not null,
    valid_to date,
    name text not null,
    address_1 text not null,
    address_2 text,
    address_3 text,
    address_4 text,
    postcode text not null,
    phone text not null,
    constraint practice_version_pk primary key (ods_code, valid_from),
    constraint practice_version_in_order check (valid_to > valid_from)
);
comment on column practice.practice_version.valid_to is 'first day it no longer holds; null while it does';
create unique index practice_version_current on practice.practice_version (ods_code) where valid_to is null;

grant select, insert on practice.practice to app;
grant select, insert, update (valid_to) on practice.practice_version to app;
