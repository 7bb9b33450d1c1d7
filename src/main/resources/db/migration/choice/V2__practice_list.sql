create table choice.practice_search (
    id uuid not null constraint practice_search_pk primary key,
    made_by uuid not null,
    practice text not null,
    reason text not null,
    expires_at timestamptz not null
);
comment on table choice.practice_search is 'Who looked for somebody at their practice and why: the only way to a record that is not on the list. Says nothing of what was typed';
comment on column choice.practice_search.reason is 'a word of ours such as ASKED, or what was written instead';
create index practice_search_by_expiry on choice.practice_search (expires_at);

create table choice.practice_search_hit (
    search uuid not null constraint practice_search_hit_of references choice.practice_search on delete cascade,
    subject uuid not null,
    constraint practice_search_hit_pk primary key (search, subject)
);

create table choice.national_count (
    practice text not null,
    week date not null,
    counted_at timestamptz not null default clock_timestamp(),
    allow int not null,
    do_not_allow int not null,
    constraint national_count_pk primary key (practice, week),
    constraint national_count_from_monday check (extract(isodow from week) = 1)
);
comment on table choice.national_count is 'How many people of a practice have which national choice, counted once a week: a count that followed each choice would show whose it was';

create table choice.dissent_code (
    decision text not null,
    system text not null,
    code text not null,
    term text not null,
    valid_from date not null,
    valid_to date,
    constraint dissent_code_pk primary key (decision, system, valid_from),
    constraint dissent_code_decision_known check (decision in ('ALLOW', 'DO_NOT_ALLOW')),
    constraint dissent_code_system_known check (system in ('SNOMED_CT', 'CTV3', 'READ_V2')),
    constraint dissent_code_in_order check (valid_to > valid_from)
);
comment on table choice.dissent_code is 'What a practice enters in its system for a choice about the GP record. ALLOW is what withdraws a no entered before';
comment on column choice.dissent_code.valid_to is 'first day on which it must no longer be entered; null while it is in use';
create unique index dissent_code_current on choice.dissent_code (decision, system) where valid_to is null;

insert into choice.dissent_code (decision, system, code, term, valid_from) values
    ('DO_NOT_ALLOW', 'SNOMED_CT', '827241000000103', 'Dissent from secondary use of general practitioner patient identifiable data', '2013-09-01'),
    ('DO_NOT_ALLOW', 'CTV3', 'XaZ89', 'Dissent from secondary use of general practitioner patient identifiable data', '2013-09-01'),
    ('DO_NOT_ALLOW', 'READ_V2', '9Nu0.', 'Dissent from secondary use of general practitioner patient identifiable data', '2013-09-01'),
    ('ALLOW', 'SNOMED_CT', '827261000000102', 'Dissent withdrawn for secondary use of general practitioner patient identifiable data', '2013-09-01'),
    ('ALLOW', 'CTV3', 'XaZ8A', 'Dissent withdrawn for secondary use of general practitioner patient identifiable data', '2013-09-01'),
    ('ALLOW', 'READ_V2', '9Nu1.', 'Dissent withdrawn for secondary use of general practitioner patient identifiable data', '2013-09-01');

grant select, insert, delete on choice.practice_search, choice.practice_search_hit to app;
grant select, insert on choice.national_count to app;
grant select on choice.dissent_code to app;
