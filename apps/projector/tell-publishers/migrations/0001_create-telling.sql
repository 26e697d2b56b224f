-- Up Migration
CREATE TABLE telling.checkpoints (
  name text PRIMARY KEY,
  "position" bigint NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN telling.checkpoints."position" IS 'Position of the last event that was told.';

-- Down Migration
DROP TABLE telling.checkpoints;
