-- A resale changes who pays for a reservation, so its events belong to the reservation's story too.
ALTER TABLE event_log ADD COLUMN reservation_id uuid;
CREATE INDEX event_log_reservation_id_idx ON event_log (reservation_id) WHERE reservation_id IS NOT NULL;

-- What the platform keeps of a thing: money of the payments that it was delivered for, less what went back.
ALTER TABLE things ADD COLUMN revenue bigint NOT NULL DEFAULT 0;
