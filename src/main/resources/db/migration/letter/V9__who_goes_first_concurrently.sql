drop index concurrently if exists letter.message_to_send_in_order;
create index concurrently message_to_send_in_order on letter.message (channel, among_many, due_at)
    where sent_at is null and failed_at is null and withdrawn_at is null;

drop index concurrently if exists letter.message_waiting_at_practice;
create index concurrently message_waiting_at_practice on letter.message (practice)
    where kind = 'LETTER_CODE' and sent_at is null and failed_at is null and withdrawn_at is null;

drop index concurrently if exists letter.message_to_send_by_channel;
