-- What requests with an Idempotency-Key were answered (services/shared/idempotency): kept for 24 hours, per person.
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
