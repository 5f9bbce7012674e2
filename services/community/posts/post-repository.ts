import type { User } from '../../shared/identity/caller.ts';
import { inTransaction, type Pool, type Queryable } from '../../shared/postgres/pool.ts';
import { noteModeration } from '../moderation/moderation-log.ts';
import { earn, unearn } from '../points/point-awards.ts';
import { authorNameOf } from '../reads/author.ts';
import { limitOffset, type Page } from '../reads/pages.ts';
import { isoColumns } from '../reads/rows.ts';
import { countedRead } from '../reads/viewer.ts';
import type { PostRow } from './post-schemas.ts';

const columns = `id, artist_id, author_id, author_name, title, content, comment_count, is_pinned, ${isoColumns}`;

/** Pinned first, newest first; of one artist, or of all. */
export async function listPosts(
  db: Queryable,
  artistId: string | undefined,
  page: Page,
): Promise<{ posts: PostRow[]; total: number }> {
  const ofArtist = '($1::uuid IS NULL OR artist_id = $1)';
  const [posts, counted] = await Promise.all([
    db.query<PostRow>({
      name: 'posts-list',
      text: `SELECT ${columns}, views FROM community_posts WHERE ${ofArtist} ORDER BY is_pinned DESC, created_at DESC, id LIMIT $2 OFFSET $3`,
      values: [artistId ?? null, ...limitOffset(page)],
    }),
    db.query<{ total: number }>(`SELECT count(*)::int AS total FROM community_posts WHERE ${ofArtist}`, [
      artistId ?? null,
    ]),
  ]);
  return { posts: posts.rows, total: counted.rows[0]?.total ?? 0 };
}

/** A post without counting a view. */
export async function findPost(db: Queryable, id: string): Promise<PostRow | undefined> {
  const { rows } = await db.query<PostRow>({
    name: 'posts-find',
    text: `SELECT ${columns}, views FROM community_posts WHERE id = $1`,
    values: [id],
  });
  return rows[0];
}

/** A post for somebody who looks at it. */
export async function viewPost(db: Queryable, id: string, viewer: Buffer, windowSeconds: number) {
  const { rows } = await db.query<PostRow>({
    name: 'posts-view',
    text: `${countedRead('community_posts')}
           SELECT ${columns}, coalesce((SELECT views FROM counted), views) AS views FROM community_posts WHERE id = $1`,
    values: [id, viewer, windowSeconds],
  });
  return rows[0];
}

/** Writes a post and notes the points for it, in one transaction. */
export function writePost(pool: Pool, user: User, given: { title: string; content: string; artist_id: string }) {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<PostRow>({
      name: 'posts-insert',
      text: `INSERT INTO community_posts (artist_id, author_id, author_name, title, content)
             VALUES ($1, $2, $3, $4, $5) RETURNING ${columns}, views`,
      values: [given.artist_id, user.id, authorNameOf(user), given.title, given.content],
    });
    const [post] = rows;
    if (!post) throw new Error('posts-insert answered no row');
    await earn(tx, { action: 'COMMUNITY_POST', referenceId: post.id, userId: user.id, artistId: post.artist_id });
    return post;
  });
}

/** Changes the words. @returns undefined when the post is gone, or is not the author's */
export async function changePost(
  db: Queryable,
  id: string,
  authorId: string,
  given: { title: string; content: string },
) {
  const { rows } = await db.query<PostRow>({
    name: 'posts-update',
    text: `UPDATE community_posts SET title = $3, content = $4 WHERE id = $1 AND author_id = $2 RETURNING ${columns}, views`,
    values: [id, authorId, given.title, given.content],
  });
  return rows[0];
}

/** Pins or unpins. @returns undefined when the post is gone */
export function pinPost(pool: Pool, admin: User, id: string, isPinned: boolean) {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<PostRow>({
      name: 'posts-pin',
      text: `UPDATE community_posts SET is_pinned = $2 WHERE id = $1 RETURNING ${columns}, views`,
      values: [id, isPinned],
    });
    const [post] = rows;
    const action = isPinned ? 'PIN_POST' : 'UNPIN_POST';
    if (post) await noteModeration(tx, admin, { action, subject: id, authorId: post.author_id, content: post.title });
    return post;
  });
}

/** Deletes a post with its comments, and the points that nobody has been given yet. @returns whether it was there */
export function deletePost(pool: Pool, user: User, id: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    // Locked first: a comment that is just being written is either among those below, or finds no post.
    await tx.query('SELECT FROM community_posts WHERE id = $1 FOR UPDATE', [id]);
    const { rows: comments } = await tx.query<{ id: string }>('SELECT id FROM community_comments WHERE post_id = $1', [
      id,
    ]);
    const { rows } = await tx.query<PostRow>(`DELETE FROM community_posts WHERE id = $1 RETURNING ${columns}, views`, [
      id,
    ]);
    const [post] = rows;
    if (!post) return false;
    await unearn(tx, [id, ...comments.map((comment) => comment.id)]);
    await tx.query('DELETE FROM views WHERE subject = $1', [id]);
    const content = `${post.title}\n\n${post.content}`;
    await noteModeration(tx, user, { action: 'DELETE_POST', subject: id, authorId: post.author_id, content });
    return true;
  });
}
