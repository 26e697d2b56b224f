-- Up Migration
alter table intake.taken add column taken_at timestamptz;
comment on column intake.taken.taken_at is 'When the broker took what lies just before: a topic of that name that was made anew holds nothing so old.';

-- Down Migration
alter table intake.taken drop column taken_at;
