-- What one person waits for leaves before what was written for thousands, and a practice counts its own letters that wait.
alter table letter.message
    add column practice text,
    add column among_many boolean not null default false;
comment on column letter.message.practice is 'a letter with a code: the practice that the person was at when it was made, which counts it while it waits';
comment on column letter.message.among_many is 'written with thousands of others: it leaves when nothing else is due';
