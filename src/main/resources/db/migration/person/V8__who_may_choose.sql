-- Staff of a practice record who may choose for somebody, and when and why such a right has ended.
alter table person.relation
    add column recorded_by uuid,
    add column recorded_practice text,
    add column ended_at timestamptz,
    add column ended_by uuid,
    add column ended_why text,
    add constraint relation_recorded_by_a_practice check ((recorded_by is null) = (recorded_practice is null)) not valid,
    add constraint relation_practice_shape check (recorded_practice ~ '^[A-Z][0-9]{5}$') not valid,
    add constraint relation_ended_by_somebody check (
        (ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_why is null) and (ended_at is null or valid_to is not null)) not valid,
    add constraint relation_end_known check (ended_why in ('COURT', 'POWER_ENDED', 'ASKED', 'DIED', 'MISTAKE')) not valid;
comment on column person.relation.valid_from is 'the day on which the proof was seen';
comment on column person.relation.checked_at is 'when it was recorded';
comment on column person.relation.checked_how is 'what was seen: one of a list, such as BIRTH_CERTIFICATE; words of their own in the demo''s first rows';
comment on column person.relation.recorded_by is 'the account that recorded it; null for the demo''s own';
comment on column person.relation.recorded_practice is 'the practice where it was recorded';
comment on column person.relation.ended_why is 'why somebody ended it; null for one that ends by itself on valid_to';
grant update (ended_at, ended_by, ended_why) on person.relation to app;

-- D10: of one person and another there is one right at a time. Ids have no ranges of their own: each stands for a range of
-- one number, and no two pairs have both numbers in common.
-- small: one row for each right to choose, which is made by hand
alter table person.relation
    add constraint relation_once_at_a_time exclude using gist (
        numrange(uuid_hash_extended(proxy, 0)::numeric, uuid_hash_extended(proxy, 0)::numeric, '[]') with &&,
        numrange(uuid_hash_extended(subject, 0)::numeric, uuid_hash_extended(subject, 0)::numeric, '[]') with &&,
        daterange(valid_from, valid_to) with &&);
drop index person.relation_current;
