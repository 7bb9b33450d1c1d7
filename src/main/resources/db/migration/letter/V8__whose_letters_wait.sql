-- Letters that wait while the portal is updated.
update letter.message m set practice = p.practice
from person.published_person p
where p.id = m.person and m.kind = 'LETTER_CODE' and m.practice is null
    and m.sent_at is null and m.failed_at is null and m.withdrawn_at is null;
