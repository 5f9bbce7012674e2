-- Some tickets of a reservation are given back: their share of the money, under the id that ticket gave the request. The rest
-- stays confirmed; it goes back, if ever, as the one refund of the payment itself.

ALTER TABLE payments
  -- The sum of its part_refunds, asked for or done. Always less than all: what gives back the last won is the refund.
  ADD COLUMN part_refunded integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT payments_part_refunded_check CHECK (part_refunded >= 0 AND part_refunded < amount),
  DROP CONSTRAINT payments_refund_amount_check,
  -- Nothing goes back twice: all refunds together are never more than what was taken.
  ADD CONSTRAINT payments_refund_amount_check CHECK (refund_amount BETWEEN 1 AND amount - part_refunded);
-- The settlement report looks for days.
CREATE INDEX payments_approved_at ON payments (approved_at) WHERE approved_at IS NOT NULL;
CREATE INDEX payments_refunded_at ON payments (refunded_at) WHERE refunded_at IS NOT NULL;

CREATE TABLE part_refunds (
  id uuid PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payments,
  amount integer NOT NULL CHECK (amount > 0),
  reason varchar(255) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- When somebody was last at it; what is equal to created_at nobody has tried yet.
  tried_at timestamptz NOT NULL DEFAULT now(),
  refunded_at timestamptz
);
CREATE INDEX part_refunds_payment_id_idx ON part_refunds (payment_id);
CREATE INDEX part_refunds_unsettled ON part_refunds (tried_at) WHERE refunded_at IS NULL;
CREATE INDEX part_refunds_refunded_at ON part_refunds (refunded_at) WHERE refunded_at IS NOT NULL;

-- A trigger, so that no writer can forget the sum: a request that would give back too much takes its whole statement with it.
CREATE FUNCTION count_part_refund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE payments SET part_refunded = part_refunded + NEW.amount WHERE id = NEW.payment_id AND status = 'confirmed';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'payment % holds no money to give back', NEW.payment_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'part_refunds_confirmed_check';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER part_refunds_count AFTER INSERT ON part_refunds FOR EACH ROW EXECUTE FUNCTION count_part_refund();
