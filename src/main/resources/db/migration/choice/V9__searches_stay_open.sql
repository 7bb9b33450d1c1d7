-- A search stays open for as long as whoever made it works with it, but for no longer than a working day.
alter table choice.practice_search add column open_until timestamptz;
comment on column choice.practice_search.expires_at is 'moves on each time somebody whom it found is seen again';
comment on column choice.practice_search.open_until is 'expires_at never gets later than this; null for searches of the release before, which do not move on';
grant update (expires_at) on choice.practice_search to app;
