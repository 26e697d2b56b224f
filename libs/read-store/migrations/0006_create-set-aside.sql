-- Up Migration
CREATE TABLE projections.set_aside (
  item_id uuid PRIMARY KEY,
  agency text NOT NULL,
  code text NOT NULL,
  since timestamptz NOT NULL,
  attempt integer NOT NULL,
  tried_at timestamptz NOT NULL,
  next_try_at timestamptz NOT NULL,
  version text NOT NULL
);
COMMENT ON TABLE projections.set_aside IS 'Items that could not be decided again, until they can be: intake tries them again, and the operations screen counts them.';

-- Down Migration
DROP TABLE projections.set_aside;
