-- People of a practice in the order of their ids, some at a time. Also tells who is registered there, as the index before it.
drop index concurrently if exists person.registration_at_practice;
create index concurrently registration_at_practice on person.registration (practice, person) where registered_to is null;

drop index concurrently if exists person.registration_by_practice;
