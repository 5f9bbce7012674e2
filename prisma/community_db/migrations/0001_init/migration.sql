-- community_db: news, posts and comments. Points for them are written by ticket, once per post or comment (10.3/31).

CREATE FUNCTION touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END $$;

CREATE TABLE news (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  title varchar(255) NOT NULL,
  content text NOT NULL,
  author varchar(100) NOT NULL,
  author_id uuid NOT NULL,
  views integer NOT NULL DEFAULT 0 CHECK (views >= 0),
  is_pinned boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX news_author_id_idx ON news (author_id);
CREATE INDEX news_created_at_idx ON news (created_at DESC);

CREATE TABLE community_posts (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  artist_id uuid NOT NULL,
  author_id uuid NOT NULL,
  author_name varchar(100) NOT NULL,
  title varchar(255) NOT NULL,
  content text NOT NULL,
  views integer NOT NULL DEFAULT 0 CHECK (views >= 0),
  comment_count integer NOT NULL DEFAULT 0 CHECK (comment_count >= 0),
  is_pinned boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX community_posts_artist_id_created_at_idx ON community_posts (artist_id, created_at DESC);
CREATE INDEX community_posts_author_id_idx ON community_posts (author_id);
CREATE INDEX community_posts_created_at_idx ON community_posts (created_at DESC);

CREATE TABLE community_comments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  post_id uuid NOT NULL REFERENCES community_posts ON DELETE CASCADE,
  author_id uuid NOT NULL,
  author_name varchar(100) NOT NULL,
  content text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX community_comments_post_id_created_at_idx ON community_comments (post_id, created_at);

CREATE TRIGGER news_touch BEFORE UPDATE ON news FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
CREATE TRIGGER community_posts_touch BEFORE UPDATE ON community_posts FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
