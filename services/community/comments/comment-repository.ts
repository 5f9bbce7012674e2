import type { User } from '../../shared/identity/caller.ts';
import { inTransaction, type Pool, type Queryable } from '../../shared/postgres/pool.ts';
import { noteModeration } from '../moderation/moderation-log.ts';
import { earn, unearn } from '../points/point-awards.ts';
import { authorNameOf } from '../reads/author.ts';
import { limitOffset, type Page } from '../reads/pages.ts';
import { isoCreated } from '../reads/rows.ts';
import type { CommentRow } from './comment-schemas.ts';

const columns = `id, post_id, author_id, author_name, content, ${isoCreated}`;

/** Comments of a post, oldest first. */
export async function listComments(db: Queryable, postId: string, page: Page): Promise<CommentRow[]> {
  const { rows } = await db.query<CommentRow>({
    name: 'comments-list',
    text: `SELECT ${columns} FROM community_comments c WHERE post_id = $1 ORDER BY c.created_at, id LIMIT $2 OFFSET $3`,
    values: [postId, ...limitOffset(page)],
  });
  return rows;
}

/** One comment of this very post. */
export async function findComment(db: Queryable, postId: string, id: string): Promise<CommentRow | undefined> {
  const { rows } = await db.query<CommentRow>({
    name: 'comments-find',
    text: `SELECT ${columns} FROM community_comments WHERE id = $2 AND post_id = $1`,
    values: [postId, id],
  });
  return rows[0];
}

/**
 * Writes a comment and counts it. Counting first locks the post, so that the comment cannot come to a post that is just
 * being deleted. @returns undefined when there is no such post
 */
export function writeComment(pool: Pool, user: User, postId: string, content: string): Promise<CommentRow | undefined> {
  return inTransaction(pool, async (tx) => {
    const { rows: posts } = await tx.query<{ artist_id: string }>({
      name: 'comments-count-up',
      text: 'UPDATE community_posts SET comment_count = comment_count + 1 WHERE id = $1 RETURNING artist_id',
      values: [postId],
    });
    const [post] = posts;
    if (!post) return undefined;
    const { rows } = await tx.query<CommentRow>({
      name: 'comments-insert',
      text: `INSERT INTO community_comments (post_id, author_id, author_name, content) VALUES ($1, $2, $3, $4) RETURNING ${columns}`,
      values: [postId, user.id, authorNameOf(user), content],
    });
    const [comment] = rows;
    if (!comment) throw new Error('comments-insert answered no row');
    await earn(tx, { action: 'COMMUNITY_COMMENT', referenceId: comment.id, userId: user.id, artistId: post.artist_id });
    return comment;
  });
}

/** Deletes a comment and counts it out, once. @returns whether it was there */
export function deleteComment(pool: Pool, user: User, postId: string, id: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    // The post first, as writing does, or the two could wait for each other.
    await tx.query('SELECT FROM community_posts WHERE id = $1 FOR UPDATE', [postId]);
    const { rows } = await tx.query<CommentRow>(
      `DELETE FROM community_comments WHERE id = $2 AND post_id = $1 RETURNING ${columns}`,
      [postId, id],
    );
    const [comment] = rows;
    if (!comment) return false;
    await tx.query('UPDATE community_posts SET comment_count = comment_count - 1 WHERE id = $1', [postId]);
    await unearn(tx, [id]);
    const { author_id: authorId, content } = comment;
    await noteModeration(tx, user, { action: 'DELETE_COMMENT', subject: id, authorId, content });
    return true;
  });
}
