create schema publication;
comment on schema publication is 'What people read and watch: items, their versions, drafts and files';
grant usage on schema publication to app;

create table publication.item (
    slug text not null constraint item_pk primary key,
    kind text not null,
    created_at timestamptz not null default clock_timestamp(),
    constraint item_slug_shape check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
    constraint item_kind_known check (kind in ('LEAFLET', 'NEWS', 'PAGE', 'FORM'))
);

create table publication.media (
    id uuid not null constraint media_pk primary key,
    media_type text not null,
    size_bytes bigint not null constraint media_not_empty check (size_bytes > 0),
    sha256 bytea not null,
    original_name text not null,
    uploaded_at timestamptz not null default clock_timestamp(),
    uploaded_by uuid,
    constraint media_type_known check (media_type in ('video/mp4', 'image/png', 'image/jpeg', 'text/vtt'))
);
comment on table publication.media is 'Files, by an id of our own. The bytes lie in the media store under that id';
comment on column publication.media.uploaded_by is 'account; null for files that came with the software';

create table publication.draft (
    item text not null constraint draft_pk primary key constraint draft_of references publication.item,
    revision int not null,
    title text not null,
    summary text not null,
    body text not null,
    video uuid references publication.media,
    poster uuid references publication.media,
    poster_alt text,
    captions uuid references publication.media,
    transcript text,
    what_changed text not null,
    edited_at timestamptz not null,
    edited_by uuid not null,
    submitted_at timestamptz,
    submitted_by uuid,
    constraint draft_submitted_whole check ((submitted_at is null) = (submitted_by is null))
);
comment on table publication.draft is 'At most one for an item. Its revision moves with every saving, so that an approver approves what they read';
comment on column publication.draft.body is 'Markdown';

create table publication.draft_editor (
    item text not null constraint draft_editor_of references publication.draft on delete cascade,
    account uuid not null,
    constraint draft_editor_pk primary key (item, account)
);
comment on table publication.draft_editor is 'Everyone who changed the draft: none of them may approve it';

create table publication.version (
    item text not null constraint version_of references publication.item,
    n int not null,
    title text not null,
    summary text not null,
    body text not null,
    video uuid references publication.media,
    poster uuid references publication.media,
    poster_alt text,
    captions uuid references publication.media,
    transcript text,
    what_changed text not null,
    edited_by uuid,
    approved_by uuid,
    live_from timestamptz not null default clock_timestamp(),
    constraint version_pk primary key (item, n),
    constraint version_counts_from_one check (n >= 1),
    constraint version_two_people check (edited_by <> approved_by),
    constraint version_film_whole check ((video is null) = (poster is null) and (video is null) = (captions is null)
        and (video is null) = (transcript is null) and (video is null) = (poster_alt is null))
);
comment on table publication.version is 'What was once live, for good. The highest number of an item is live now';
comment on column publication.version.approved_by is 'account; null only for version 1 as it came with the software ("release")';

create trigger version_append_only before update or delete on publication.version
    for each row execute function public.refuse_change();
create trigger version_no_truncate before truncate on publication.version
    for each statement execute function public.refuse_change();
alter table publication.version enable always trigger version_append_only;
alter table publication.version enable always trigger version_no_truncate;

create table publication.programme (
    slug text not null constraint programme_pk primary key,
    name text not null,
    purpose text not null,
    state text not null,
    started_on date,
    changed_on date not null,
    constraint programme_state_known check (state in ('NOT_STARTED', 'COLLECTING', 'PAUSED', 'ENDED'))
);
comment on table publication.programme is 'Collections of data that the choice is about, and whether they have begun';

create table publication.operator (
    one boolean not null default true constraint operator_pk primary key constraint operator_one check (one),
    name text not null,
    address text not null,
    phone text not null,
    phone_hours text not null,
    email text not null,
    data_protection_officer text not null
);
comment on table publication.operator is 'Who runs this portal: one row';

grant select, insert on publication.item, publication.media, publication.version to app;
grant select, insert, update, delete on publication.draft to app;
grant select, insert, delete on publication.draft_editor to app;
grant select, insert, update on publication.programme, publication.operator to app;
