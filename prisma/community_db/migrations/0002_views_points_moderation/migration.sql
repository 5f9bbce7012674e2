-- community_db: who has seen what lately, points that ticket still has to hear of, what administrators did, and news and posts in
-- the order in which they are read.

-- A reload is not another view: one row per viewer and thing, counted again only after a while. Rows are forgotten after that.
-- `viewer` is a keyed digest, so the table tells nobody who read what.
CREATE TABLE views (
  subject uuid NOT NULL,
  viewer bytea NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (subject, viewer)
);
CREATE INDEX views_seen_at_idx ON views (seen_at);

-- Written in the transaction of the post, comment or news item; deleted once ticket has given the points. A thing is worth
-- points once, however often it is sent (10.3/31).
CREATE TABLE point_awards (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  action_type varchar(50) NOT NULL,
  reference_id uuid NOT NULL,
  user_id uuid NOT NULL,
  artist_id uuid,
  points integer NOT NULL CHECK (points > 0),
  description varchar(255) NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz NOT NULL DEFAULT now(),
  last_problem text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT point_awards_once UNIQUE (action_type, reference_id)
);
CREATE INDEX point_awards_next_try_at_idx ON point_awards (next_try_at);

-- What administrators did to what others wrote, with the words that were taken away.
CREATE TABLE moderation_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  admin_id uuid NOT NULL,
  action varchar(50) NOT NULL,
  subject uuid NOT NULL,
  author_id uuid NOT NULL,
  content text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX moderation_log_created_at_idx ON moderation_log (created_at DESC);

-- Being read, commented on or pinned is no change of the text: updated_at stays.
DROP TRIGGER news_touch ON news;
DROP TRIGGER community_posts_touch ON community_posts;
CREATE TRIGGER news_touch BEFORE UPDATE OF title, content ON news FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER community_posts_touch BEFORE UPDATE OF title, content ON community_posts FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

-- Pinned first, newest first.
DROP INDEX news_created_at_idx;
DROP INDEX community_posts_artist_id_created_at_idx;
DROP INDEX community_posts_created_at_idx;
CREATE INDEX news_is_pinned_created_at_idx ON news (is_pinned DESC, created_at DESC);
CREATE INDEX community_posts_artist_id_is_pinned_created_at_idx ON community_posts (artist_id, is_pinned DESC, created_at DESC);
CREATE INDEX community_posts_is_pinned_created_at_idx ON community_posts (is_pinned DESC, created_at DESC);
