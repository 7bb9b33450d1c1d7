-- The form may leave it open until a draft is handed over, and a node of the release before approves what is open: then it
-- must not go live. Never looked through: a version that such a node let through is there for good, and must stop no update.
alter table publication.version add constraint version_says_what_changed check (btrim(what_changed) <> '') not valid;
