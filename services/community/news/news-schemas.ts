import { z } from 'zod';
import { pages, paginationSchema } from '../reads/pages.ts';
import { article } from '../reads/plain-text.ts';

export const newsParams = z.object({ id: z.uuid() });
export const newsListQuery = z.object(pages(20));
/** Author and author_id are whoever is signed in, not what a body says. */
export const newsBodySchema = z.strictObject({ ...article, is_pinned: z.boolean().default(false) });

export const newsRow = z.object({
  id: z.uuid(),
  title: z.string(),
  content: z.string(),
  author: z.string(),
  author_id: z.uuid(),
  views: z.int(),
  is_pinned: z.boolean(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type NewsRow = z.infer<typeof newsRow>;

export const newsSchema = z.object({ news: newsRow });
export const newsListSchema = z.object({ news: z.array(newsRow), pagination: paginationSchema });
