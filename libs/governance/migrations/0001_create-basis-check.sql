-- Up Migration
CREATE TABLE oversight.basis_check (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  place uuid,
  round_started_at timestamptz NOT NULL,
  checked integer NOT NULL DEFAULT 0,
  last_round_ended_at timestamptz,
  last_round_checked integer
);
COMMENT ON COLUMN oversight.basis_check.place IS 'Last item of the page that was checked; null at the start of a round.';

CREATE TABLE oversight.without_basis (
  item_id uuid PRIMARY KEY,
  found_at timestamptz NOT NULL,
  last_found_at timestamptz NOT NULL
);
COMMENT ON TABLE oversight.without_basis IS 'Items that the views count as shared though no row holds. Must be empty.';

-- Down Migration
DROP TABLE oversight.without_basis;
DROP TABLE oversight.basis_check;
