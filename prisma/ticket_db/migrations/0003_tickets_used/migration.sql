-- When the first ticket of the reservation was used at a door. In the reservation's own row, so that whoever has waited for its
-- lock (cancel, resale) reads the newest word: what was used is neither cancelled by its buyer nor sold on.
ALTER TABLE reservations ADD COLUMN used_at timestamptz;
