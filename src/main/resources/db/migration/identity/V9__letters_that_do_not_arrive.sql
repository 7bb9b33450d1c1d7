-- A letter that its person does not get, because they moved house or because it was taken back, is void, and keeps nobody
-- from getting the next one.
alter table identity.letter_code
    add column undelivered text;
alter table identity.letter_code
    add constraint letter_code_undelivered_known check (undelivered in ('MOVED', 'TAKEN_BACK')) not valid;
comment on column identity.letter_code.undelivered is 'null for most. MOVED: its person lives elsewhere by now. TAKEN_BACK: before it was printed. Either way it is replaced by none, and replaced_at says when it became void';
grant update (undelivered) on identity.letter_code to app;

create or replace view identity.published_letter as
    select person, issued_at, expires_at,
        used_at is not null or replaced_at is not null or tries >= 5 as spent,
        undelivered
    from identity.letter_code;
