-- ticket_db: events, seats, reservations, memberships, transfers. Owned by ticket; catalog reads it with SELECT only (E14).
-- The rules of the sale stand here as constraints, so that no program path can break them.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;

CREATE TABLE seat_layouts (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name varchar(100) NOT NULL UNIQUE,
  description text,
  total_seats integer NOT NULL CHECK (total_seats > 0),
  layout_config jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE artists (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name varchar(255) NOT NULL UNIQUE,
  image_url text,
  description text,
  membership_price integer NOT NULL DEFAULT 30000 CHECK (membership_price >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- An event is never deleted (10.3/26): deleted_at hides it, its reservations and their money stay traceable.
CREATE TABLE events (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  title varchar(255) NOT NULL,
  description text,
  venue varchar(255) NOT NULL,
  address varchar(500),
  event_date timestamptz NOT NULL,
  sale_start_date timestamptz NOT NULL,
  sale_end_date timestamptz NOT NULL,
  poster_image_url text,
  status varchar(20) NOT NULL DEFAULT 'upcoming' CHECK (status IN ('upcoming', 'on_sale', 'ended', 'cancelled')),
  seat_layout_id uuid REFERENCES seat_layouts,
  artist_name varchar(255),
  artist_id uuid REFERENCES artists ON DELETE SET NULL,
  pre_scaled boolean NOT NULL DEFAULT false,
  max_tickets_per_person integer CHECK (max_tickets_per_person > 0),
  created_by uuid,
  deleted_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT events_sale_window_check CHECK (sale_end_date >= sale_start_date)
);
CREATE INDEX events_status_sale_start_date_idx ON events (status, sale_start_date);
CREATE INDEX events_artist_id_idx ON events (artist_id);
-- Substring search in both languages without reading the whole table; Prisma cannot say "expression index", so only SQL knows it.
CREATE INDEX events_search_trgm ON events USING gin
  ((title || ' ' || coalesce(artist_name, '') || ' ' || venue || ' ' || coalesce(address, '')) gin_trgm_ops);

CREATE TABLE ticket_types (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  event_id uuid NOT NULL REFERENCES events ON DELETE CASCADE,
  name varchar(100) NOT NULL,
  price integer NOT NULL CHECK (price >= 0),
  total_quantity integer NOT NULL CHECK (total_quantity >= 0),
  available_quantity integer NOT NULL,
  description text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ticket_types_availability_check CHECK (available_quantity BETWEEN 0 AND total_quantity)
) WITH (fillfactor = 70);
CREATE INDEX ticket_types_event_id_idx ON ticket_types (event_id);

-- No index names status, version, locked_by, reservation_id or fencing_token: an index on a column that a hold changes would turn
-- each hold into a write of every index (no HOT update). The unique index below finds all seats of an event.
CREATE TABLE seats (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  event_id uuid NOT NULL REFERENCES events ON DELETE CASCADE,
  section varchar(50) NOT NULL,
  row_number integer NOT NULL CHECK (row_number > 0),
  seat_number integer NOT NULL CHECK (seat_number > 0),
  seat_label varchar(80) NOT NULL,
  price integer NOT NULL CHECK (price >= 0),
  status varchar(20) NOT NULL DEFAULT 'available' CHECK (status IN ('available', 'locked', 'reserved')),
  version integer NOT NULL DEFAULT 0,
  fencing_token bigint NOT NULL DEFAULT 0,
  locked_by uuid,
  reservation_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT seats_event_id_section_row_number_seat_number_key UNIQUE (event_id, section, row_number, seat_number),
  CONSTRAINT seats_holder_check CHECK ((status = 'available') = (reservation_id IS NULL))
) WITH (fillfactor = 75);

-- The fence only ever grows: a holder that was paused cannot pass for the present one (E4).
CREATE FUNCTION refuse_smaller_fence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'fencing_token of seat % may not go from % to %', OLD.id, OLD.fencing_token, NEW.fencing_token
    USING ERRCODE = 'check_violation', CONSTRAINT = 'seats_fence_grows_check';
END $$;
CREATE TRIGGER seats_fence_grows BEFORE UPDATE ON seats FOR EACH ROW
  WHEN (NEW.fencing_token < OLD.fencing_token) EXECUTE FUNCTION refuse_smaller_fence();

CREATE TABLE reservations (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  event_id uuid NOT NULL REFERENCES events,
  reservation_number varchar(50) NOT NULL UNIQUE,
  total_amount integer NOT NULL CHECK (total_amount >= 0),
  status varchar(20) NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'confirmed', 'expired', 'cancelled')),
  payment_status varchar(20) NOT NULL DEFAULT 'pending'
    CHECK (payment_status IN ('pending', 'completed', 'refund_requested', 'refunded')),
  payment_id uuid,
  payment_method varchar(50),
  expires_at timestamptz NOT NULL,
  idempotency_key varchar(64),
  request_hash varchar(64),
  entry_jti varchar(64),
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  -- Also the index for "my reservations": a person has few.
  CONSTRAINT reservations_user_id_idempotency_key_key UNIQUE (user_id, idempotency_key)
) WITH (fillfactor = 85);
CREATE INDEX reservations_event_id_idx ON reservations (event_id);
-- The sweep and the reconciliation look only at pending ones.
CREATE INDEX reservations_pending_expires_at ON reservations (expires_at) WHERE status = 'pending';

CREATE TABLE reservation_items (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  reservation_id uuid NOT NULL REFERENCES reservations ON DELETE CASCADE,
  ticket_type_id uuid REFERENCES ticket_types ON DELETE SET NULL,
  seat_id uuid REFERENCES seats ON DELETE SET NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price integer NOT NULL CHECK (unit_price >= 0),
  subtotal integer NOT NULL,
  fencing_token bigint,
  released_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT reservation_items_subtotal_check CHECK (subtotal::bigint = unit_price::bigint * quantity),
  CONSTRAINT reservation_items_seat_quantity_check CHECK (seat_id IS NULL OR quantity = 1),
  -- A released item may lose its seat or type when these are deleted; a live one names exactly one, so that delete is refused.
  CONSTRAINT reservation_items_target_check
    CHECK (num_nonnulls(ticket_type_id, seat_id) = 1 OR (released_at IS NOT NULL AND num_nonnulls(ticket_type_id, seat_id) = 0))
);
CREATE INDEX reservation_items_reservation_id_idx ON reservation_items (reservation_id);
CREATE INDEX reservation_items_ticket_type_id ON reservation_items (ticket_type_id) WHERE ticket_type_id IS NOT NULL;
-- One live hold per seat: the last word against overselling.
CREATE UNIQUE INDEX reservation_items_live_seat ON reservation_items (seat_id) WHERE released_at IS NULL AND seat_id IS NOT NULL;
CREATE INDEX reservation_items_released_seat ON reservation_items (seat_id) WHERE released_at IS NOT NULL AND seat_id IS NOT NULL;

-- A house with seats sells seats: its ticket types only name the sections, and selling both would sell the house twice.
CREATE FUNCTION refuse_type_of_seated_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM ticket_types t JOIN events e ON e.id = t.event_id
             WHERE t.id = NEW.ticket_type_id AND e.seat_layout_id IS NOT NULL) THEN
    RAISE EXCEPTION 'ticket type % belongs to an event with seats', NEW.ticket_type_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reservation_items_seated_event_check';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER reservation_items_seated_event BEFORE INSERT ON reservation_items FOR EACH ROW
  WHEN (NEW.ticket_type_id IS NOT NULL) EXECUTE FUNCTION refuse_type_of_seated_event();

-- Tickets a person holds or owns for an event; raised by the hold statement itself, only up to the limit.
-- Without a foreign key on purpose: it is a counter beside reservations, which has one.
CREATE TABLE event_buyers (
  event_id uuid NOT NULL,
  user_id uuid NOT NULL,
  held integer NOT NULL CHECK (held >= 0),
  PRIMARY KEY (event_id, user_id)
) WITH (fillfactor = 75);

-- Money that arrived and must go back (E6): asked once per payment.
CREATE TABLE refund_requests (
  reservation_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  reason varchar(255) NOT NULL,
  amount integer NOT NULL CHECK (amount > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (reservation_id, payment_id)
);

CREATE TABLE artist_memberships (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL,
  artist_id uuid NOT NULL REFERENCES artists ON DELETE CASCADE,
  tier varchar(20) NOT NULL DEFAULT 'SILVER' CHECK (tier IN ('SILVER', 'GOLD', 'DIAMOND')),
  points integer NOT NULL DEFAULT 0 CHECK (points >= 0),
  status varchar(20) NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'active', 'expired')),
  joined_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  payment_reference_id uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT artist_memberships_user_id_artist_id_key UNIQUE (user_id, artist_id)
);
CREATE INDEX artist_memberships_active_expires_at ON artist_memberships (expires_at) WHERE status = 'active';

-- reference_id is never null, or the unique rule would not hold for it (10.3/31).
CREATE TABLE membership_point_logs (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  membership_id uuid NOT NULL REFERENCES artist_memberships ON DELETE CASCADE,
  action_type varchar(50) NOT NULL,
  points integer NOT NULL,
  description text,
  reference_id varchar(100) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT membership_point_logs_once_key UNIQUE (action_type, reference_id, membership_id)
);
CREATE INDEX membership_point_logs_membership_id_created_at_idx ON membership_point_logs (membership_id, created_at);

CREATE TABLE ticket_transfers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  reservation_id uuid NOT NULL REFERENCES reservations,
  seller_id uuid NOT NULL,
  buyer_id uuid,
  artist_id uuid,
  original_price integer NOT NULL CHECK (original_price >= 0),
  transfer_fee integer NOT NULL CHECK (transfer_fee >= 0),
  transfer_fee_percent integer NOT NULL CHECK (transfer_fee_percent BETWEEN 0 AND 10),
  total_price integer NOT NULL CHECK (total_price >= 0),
  status varchar(20) NOT NULL DEFAULT 'listed' CHECK (status IN ('listed', 'completed', 'cancelled')),
  completed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT ticket_transfers_price_ceiling_check CHECK (
    total_price::bigint <= original_price::bigint + transfer_fee
    AND transfer_fee <= original_price::bigint * 10 / 100),
  CONSTRAINT ticket_transfers_buyer_check CHECK (buyer_id <> seller_id),
  CONSTRAINT ticket_transfers_completed_check CHECK (status <> 'completed' OR (buyer_id IS NOT NULL AND completed_at IS NOT NULL))
);
CREATE INDEX ticket_transfers_status_artist_id_idx ON ticket_transfers (status, artist_id);
CREATE INDEX ticket_transfers_seller_id_idx ON ticket_transfers (seller_id);
CREATE INDEX ticket_transfers_reservation_id_idx ON ticket_transfers (reservation_id);
CREATE UNIQUE INDEX ticket_transfers_one_open_listing ON ticket_transfers (reservation_id) WHERE status = 'listed';

-- A CHECK sees one row only; the face value stands in the reservation, so the ceiling needs this look as well.
CREATE FUNCTION refuse_price_above_face_value() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.original_price > (SELECT total_amount FROM reservations WHERE id = NEW.reservation_id) THEN
    RAISE EXCEPTION 'transfer of reservation % asks % won, more than was paid for it', NEW.reservation_id, NEW.original_price
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ticket_transfers_face_value_check';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ticket_transfers_face_value BEFORE INSERT OR UPDATE OF original_price, reservation_id ON ticket_transfers
  FOR EACH ROW EXECUTE FUNCTION refuse_price_above_face_value();

CREATE TABLE admin_audit_logs (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  admin_user_id uuid NOT NULL,
  action varchar(50) NOT NULL,
  resource_type varchar(50) NOT NULL,
  resource_id varchar(100),
  request_summary jsonb,
  response_status integer,
  ip_address varchar(45),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX admin_audit_logs_created_at_idx ON admin_audit_logs (created_at);

CREATE TABLE keyword_mappings (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  korean varchar(100) NOT NULL,
  english varchar(100) NOT NULL,
  entity_type varchar(30) NOT NULL DEFAULT 'artist',
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT keyword_mappings_korean_english_key UNIQUE (korean, english)
);

-- Events leave through the outbox of the transaction that made them true; the relay deletes a row once Kafka has it (E5).
-- The table stays small and churns, so vacuum counts rows, not shares.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id uuid NOT NULL UNIQUE,
  topic text NOT NULL,
  key text NOT NULL,
  payload jsonb NOT NULL,
  headers jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- An event counts once per consumer group: its row is written in the transaction of its effect.
CREATE TABLE inbox (
  consumer_group text NOT NULL,
  event_id uuid NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer_group, event_id)
);
CREATE INDEX inbox_received_at_idx ON inbox (received_at);

CREATE TRIGGER seat_layouts_touch BEFORE UPDATE ON seat_layouts FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER artists_touch BEFORE UPDATE ON artists FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER events_touch BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER ticket_types_touch BEFORE UPDATE ON ticket_types FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER seats_touch BEFORE UPDATE ON seats FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER reservations_touch BEFORE UPDATE ON reservations FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER artist_memberships_touch BEFORE UPDATE ON artist_memberships FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER ticket_transfers_touch BEFORE UPDATE ON ticket_transfers FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
