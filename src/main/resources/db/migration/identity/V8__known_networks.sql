-- Where an account was signed in to with its password: others there cannot use up what it may try.
create table identity.known_network (
    mark text not null constraint known_network_pk primary key,
    seen_at timestamptz not null
);
comment on table identity.known_network is 'Keyed marks of an account and a network together, kept for 30 days after the last right password';
create index known_network_by_time on identity.known_network (seen_at);
grant select, insert, update (seen_at), delete on identity.known_network to app;
