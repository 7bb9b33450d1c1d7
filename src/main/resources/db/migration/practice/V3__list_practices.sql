-- What other modules may read: one row for each practice, as it is called now.
create view practice.published_practice as
    select p.ods_code, p.closed_on, v.name, v.postcode
    from practice.practice p join practice.practice_version v on v.ods_code = p.ods_code and v.valid_to is null;
comment on view practice.published_practice is 'Practices as other modules see them, closed ones too';
grant select on practice.published_practice to app;
