-- Administration, and the waiting list for seats that come back (domain.md 6.4; 10.3 #25 to #28; runtime.md 1.5 no. 9).

-- Written in the transaction of the deed: there is no deed without its row, and no row is ever changed.
ALTER TABLE admin_audit_logs
  ADD COLUMN state_before jsonb,
  ADD COLUMN state_after jsonb,
  ADD COLUMN request_id varchar(64);
CREATE INDEX admin_audit_logs_resource ON admin_audit_logs (resource_type, resource_id, created_at);
CREATE FUNCTION refuse_change_of_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append only', TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $$;
-- Also for the owner of the table, whom rights do not stop.
CREATE TRIGGER admin_audit_logs_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON admin_audit_logs
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_evidence();

-- Set while reservations of a cancelled event may still have to be ended; a hold that was under way when the event was
-- cancelled commits some seconds later and is found until then.
ALTER TABLE events ADD COLUMN calling_off_until timestamptz;
CREATE INDEX events_calling_off ON events (calling_off_until) WHERE calling_off_until IS NOT NULL;

-- blocked: kept out of the sale by an administrator. returned: came back while people wait for it; drawn, never offered on the map.
ALTER TABLE seats
  DROP CONSTRAINT seats_status_check,
  ADD CONSTRAINT seats_status_check CHECK (status IN ('available', 'locked', 'reserved', 'blocked', 'returned')),
  DROP CONSTRAINT seats_holder_check,
  ADD CONSTRAINT seats_holder_check CHECK ((status IN ('locked', 'reserved')) = (reservation_id IS NOT NULL));

CREATE TABLE waitlist_entries (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  event_id uuid NOT NULL REFERENCES events,
  user_id uuid NOT NULL,
  -- Null takes a seat of any section.
  section varchar(50),
  -- The person's own part of the lot: without it the operator alone would know the order beforehand.
  salt varchar(64) NOT NULL,
  -- passed: drawn, but could not buy (had all tickets that one person may have).
  status varchar(20) NOT NULL DEFAULT 'waiting' CHECK (status IN ('waiting', 'offered', 'passed', 'left')),
  -- The hold that was made for them; what became of it says what became of the offer.
  reservation_id uuid UNIQUE REFERENCES reservations,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT waitlist_entries_offer_check CHECK ((status = 'offered') = (reservation_id IS NOT NULL))
);
-- One lot per person and event, however often they ask.
CREATE UNIQUE INDEX waitlist_entries_one_lot ON waitlist_entries (event_id, user_id) WHERE status = 'waiting';
CREATE INDEX waitlist_entries_user_id_idx ON waitlist_entries (user_id, created_at);

-- The commitment to each draw's seed stands before anybody can know who takes part; the seed is told with the result.
CREATE TABLE waitlist_draws (
  event_id uuid NOT NULL REFERENCES events,
  number integer NOT NULL CHECK (number > 0),
  seed varchar(64) NOT NULL,
  -- SHA-256 of the seed.
  commitment varchar(64) NOT NULL,
  drawn_at timestamptz,
  section varchar(50),
  -- [{id, salt}] of everybody who took part.
  entries jsonb,
  -- Who got the seat; null when nobody could take it.
  winner uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (event_id, number)
);

-- Seats in state returned. A table of its own, because an index on seats.status would make each hold write an index.
CREATE TABLE returned_seats (
  seat_id uuid PRIMARY KEY REFERENCES seats ON DELETE CASCADE,
  event_id uuid NOT NULL,
  -- At a random moment: nobody gains by watching when seats fall back.
  draw_at timestamptz NOT NULL DEFAULT now() + random() * interval '60 seconds'
);
CREATE INDEX returned_seats_draw_at_idx ON returned_seats (draw_at);

CREATE TRIGGER waitlist_entries_touch BEFORE UPDATE ON waitlist_entries FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
