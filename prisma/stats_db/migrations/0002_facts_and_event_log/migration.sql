-- stats_db: the event log, the facts folded from it, and what the counters lacked. Everything but event_log can be made again
-- from event_log (I14): a fact is a function of the set of events of one paid thing, so order and repetition do not matter.

-- Every event that was ever counted, once. Never changed.
CREATE TABLE event_log (
  id uuid PRIMARY KEY,
  topic text NOT NULL,
  type text NOT NULL,
  -- The paid thing: reservation, transfer or membership. Its events are one story.
  subject uuid NOT NULL,
  occurred_at timestamptz NOT NULL,
  payload jsonb NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX event_log_subject_idx ON event_log (subject);
CREATE INDEX event_log_occurred_at_idx ON event_log (occurred_at DESC);

-- One row per paid thing. Columns are null until the event that tells them has come: events may come in any order.
CREATE TABLE things (
  subject uuid PRIMARY KEY,
  kind text CHECK (kind IN ('reservation', 'transfer', 'membership')),
  status text CHECK (status IN ('pending', 'confirmed', 'cancelled')),
  user_id uuid,
  event_id uuid,
  reason text,
  amount integer NOT NULL DEFAULT 0 CHECK (amount >= 0),
  refunded bigint NOT NULL DEFAULT 0 CHECK (refunded >= 0),
  tickets integer NOT NULL DEFAULT 0 CHECK (tickets >= 0),
  items jsonb NOT NULL DEFAULT '[]',
  started_at timestamptz,
  -- Until when somebody is expected to pay; null when nobody is.
  payable_until timestamptz,
  paid_at timestamptz,
  completed_at timestamptz,
  cancelled_at timestamptz
) WITH (fillfactor = 75);
CREATE INDEX things_started_at_idx ON things (started_at);
CREATE INDEX things_cancelled_at_idx ON things (cancelled_at) WHERE cancelled_at IS NOT NULL;
CREATE INDEX things_event_id_idx ON things (event_id);
CREATE INDEX things_user_id_idx ON things (user_id);
CREATE INDEX things_payable_until_idx ON things (payable_until) WHERE payable_until IS NOT NULL;

-- One row per payment at the provider.
CREATE TABLE payments (
  payment_id uuid PRIMARY KEY,
  subject uuid NOT NULL,
  method text,
  amount integer NOT NULL DEFAULT 0 CHECK (amount >= 0),
  refunded bigint NOT NULL DEFAULT 0 CHECK (refunded >= 0),
  confirmed_at timestamptz,
  failed_at timestamptz
);
CREATE INDEX payments_confirmed_at_idx ON payments (confirmed_at);
CREATE INDEX payments_failed_at_idx ON payments (failed_at) WHERE failed_at IS NOT NULL;

-- Who and what appears in events: first of all, and on which days (UTC).
CREATE TABLE sightings (
  kind text NOT NULL CHECK (kind IN ('user', 'event')),
  id uuid NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (kind, id)
) WITH (fillfactor = 75);
CREATE INDEX sightings_kind_first_at_idx ON sightings (kind, first_at);

CREATE TABLE sighting_days (
  kind text NOT NULL CHECK (kind IN ('user', 'event')),
  day date NOT NULL,
  id uuid NOT NULL,
  PRIMARY KEY (kind, day, id)
);

ALTER TABLE daily_stats ADD COLUMN completed_payments integer NOT NULL DEFAULT 0 CHECK (completed_payments >= 0);

-- No event tells of views, so nothing may stand there.
ALTER TABLE event_stats DROP COLUMN view_count;
ALTER TABLE event_stats ADD COLUMN cancellations_of_event integer NOT NULL DEFAULT 0 CHECK (cancellations_of_event >= 0);
-- The event that title, venue, date and seats were taken from: a newer one replaces them, an older one does not.
ALTER TABLE event_stats ADD COLUMN described_at timestamptz;
ALTER TABLE event_stats ADD COLUMN described_by uuid;
