-- What every module may use: the queue of work that the clock or an outbox starts (table shape: db-scheduler).
create schema job;
comment on schema job is 'Work to be done later, by whichever node is free';
grant usage on schema job to app;

create table job.scheduled_tasks (
    task_name text not null,
    task_instance text not null,
    task_data bytea,
    execution_time timestamptz not null,
    picked boolean not null,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures int,
    last_heartbeat timestamptz,
    version bigint not null,
    priority smallint,
    constraint scheduled_tasks_pk primary key (task_name, task_instance)
);
create index scheduled_tasks_due on job.scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on job.scheduled_tasks (last_heartbeat);
grant select, insert, update, delete on job.scheduled_tasks to app;

-- Used by every append-only table: a row, once written, stays as it is.
create function public.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of %.% are never changed or removed', tg_table_schema, tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;
grant execute on function public.refuse_change() to app;
