alter table letter.message
    add receipt text,
    add withdrawn_at timestamptz,
    drop constraint message_kind_known,
    add constraint message_kind_known check (kind in
        ('CHOICE_SAVED', 'CHOICE_APPLIED', 'ENTRY_UNDONE', 'LETTER_CODE', 'EMAIL_CODE', 'ACCOUNT_EXISTS'));
comment on column letter.message.receipt is 'of the choice it is about, if it is about one';
comment on column letter.message.withdrawn_at is 'no longer true before it was sent: nobody takes it up again. With sent_at: it had left already';

drop index letter.message_to_send;
create index message_to_send on letter.message (due_at)
    where sent_at is null and failed_at is null and withdrawn_at is null;
create index message_not_sent_about on letter.message (receipt)
    where sent_at is null and failed_at is null and withdrawn_at is null;

grant update (withdrawn_at) on letter.message to app;
