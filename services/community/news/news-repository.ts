import type { User } from '../../shared/identity/caller.ts';
import { inTransaction, type Pool, type Queryable } from '../../shared/postgres/pool.ts';
import { noteModeration } from '../moderation/moderation-log.ts';
import { earn, unearn } from '../points/point-awards.ts';
import { authorNameOf } from '../reads/author.ts';
import { limitOffset, type Page } from '../reads/pages.ts';
import { isoColumns } from '../reads/rows.ts';
import { countedRead } from '../reads/viewer.ts';
import type { NewsRow } from './news-schemas.ts';

const columns = `id, title, content, author, author_id, is_pinned, ${isoColumns}`;

interface Words {
  readonly title: string;
  readonly content: string;
  readonly is_pinned: boolean;
}

/** Pinned first, newest first. */
export async function listNews(db: Queryable, page: Page): Promise<{ news: NewsRow[]; total: number }> {
  const [news, counted] = await Promise.all([
    db.query<NewsRow>({
      name: 'news-list',
      text: `SELECT ${columns}, views FROM news n ORDER BY is_pinned DESC, n.created_at DESC, id LIMIT $1 OFFSET $2`,
      values: limitOffset(page),
    }),
    db.query<{ total: number }>('SELECT count(*)::int AS total FROM news'),
  ]);
  return { news: news.rows, total: counted.rows[0]?.total ?? 0 };
}

/** A news item without counting a view. */
export async function findNews(db: Queryable, id: string): Promise<NewsRow | undefined> {
  const { rows } = await db.query<NewsRow>({
    name: 'news-find',
    text: `SELECT ${columns}, views FROM news WHERE id = $1`,
    values: [id],
  });
  return rows[0];
}

/** A news item for somebody who looks at it. */
export async function viewNews(db: Queryable, id: string, viewer: Buffer, windowSeconds: number) {
  const { rows } = await db.query<NewsRow>({
    name: 'news-view',
    text: `${countedRead('news')}
           SELECT ${columns}, coalesce((SELECT views FROM counted), views) AS views FROM news WHERE id = $1`,
    values: [id, viewer, windowSeconds],
  });
  return rows[0];
}

/** Writes a news item and notes the points for it, in one transaction. */
export function writeNews(pool: Pool, admin: User, given: Words): Promise<NewsRow> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<NewsRow>({
      name: 'news-insert',
      text: `INSERT INTO news (title, content, author, author_id, is_pinned) VALUES ($1, $2, $3, $4, $5) RETURNING ${columns}, views`,
      values: [given.title, given.content, authorNameOf(admin), admin.id, given.is_pinned],
    });
    const [news] = rows;
    if (!news) throw new Error('news-insert answered no row');
    await earn(tx, { action: 'NEWS_CREATION', referenceId: news.id, userId: admin.id, artistId: null });
    return news;
  });
}

/** Changes a news item. @returns undefined when it is gone, or is not the author's */
export async function changeNews(db: Queryable, id: string, authorId: string, given: Words) {
  const { rows } = await db.query<NewsRow>({
    name: 'news-update',
    text: `UPDATE news SET title = $3, content = $4, is_pinned = $5 WHERE id = $1 AND author_id = $2 RETURNING ${columns}, views`,
    values: [id, authorId, given.title, given.content, given.is_pinned],
  });
  return rows[0];
}

/** @returns whether it was there */
export function deleteNews(pool: Pool, admin: User, id: string): Promise<boolean> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<NewsRow>(`DELETE FROM news WHERE id = $1 RETURNING ${columns}, views`, [id]);
    const [news] = rows;
    if (!news) return false;
    await unearn(tx, [id]);
    await tx.query('DELETE FROM views WHERE subject = $1', [id]);
    const content = `${news.title}\n\n${news.content}`;
    await noteModeration(tx, admin, { action: 'DELETE_NEWS', subject: id, authorId: news.author_id, content });
    return true;
  });
}
