drop index concurrently if exists letter.message_waiting_for_person;
create index concurrently message_waiting_for_person on letter.message (person)
    where channel = 'POST' and sent_at is null and failed_at is null and withdrawn_at is null;

drop index concurrently if exists letter.message_waiting_since;
create index concurrently message_waiting_since on letter.message (created_at)
    where channel = 'POST' and sent_at is null and failed_at is null and withdrawn_at is null;

drop index concurrently if exists letter.message_given_up;
create index concurrently message_given_up on letter.message (created_at)
    where channel = 'POST' and failed_at is not null;
