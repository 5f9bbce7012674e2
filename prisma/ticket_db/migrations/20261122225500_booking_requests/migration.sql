-- What became of booking requests that went through the FIFO queue (ruling E13): written by the ticket worker in the transaction
-- of the hold, read by the buyer who was answered with 202.
CREATE TABLE booking_requests (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  -- As it was asked: it may be an event that does not exist.
  event_id uuid NOT NULL,
  status varchar(20) NOT NULL CHECK (status IN ('held', 'refused')),
  -- Made in the same transaction.
  reservation_id uuid,
  -- Why it was refused, as the direct answer would have said it.
  code varchar(64),
  detail varchar(500),
  decided_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT booking_requests_outcome_check CHECK ((status = 'held') = (reservation_id IS NOT NULL) AND (status = 'refused') = (code IS NOT NULL))
);
CREATE INDEX booking_requests_decided_at_idx ON booking_requests (decided_at);
