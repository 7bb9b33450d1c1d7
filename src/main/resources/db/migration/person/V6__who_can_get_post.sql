-- Whether a letter can go to somebody's home, without the address itself: who plans letters needs to know no more.
create or replace view person.published_person as
    select p.id, p.family_name, p.given_names, p.date_of_birth, p.died_on, r.practice,
        coalesce(p.address_1, p.address_2, p.address_3, p.address_4) is not null as has_address
    from person.person p
    left join person.registration r on r.person = p.id and r.registered_to is null;
comment on column person.published_person.has_address is 'whether a postal address is on record; a postcode alone is none';
