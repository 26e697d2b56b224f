-- Up Migration
create table intake.checkpoints (
  name text primary key,
  position bigint not null,
  changed_at timestamptz not null default clock_timestamp()
);

-- Down Migration
drop table intake.checkpoints;
