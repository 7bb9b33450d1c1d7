create table choice.chooser_draft (
    id uuid not null constraint chooser_draft_pk primary key,
    subject uuid not null,
    made_by uuid not null,
    practice text not null,
    chooser uuid not null,
    proof text not null,
    seen_on date not null,
    last_day date,
    search uuid,
    expires_at timestamptz not null,
    constraint chooser_draft_of_two_people check (chooser <> subject)
);
comment on table choice.chooser_draft is 'A right to choose for somebody that staff typed and have not read back and saved yet, for 24 hours. Its id becomes that of the right';
comment on column choice.chooser_draft.search is 'by which the person was opened; null for one opened from a list';
create index chooser_draft_by_expiry on choice.chooser_draft (expires_at);
grant select, insert, update (search), delete on choice.chooser_draft to app;
