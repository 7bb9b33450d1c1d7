-- small: what a portal publishes is a few hundred rows in all its life
alter table publication.item
    add column edition_of text,
    add column edition text,
    add column language text not null default 'en';
alter table publication.item
    add constraint item_edition_of foreign key (edition_of) references publication.item not valid,
    add constraint item_edition_known check (edition in ('TRANSLATION', 'EASY_READ')) not valid,
    add constraint item_edition_whole check ((edition is null) = (edition_of is null)) not valid,
    add constraint item_language_shape check (language ~ '^[a-z]{2,3}(-[A-Z]{2})?$') not valid,
    add constraint item_edition_once unique (edition_of, edition, language);
comment on column publication.item.edition_of is 'the item that says the same in English; an edition has drafts and versions of its own';
comment on column publication.item.language is 'by BCP 47';

alter table publication.draft
    add column described uuid,
    add column described_captions uuid,
    add column waiting_room uuid,
    add column signed uuid,
    add column audio uuid,
    add column matches int,
    add column checked_by text,
    add column owner text,
    add column review_on date;
alter table publication.draft
    add constraint draft_described foreign key (described) references publication.media not valid,
    add constraint draft_described_captions foreign key (described_captions) references publication.media not valid,
    add constraint draft_waiting_room foreign key (waiting_room) references publication.media not valid,
    add constraint draft_signed foreign key (signed) references publication.media not valid,
    add constraint draft_audio foreign key (audio) references publication.media not valid,
    add constraint draft_matches_a_version check (matches >= 1) not valid;

alter table publication.version
    add column described uuid,
    add column described_captions uuid,
    add column waiting_room uuid,
    add column signed uuid,
    add column audio uuid,
    add column matches int,
    add column checked_by text,
    add column owner text,
    add column review_on date;
alter table publication.version
    add constraint version_described foreign key (described) references publication.media not valid,
    add constraint version_described_captions foreign key (described_captions) references publication.media not valid,
    add constraint version_waiting_room foreign key (waiting_room) references publication.media not valid,
    add constraint version_signed foreign key (signed) references publication.media not valid,
    add constraint version_audio foreign key (audio) references publication.media not valid,
    add constraint version_matches_a_version check (matches >= 1) not valid;
comment on column publication.version.matches is 'number of the version of the item it is an edition of; null for an item that is no edition';
comment on column publication.version.checked_by is 'who read an edition against it, in words for the public; null for nobody yet';

alter table publication.media drop constraint media_type_known;
alter table publication.media add constraint media_type_known
    check (media_type in ('video/mp4', 'image/png', 'image/jpeg', 'text/vtt', 'audio/mpeg')) not valid;
