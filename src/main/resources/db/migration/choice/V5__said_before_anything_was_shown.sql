-- What is typed in from an old paper or an old note of a phone call was said before the first explanation was published.
alter table choice.choice_event
    alter column content_item drop not null,
    alter column content_version drop not null,
    add constraint choice_event_shown_with_version check ((content_item is null) = (content_version is null)),
    add constraint choice_event_shown_unless_keyed check (content_item is not null
        or channel in ('CALL_CENTRE', 'PAPER', 'PRACTICE_STAFF', 'LEGACY_IMPORT'));
comment on column choice.choice_event.content_version is 'version of the explanation shown with the question; null for what was said before there was one';

alter table choice.keyed_draft
    drop constraint keyed_draft_records_or_corrects,
    add constraint keyed_draft_records_or_corrects check (case when corrects is null
        then reason is null and gp_record is not null and elsewhere is not null and channel is not null
            and proofing_level is not null and decided_on is not null and (content_item is null) = (content_version is null)
            and seen_type_1 is not null and seen_national is not null
        else reason is not null and (gp_record is null) = (elsewhere is null) end);
