-- Memberships, resale and ticket codes (domain.md 6.2, 6.3; 10.3 #20, #29 to #31).

-- What a booking costs beside its tickets: the surcharge of the buyer's tier, written down when it is booked.
ALTER TABLE reservations
  ADD COLUMN booking_fee integer NOT NULL DEFAULT 0 CHECK (booking_fee >= 0),
  -- Grows with every new owner: a code of an older generation opens no door.
  ADD COLUMN code_generation integer NOT NULL DEFAULT 1 CHECK (code_generation > 0);

-- Null while no money is asked for; else what the year costs that is asked for under payment_reference_id, whatever the artist's
-- price becomes meanwhile. Each year has a reference of its own, the first one the id of the membership.
ALTER TABLE artist_memberships
  ADD COLUMN price_due integer CHECK (price_due > 0),
  ADD CONSTRAINT artist_memberships_payment_reference_id_key UNIQUE (payment_reference_id),
  ADD CONSTRAINT artist_memberships_due_reference_check CHECK (price_due IS NULL OR payment_reference_id IS NOT NULL);

-- While listed, buyer_id is whoever may pay until claim_expires_at; completed, the owner who paid with payment_id.
ALTER TABLE ticket_transfers
  ADD COLUMN claim_expires_at timestamptz,
  ADD COLUMN payment_id uuid UNIQUE,
  ADD CONSTRAINT ticket_transfers_claim_check
    CHECK (status <> 'listed' OR (buyer_id IS NULL) = (claim_expires_at IS NULL));
CREATE INDEX ticket_transfers_claims ON ticket_transfers (claim_expires_at) WHERE status = 'listed' AND claim_expires_at IS NOT NULL;

-- Who went in; a ticket admits once, whichever door and whatever the generation of its code.
CREATE TABLE ticket_admissions (
  reservation_item_id uuid NOT NULL REFERENCES reservation_items,
  -- 1 to the item's quantity: standing tickets of one item go in one by one.
  ticket_number integer NOT NULL CHECK (ticket_number > 0),
  admitted_at timestamptz NOT NULL DEFAULT now(),
  admitted_by uuid NOT NULL,
  PRIMARY KEY (reservation_item_id, ticket_number)
);

-- The tier follows from the points (domain.md 6.2); services/ticket/memberships/tiers.ts says the same and a test compares.
CREATE FUNCTION membership_tier(points integer) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN points >= 1500 THEN 'DIAMOND' WHEN points >= 500 THEN 'GOLD' ELSE 'SILVER' END
$$;

-- Points are the sum of their log, always: nobody sets them in another way.
CREATE FUNCTION add_membership_points() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE artist_memberships SET points = points + NEW.points, tier = membership_tier(points + NEW.points)
  WHERE id = NEW.membership_id;
  RETURN NULL;
END $$;
CREATE TRIGGER membership_point_logs_add AFTER INSERT ON membership_point_logs
  FOR EACH ROW EXECUTE FUNCTION add_membership_points();

-- The face value is what the tickets cost, without the buyer's surcharge.
CREATE OR REPLACE FUNCTION refuse_price_above_face_value() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.original_price > (SELECT total_amount - booking_fee FROM reservations WHERE id = NEW.reservation_id) THEN
    RAISE EXCEPTION 'transfer of reservation % asks % won, more than the face value', NEW.reservation_id, NEW.original_price
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ticket_transfers_face_value_check';
  END IF;
  RETURN NEW;
END $$;

-- However a confirmed reservation ends (its buyer, a refund, an administrator), its listing falls with it (10.3 #29) and the
-- points of the purchase are taken back (10.3 #31). A trigger and not a clause of each statement: it looks with a snapshot of
-- its own, so that a listing which committed while the statement waited for the row is seen.
CREATE FUNCTION reservation_given_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  fallen ticket_transfers;
  news jsonb;
BEGIN
  SELECT * INTO fallen FROM ticket_transfers WHERE reservation_id = NEW.id AND status = 'listed' FOR UPDATE;
  IF FOUND THEN
    UPDATE ticket_transfers SET status = 'cancelled', buyer_id = NULL, claim_expires_at = NULL WHERE id = fallen.id;
    news := jsonb_build_object('id', gen_random_uuid(), 'timestamp', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
    INSERT INTO outbox (event_id, topic, key, payload)
    VALUES ((news->>'id')::uuid, 'transfer-events', fallen.id::text, news || jsonb_build_object('type', 'TRANSFER_CANCELLED',
      'transferId', fallen.id, 'reservationId', NEW.id, 'sellerId', fallen.seller_id, 'buyerId', NULL,
      'totalPrice', fallen.total_price, 'fee', fallen.transfer_fee));
    IF fallen.buyer_id IS NOT NULL THEN
      news := news || jsonb_build_object('id', gen_random_uuid());
      INSERT INTO outbox (event_id, topic, key, payload)
      VALUES ((news->>'id')::uuid, 'payment-events', fallen.id::text, news || jsonb_build_object('type', 'PAYMENT_WITHDRAWN',
        'paymentType', 'transfer', 'referenceId', fallen.id, 'userId', fallen.buyer_id, 'reason', 'cancelled'));
    END IF;
  END IF;
  INSERT INTO membership_point_logs (membership_id, action_type, points, description, reference_id)
  SELECT membership_id, 'TICKET_RETURN', -points, 'Tickets given back', reference_id FROM membership_point_logs AS earned
  WHERE action_type = 'TICKET_PURCHASE' AND reference_id = NEW.id::text
  ON CONFLICT ON CONSTRAINT membership_point_logs_once_key DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER reservations_given_up AFTER UPDATE OF status ON reservations FOR EACH ROW
  WHEN (OLD.status = 'confirmed' AND NEW.status <> 'confirmed') EXECUTE FUNCTION reservation_given_up();
