-- Up Migration
CREATE TABLE projections.faults (
  name text PRIMARY KEY,
  code text NOT NULL,
  met_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE projections.faults IS 'What keeps a projection from going on, for whoever watches. Gone once it runs again.';

-- Down Migration
DROP TABLE projections.faults;
