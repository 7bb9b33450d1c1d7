-- A letter that waits follows its person to where they live now; a lead stops a round, and takes back what is not printed.
grant update (address) on letter.message to app;
comment on column letter.message.body is 'emptied in production when a message with a code has been sent, and always when such a one is withdrawn';
update letter.message set body = '' where kind = 'LETTER_CODE' and withdrawn_at is not null and sent_at is null and body <> '';

alter table letter.round
    add column stopped_by uuid,
    add column taken_back int not null default 0;
comment on column letter.round.stopped_by is 'the account of the lead who stopped it; null where it ended by itself';
comment on column letter.round.taken_back is 'how many letters made for many people were taken back, before they were printed, when it was stopped';
grant update (stopped_by, taken_back) on letter.round to app;

alter table letter.people_counted
    add column outdated boolean not null default false;
comment on column letter.people_counted.outdated is 'the numbers are no longer these, and are shown only where nobody can count them anew at the moment';
