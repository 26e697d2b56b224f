-- Up Migration
CREATE TABLE projections.rebuilds (
  name text PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  events bigint NOT NULL DEFAULT 0,
  "position" bigint,
  head bigint,
  started_at timestamptz NOT NULL DEFAULT now(),
  told_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE projections.rebuilds IS 'The last rebuild of each projection, for whoever watches. Nothing is resumed from it.';
COMMENT ON COLUMN projections.rebuilds.head IS 'End of the event store when the rebuild began.';
COMMENT ON COLUMN projections.rebuilds.told_at IS 'A running one that has told nothing for long was killed.';

-- Down Migration
DROP TABLE projections.rebuilds;
