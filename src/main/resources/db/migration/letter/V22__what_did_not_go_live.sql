-- Messages about drafts that did not go live at their time. The table is large: rows that are there are looked through by the
-- next file, which keeps nobody from writing.
alter table letter.message
    drop constraint message_kind_known,
    add constraint message_kind_known check (kind in ('CHOICE_SAVED', 'CHOICE_APPLIED', 'ENTRY_UNDONE', 'CHOICE_CORRECTED',
        'DOUBT_SETTLED', 'LETTER_CODE', 'EMAIL_CODE', 'ACCOUNT_EXISTS', 'ACCOUNT_NOTICE', 'INVITATION',
        'PRACTICE_JOINED', 'CONTACT_REPLACED', 'RIGHT_TO_CHOOSE', 'DRAFT_HELD')) not valid;
