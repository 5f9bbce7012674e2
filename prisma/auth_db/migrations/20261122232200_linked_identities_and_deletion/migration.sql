-- Signing in with other providers, roles that change under somebody's name, and leaving.

ALTER TABLE users
  -- A provider has said that the address is its owner's. Registering with a password proves nothing of the kind.
  ADD COLUMN email_verified_at timestamptz,
  -- Its owner wants to leave: until then signing in keeps the account, afterwards it is made anonymous.
  ADD COLUMN deletion_due_at timestamptz,
  ADD COLUMN deleted_at timestamptz,
  DROP CONSTRAINT users_credential_check;
CREATE INDEX users_deletion_due_at ON users (deletion_due_at) WHERE deletion_due_at IS NOT NULL;

-- Accounts at other providers, by the subject that never changes there; their e-mail only says what they had when linked.
CREATE TABLE linked_identities (
  provider varchar(20) NOT NULL CHECK (provider IN ('google', 'kakao', 'naver')),
  subject varchar(255) NOT NULL,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  email varchar(255),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (provider, subject),
  CONSTRAINT linked_identities_user_id_provider_key UNIQUE (user_id, provider)
);
INSERT INTO linked_identities (provider, subject, user_id, email)
SELECT 'google', google_id, id, email FROM users WHERE google_id IS NOT NULL;
ALTER TABLE users DROP COLUMN google_id;

-- An account that nobody could sign in to is a mistake. Looked at when the transaction commits: account and identity are two rows.
CREATE FUNCTION refuse_account_without_credential() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  account uuid;
BEGIN
  IF TG_TABLE_NAME = 'users' THEN
    account := NEW.id;
  ELSE
    account := OLD.user_id;
  END IF;
  IF EXISTS (SELECT FROM users u WHERE u.id = account AND u.password_hash IS NULL AND u.deleted_at IS NULL
             AND NOT EXISTS (SELECT FROM linked_identities i WHERE i.user_id = u.id)) THEN
    RAISE EXCEPTION 'nobody could sign in to account %', account
      USING ERRCODE = 'check_violation', CONSTRAINT = 'users_credential_check';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER users_credential AFTER INSERT OR UPDATE OF password_hash, deleted_at ON users
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_account_without_credential();
CREATE CONSTRAINT TRIGGER linked_identities_credential AFTER DELETE ON linked_identities
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_account_without_credential();

-- Who made whom an administrator, and who took it away; the service adds to it and changes nothing (prisma/roles.ts).
CREATE TABLE role_changes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  admin_id uuid NOT NULL,
  user_id uuid NOT NULL,
  role_before varchar(20) NOT NULL,
  role_after varchar(20) NOT NULL,
  address varchar(64) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX role_changes_user_id_idx ON role_changes (user_id);
