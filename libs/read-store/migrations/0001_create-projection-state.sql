-- Up Migration
CREATE TABLE projections.state (
  name text PRIMARY KEY,
  version integer NOT NULL,
  generation integer NOT NULL,
  "position" bigint,
  caught_up_to bigint,
  updated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN projections.state.generation IS 'Raised by every swap; a runner that holds an older one may not write.';
COMMENT ON COLUMN projections.state."position" IS 'Position of the last event applied. Where to resume.';
COMMENT ON COLUMN projections.state.caught_up_to IS 'Nothing relevant is missing up to here. Never resumed from.';

-- Down Migration
DROP TABLE projections.state;
