-- small: what a portal publishes is a few hundred rows in all its life
alter table publication.draft add column care_found text[];
alter table publication.version add column care_found text[];
comment on column publication.version.care_found is 'sentences that the reason in care_reason was given for; null where none was given, or before this was kept';
