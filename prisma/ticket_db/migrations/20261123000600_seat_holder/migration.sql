-- The same rule for the five states, said so that a state that does not exist is refused for that, and not for its holder.
ALTER TABLE seats
  DROP CONSTRAINT seats_holder_check,
  ADD CONSTRAINT seats_holder_check CHECK ((status IN ('available', 'blocked', 'returned')) = (reservation_id IS NULL));
