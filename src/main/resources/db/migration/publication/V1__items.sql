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
    revision int not null constraint draft_revision_counts_from_one check (revision >= 1),
    title text not null,
    summary text not null,
    body text not null,
    video uuid constraint draft_video references publication.media,
    poster uuid constraint draft_poster references publication.media,
    poster_alt text,
    captions uuid constraint draft_captions references publication.media,
    transcript text,
    what_changed text not null,
    editors uuid[] not null,
    edited_at timestamptz not null,
    submitted_at timestamptz,
    submitted_by uuid,
    returned_because text,
    constraint draft_edited check (cardinality(editors) >= 1),
    constraint draft_submitted_whole check ((submitted_at is null) = (submitted_by is null))
);
comment on table publication.draft is 'At most one for an item. Its revision moves with every saving, so that an approver approves what they read';
comment on column publication.draft.body is 'Markdown';
comment on column publication.draft.editors is 'accounts, everyone who changed it: none of them may approve it';

create table publication.version (
    item text not null constraint version_of references publication.item,
    n int not null,
    title text not null,
    summary text not null,
    body text not null,
    video uuid constraint version_video references publication.media,
    poster uuid constraint version_poster references publication.media,
    poster_alt text,
    captions uuid constraint version_captions references publication.media,
    transcript text,
    what_changed text not null,
    editors uuid[] not null,
    approved_by uuid,
    alone boolean not null,
    live_from timestamptz not null default clock_timestamp(),
    constraint version_pk primary key (item, n),
    constraint version_counts_from_one check (n >= 1),
    constraint version_two_people check (alone or approved_by is null or approved_by <> all (editors)),
    constraint version_from_release check ((approved_by is null) = (cardinality(editors) = 0) and (approved_by is not null or n = 1)),
    constraint version_film_whole check ((video is null) = (poster is null) and (video is null) = (captions is null)
        and (video is null) = (transcript is null) and (video is null) = (poster_alt is null))
);
comment on table publication.version is 'What was once live, for good. The highest number of an item is live now';
comment on column publication.version.editors is 'accounts; none for version 1 as it came with the software ("release")';
comment on column publication.version.approved_by is 'account; null for version 1 as it came with the software ("release")';
comment on column publication.version.alone is 'the rule of two people was switched off when this went live; the page says so';

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

grant select, insert on publication.version to app;
-- Deleting reaches only what was never live: foreign keys hold the rest
grant select, insert, delete on publication.item, publication.media to app;
grant select, insert, update, delete on publication.draft to app;
grant select, insert, update on publication.programme, publication.operator to app;
