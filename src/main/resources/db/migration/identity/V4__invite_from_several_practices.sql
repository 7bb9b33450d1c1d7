-- Two practices may invite the same address at once: neither learns of the other from how the portal answers.
drop index identity.invitation_open_once;
create unique index invitation_open_once on identity.invitation (email, coalesce(practice, ''))
    where accepted_at is null and withdrawn_at is null;
