-- What a page of the practice list reads and writes: how many, which fifty, their NHS numbers, who looked at them.
\set page random(0, 2)
begin;
select count(*) from choice.practice_listing where practice = :practice and type = 'TYPE_1';
select status, count(*) from choice.practice_listing
where practice = :practice and type = 'TYPE_1' and status in ('NEW', 'TO_RECONFIRM') group by status;
with k as (
    select subject from choice.practice_listing where practice = :practice and type = 'TYPE_1'
    order by sort_name, subject limit 50 offset :page * 50
), entry as (
    insert into audit.entry (id, action, actor_role, practice)
    values (gen_random_uuid(), 'BENCH_LISTED', 'PRACTICE_STAFF', :practice) returning id
), looked as (
    insert into audit.entry_subject (subject, entry) select k.subject, entry.id from k, entry
)
select l.*, p.nhs_number from k
join choice.practice_listing l on l.practice = :practice and l.type = 'TYPE_1' and l.subject = k.subject
join person.person p on p.id = k.subject;
end;
