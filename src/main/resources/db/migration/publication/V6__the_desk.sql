-- small: what a portal publishes is a few hundred rows in all its life
alter table publication.draft
    add column all_spoken text,
    add column care_reason text,
    add column links_opened boolean not null default false;
alter table publication.version
    add column all_spoken text,
    add column care_reason text,
    add column links_opened boolean not null default false;
comment on column publication.version.all_spoken is 'who said, and when, that the film says in words whatever it shows; null with a described version, or if nobody did';
comment on column publication.version.care_reason is 'why it may speak of the care of those who read it, in words for the public; null if it does not';
comment on column publication.version.links_opened is 'the approver opened its links to other sites';

alter table publication.correction_draft add column replaces int;
alter table publication.correction add column replaces int;
alter table publication.correction_draft
    add constraint correction_draft_replaces foreign key (replaces) references publication.correction not valid;
alter table publication.correction
    add constraint correction_replaces foreign key (replaces) references publication.correction not valid,
    add constraint correction_replaces_an_earlier_one check (replaces < n) not valid,
    add constraint correction_replaced_once unique (replaces);
comment on column publication.correction.replaces is 'number of the correction that was itself wrong; null for the first about something';

create table publication.typing (
    page uuid not null constraint typing_pk primary key,
    item text not null constraint typing_of references publication.item on delete cascade,
    account uuid not null,
    fields jsonb not null,
    opened_at timestamptz not null,
    kept_at timestamptz not null,
    seen_at timestamptz not null,
    closed boolean not null default false,
    constraint typing_is_an_object check (jsonb_typeof(fields) = 'object')
);
comment on table publication.typing is 'Editing pages that are open, or were not long ago, and what was typed there and not saved. Nothing of it is a draft';
comment on column publication.typing.page is 'of one opened page: two tabs are two';
comment on column publication.typing.fields is 'empty while nothing was typed';
comment on column publication.typing.closed is 'saved or thrown away: what still arrives from that page is too late';
create index typing_of_item on publication.typing (item, account);

create table publication.release_text (
    item text not null,
    sha256 bytea not null constraint release_text_sha256 check (length(sha256) = 32),
    taken_at timestamptz not null default clock_timestamp(),
    n int,
    constraint release_text_pk primary key (item, sha256)
);
comment on table publication.release_text is 'Texts that came with the software and that this portal took over, or decided to leave: none of them is offered again';
comment on column publication.release_text.n is 'the version it became, or that was live when it was left; null while it is a draft';

comment on table publication.version is 'What was once live, for good. The highest number of an item is live, unless it was withdrawn: see the view live';
grant select, insert, update, delete on publication.typing, publication.release_text to app;
