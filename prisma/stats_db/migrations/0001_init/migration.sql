-- stats_db: counters built from events. Each event counts once: its inbox row is written in the transaction of the counters,
-- and is kept at least as long as Kafka keeps the event (10.4/4: 7 days), so a replay changes nothing.

CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;

CREATE TABLE daily_stats (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  date date NOT NULL UNIQUE,
  total_reservations integer NOT NULL DEFAULT 0 CHECK (total_reservations >= 0),
  confirmed_reservations integer NOT NULL DEFAULT 0 CHECK (confirmed_reservations >= 0),
  cancelled_reservations integer NOT NULL DEFAULT 0 CHECK (cancelled_reservations >= 0),
  transfers_completed integer NOT NULL DEFAULT 0 CHECK (transfers_completed >= 0),
  -- A day may give back more than it takes, so revenue has no lower bound.
  total_revenue bigint NOT NULL DEFAULT 0,
  payment_revenue bigint NOT NULL DEFAULT 0,
  new_users integer NOT NULL DEFAULT 0 CHECK (new_users >= 0),
  active_users integer NOT NULL DEFAULT 0 CHECK (active_users >= 0),
  new_events integer NOT NULL DEFAULT 0 CHECK (new_events >= 0),
  active_events integer NOT NULL DEFAULT 0 CHECK (active_events >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 75);

CREATE TABLE event_stats (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  event_id uuid NOT NULL UNIQUE,
  title varchar(255),
  venue varchar(255),
  event_date timestamptz,
  total_seats integer NOT NULL DEFAULT 0 CHECK (total_seats >= 0),
  reserved_seats integer NOT NULL DEFAULT 0 CHECK (reserved_seats >= 0),
  available_seats integer NOT NULL DEFAULT 0 CHECK (available_seats >= 0),
  total_reservations integer NOT NULL DEFAULT 0 CHECK (total_reservations >= 0),
  confirmed_reservations integer NOT NULL DEFAULT 0 CHECK (confirmed_reservations >= 0),
  cancelled_reservations integer NOT NULL DEFAULT 0 CHECK (cancelled_reservations >= 0),
  total_revenue bigint NOT NULL DEFAULT 0,
  average_ticket_price integer NOT NULL DEFAULT 0 CHECK (average_ticket_price >= 0),
  view_count integer NOT NULL DEFAULT 0 CHECK (view_count >= 0),
  last_calculated_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 75);
CREATE INDEX event_stats_total_revenue_idx ON event_stats (total_revenue);

CREATE TABLE inbox (
  consumer_group text NOT NULL,
  event_id uuid NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer_group, event_id)
);
CREATE INDEX inbox_received_at_idx ON inbox (received_at);

CREATE TRIGGER daily_stats_touch BEFORE UPDATE ON daily_stats FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER event_stats_touch BEFORE UPDATE ON event_stats FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
