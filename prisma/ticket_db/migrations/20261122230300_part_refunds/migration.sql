-- Some tickets of a reservation are given back, the others stay.

-- Won of total_amount whose tickets were given back singly. total_amount stays what was asked for the whole.
ALTER TABLE reservations
  ADD COLUMN given_back integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT reservations_given_back_check CHECK (given_back BETWEEN 0 AND total_amount);

-- What payment was asked to give back, once per id, and when it did.
CREATE TABLE part_refunds (
  id uuid PRIMARY KEY,
  reservation_id uuid NOT NULL REFERENCES reservations,
  payment_id uuid NOT NULL,
  amount integer NOT NULL CHECK (amount > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  refunded_at timestamptz
);
CREATE INDEX part_refunds_reservation_id_idx ON part_refunds (reservation_id);
CREATE INDEX part_refunds_payment_id_idx ON part_refunds (payment_id);

-- The face value is what the tickets cost that are left, without the buyer's surcharge.
CREATE OR REPLACE FUNCTION refuse_price_above_face_value() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.original_price > (SELECT total_amount - booking_fee - given_back FROM reservations WHERE id = NEW.reservation_id) THEN
    RAISE EXCEPTION 'transfer of reservation % asks % won, more than the face value', NEW.reservation_id, NEW.original_price
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ticket_transfers_face_value_check';
  END IF;
  RETURN NEW;
END $$;
