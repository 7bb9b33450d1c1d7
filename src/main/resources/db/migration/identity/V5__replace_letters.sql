-- A letter that got lost is replaced by a new one: its code ends there.
alter table identity.letter_code
    add replaced_at timestamptz;
comment on column identity.letter_code.replaced_at is 'when a newer letter took its place; void from then on';
grant update (replaced_at) on identity.letter_code to app;

-- What other modules may read by SQL: no codes, not even as hashes.
create view identity.published_letter as
    select person, issued_at, expires_at,
        used_at is not null or replaced_at is not null or tries >= 5 as spent
    from identity.letter_code;
comment on view identity.published_letter is 'Letters with a code that were made; one still works if it is not spent and not yet expired';
grant select on identity.published_letter to app;
