drop index concurrently if exists letter.message_not_emptied;
create index concurrently message_not_emptied on letter.message (created_at)
    where recipient || address || subject || body <> '';
