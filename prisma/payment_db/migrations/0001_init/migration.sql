-- payment_db: one row per attempt to pay for a thing, every word with the provider, and what arrived from it.

CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;

CREATE TABLE payments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  payment_type varchar(20) NOT NULL DEFAULT 'reservation' CHECK (payment_type IN ('reservation', 'transfer', 'membership')),
  reference_id uuid NOT NULL,
  user_id uuid NOT NULL,
  event_id uuid,
  order_id varchar(64) NOT NULL UNIQUE,
  order_name varchar(255),
  payment_key varchar(200) UNIQUE,
  amount integer NOT NULL CHECK (amount > 0),
  method varchar(50),
  status varchar(20) NOT NULL DEFAULT 'pending'
    CHECK (status IN ('pending', 'approving', 'confirmed', 'failed', 'withdrawn', 'refunding', 'refunded')),
  provider varchar(20),
  provider_status varchar(50),
  provider_response jsonb,
  receipt_url text,
  failure_code varchar(100),
  refund_amount integer,
  refund_reason varchar(255),
  approving_since timestamptz,
  refunding_since timestamptz,
  approved_at timestamptz,
  refunded_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT payments_refund_amount_check CHECK (refund_amount BETWEEN 1 AND amount),
  -- The provider's key is what money is given back by (10.3/10): without it a payment can never be refunded.
  CONSTRAINT payments_captured_key_check CHECK (status NOT IN ('confirmed', 'refunding', 'refunded') OR payment_key IS NOT NULL),
  CONSTRAINT payments_refunded_check CHECK (status <> 'refunded' OR (refunded_at IS NOT NULL AND refund_amount IS NOT NULL))
) WITH (fillfactor = 80);
-- One live payment per thing: nobody is charged twice, however many requests race.
CREATE UNIQUE INDEX payments_one_live ON payments (payment_type, reference_id)
  WHERE status IN ('pending', 'approving', 'confirmed', 'refunding');
CREATE INDEX payments_payment_type_reference_id_idx ON payments (payment_type, reference_id);
CREATE INDEX payments_user_id_created_at_idx ON payments (user_id, created_at);
-- The job that settles what a time-out or a crash left open, and the one that withdraws what nobody paid.
CREATE INDEX payments_unsettled ON payments (updated_at) WHERE status IN ('approving', 'refunding');
CREATE INDEX payments_pending_expires_at ON payments (expires_at) WHERE status = 'pending';

CREATE TABLE payment_logs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  payment_id uuid REFERENCES payments ON DELETE CASCADE,
  action varchar(50) NOT NULL,
  endpoint varchar(255),
  method varchar(10),
  request jsonb,
  response jsonb,
  response_status integer,
  error_code varchar(100),
  error_message text,
  duration_ms integer,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX payment_logs_payment_id_idx ON payment_logs (payment_id);

-- status is the HTTP status of the stored answer; null while the first request with this key is still running.
CREATE TABLE idempotency_keys (
  user_id uuid NOT NULL,
  key varchar(64) NOT NULL,
  request_hash varchar(64) NOT NULL,
  status integer,
  response jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);

-- Inbox of provider webhooks: each counts once.
CREATE TABLE webhook_events (
  provider varchar(20) NOT NULL,
  event_id varchar(100) NOT NULL,
  event_type varchar(100),
  payload jsonb,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (provider, event_id)
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

CREATE TRIGGER payments_touch BEFORE UPDATE ON payments FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
